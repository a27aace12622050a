import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Rendered } from '../../src/feature.js';
import { messages } from '../../src/messages/index.js';
import { acceptMessage } from '../../src/playground/server/validate-message.js';
import { fitMessage } from '../../src/slack/fit-message.js';
import { type TestDatabase, testDatabase } from '../support/database.js';
import { cards, hostileRecords, templates } from './hostile-records.js';

let database: TestDatabase;
let records: Awaited<ReturnType<typeof hostileRecords>>;
beforeAll(async () => {
  database = await testDatabase();
  records = await hostileRecords(database);
}, 90_000);
afterAll(() => database?.close());

/** All that Slack parses: the fallback and every mrkdwn text. */
function parsed(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(parsed);
  if (typeof part !== 'object' || part === null) return [];
  const { type, text, ...rest } = part as { type?: unknown; text?: unknown };
  if (type === 'plain_text') return [];
  return [...(typeof text === 'string' ? [text] : parsed(text)), ...Object.values(rest).flatMap(parsed)];
}

const live = /<!(?!date\^)|<@U0EVIL|<http|&(?!amp;|lt;|gt;)/;

describe('every card and every message of every feature', () => {
  it('shows what was typed as it was typed: nothing of it pings, links or is read as an entity', async () => {
    const ping = '<!channel> <@U0EVIL> R&D <http://evil.example|bank> ';
    await records.type((max) => ping.repeat(Math.ceil(max / ping.length)).slice(0, Math.min(max, 58)));
    const all = [...(await records.renderAll('en')), ...(await records.renderAll('zh-CN'))];
    const names = new Set(all.map(({ name }) => name));
    const every = [...cards.map(({ kind }) => kind), ...templates.map(({ template }) => template)];
    expect(every.filter((name) => !names.has(name))).toEqual([]);
    const found = all.flatMap(({ name, message }) =>
      parsed([{ text: message.text }, message.blocks])
        .filter((text) => live.test(text))
        .map((text) => `${name}: ${text}`),
    );
    expect([...new Set(found)]).toEqual([]);
  });

  it('is taken by Slack, whatever it is full of', async () => {
    const letters = fc.constantFrom('&', '<', '>', '客', '👩‍👩‍👧‍👦', '🇨🇳', 'é', ' ', '\n', '*', 'שלום', 'a');
    await fc.assert(
      fc.asyncProperty(
        fc.array(letters, { minLength: 1, maxLength: 12 }),
        fc.double({ min: 0.3, max: 1, noNaN: true }),
        async (piece, share) => {
          await records.type((max) => repeated(piece, Math.ceil(max * share)));
          const locale = share > 0.6 ? 'en' : 'zh-CN';
          for (const { name, message } of await records.renderAll(locale))
            expect({ name, fault: fault(fitMessage(message, messages(locale))) }).toEqual({
              name,
              fault: null,
            });
        },
      ),
      {
        numRuns: 5,
        examples: [
          [['&'], 1],
          [['<'], 1],
          [['👩‍👩‍👧‍👦'], 1],
        ],
      },
    );
  }, 60_000);
});

function repeated(piece: readonly string[], max: number): string {
  let text = '';
  for (let n = 0; ; n++) {
    const next = piece[n % piece.length] ?? '';
    if (text.length + next.length > max) return text.trim() || 'x';
    text += next;
  }
}

/** Why Slack would refuse it, or where it was cut within a character or an entity. */
function fault({ text, blocks }: Rendered): string | null {
  try {
    acceptMessage({ text, blocks });
  } catch (error) {
    return JSON.stringify(error).slice(0, 300);
  }
  const halves = /[\ud800-\udbff](?![\udc00-\udfff])|&[a-z]{0,3}…|\u200d…/;
  return parsed([{ text }, blocks]).find((one) => halves.test(one)) ?? null;
}
