import type { KnownBlock } from '@slack/types';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { messages } from '../../src/messages/index.js';
import { acceptMessage } from '../../src/playground/server/validate-message.js';
import { actions, button, context, fields, header, section } from '../../src/slack/blocks.js';
import { fitMessage, messageLength, mostTextPerMessage } from '../../src/slack/fit-message.js';
import { escapeText } from '../../src/slack/text.js';

const t = messages('en');
const fittedTo = (blocks: KnownBlock[]) => fitMessage({ text: 'x', blocks }, t).blocks ?? [];
const press = actions([button({ text: 'Go', actionId: 'go' })]);
const saysSo = (blocks: readonly KnownBlock[]) => JSON.stringify(blocks).includes(t.common.shortened);

describe('a message', () => {
  it('is left as it is where Slack takes it', () => {
    const blocks = [section('a'), section('b'.repeat(3000)), context('c'), press];
    expect(fittedTo(blocks)).toEqual(blocks);
  });

  it('keeps its title, notes and buttons, and says where it was cut', () => {
    const long = Array.from({ length: 6 }, (_, n) => section(`${n}`.repeat(2900)));
    const blocks = fittedTo([section('*Title*'), ...long, context('corrected'), press]);
    expect(blocks[0]).toEqual(section('*Title*'));
    expect(blocks.slice(1, 5)).toEqual(long.slice(0, 4));
    expect(blocks[5]).toMatchObject({ type: 'section', text: { text: expect.stringMatching(/^4+…$/) } });
    expect(blocks.slice(6)).toEqual([context(t.common.shortened), context('corrected'), press]);
    expect(messageLength(blocks)).toBeLessThanOrEqual(mostTextPerMessage);
    expect(messageLength(blocks)).toBeGreaterThan(mostTextPerMessage - 100);
  });

  it('of many small things keeps the first of them and its end', () => {
    const blocks = fittedTo([
      header('Title'),
      ...Array.from({ length: 80 }, (_, n) => section(`${n}`)),
      press,
    ]);
    expect(blocks).toHaveLength(50);
    expect(blocks.slice(-3)).toEqual([section('46'), context(t.common.shortened), press]);
  });

  it('counts as Slack does: escaped', () => {
    expect(messageLength([section('&amp;'), header('&<>')])).toBe(5 + '&amp;&lt;&gt;'.length);
  });

  it('is cut in its fallback too', () => {
    expect(fitMessage({ text: '客'.repeat(50_000) }, t).text).toHaveLength(40_000);
    expect(fitMessage({ text: '客'.repeat(50_000), blocks: [press] }, t).text).toHaveLength(3_000);
  });

  it('is never refused and says that it was cut, whatever it is made of', () => {
    const piece = fc.constantFrom('&', '<', '>', '客', '👩‍👩‍👧‍👦', 'é', ' ', '\n', 'שלום', 'long word ');
    const text = fc
      .tuple(fc.array(piece, { minLength: 1, maxLength: 5 }), fc.integer({ min: 1, max: 250 }))
      .map(([pieces, times]) => escapeText(pieces.join('').repeat(times)).trim() || 'x');
    const block = fc.oneof(
      text.map((one) => section(one)),
      text.map((one) => header(one)),
      fc.array(text, { minLength: 1, maxLength: 4 }).map((lines) => context(...lines)),
      fc
        .array(text, { minLength: 1, maxLength: 10 })
        .map((values) => fields(values.map((value) => ['Name', value] as const))[0] as KnownBlock),
      fc.constant(press),
    );
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 55 }), (blocks) => {
        const fitted = fittedTo(blocks);
        expect(() => acceptMessage({ text: 'x', blocks: fitted })).not.toThrow();
        if (JSON.stringify(fitted) !== JSON.stringify(blocks)) expect(saysSo(fitted)).toBe(true);
        expect(JSON.stringify(fitted)).not.toMatch(/&[a-z]{0,3}…|\\ud[89ab]../);
      }),
      { numRuns: 20 },
    );
  });
});
