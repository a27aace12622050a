import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { root, type Source, sources } from './sources.js';

const all = sources();
const ours = all.filter((source) => source.room !== 'playground');

/** `path:line  text` of every match. */
function places(files: readonly Source[], pattern: RegExp, clean = (code: string) => code): string[] {
  return files.flatMap(({ path, code }) =>
    clean(code)
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}  ${line.trim()}`] : [])),
  );
}

describe('text for people stands in messages/', () => {
  // Names of commands, their aliases and their manifest texts are the same in every language.
  const declarations =
    /\b(?:words|aliases)\s*[:=]\s*(?:\w+\()?\[[^\]]*\]|\b(?:description|usageHint|because|name)\s*:\s*(?:'[^'\n]*'|"[^"\n]*"|`[^`]*`)/g;
  // What people may type or a library gives, not what they are shown.
  const read = new Set([
    'calendar/working-hours-tokens.ts',
    'calendar/parse-working-hours.ts',
    'calendar/holidays.ts',
    'complaints/money.ts',
    'slack/masking.ts',
    'slack/register.ts',
    'slack/manifest.ts',
  ]);
  // { 全部: 'all' }: a word that people type, and what it means.
  const aliasKeys = /^[ \t]*[\u3400-\u9fff]+(?=\s*:\s*')/gm;
  const blank = (match: string) => match.replace(/[^\n]/g, ' ');
  const regexes =
    /(?<=[(=,:!&|?[{;]\s*|\breturn\s)\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[dgimsuvy]*/g;
  const without = (code: string) =>
    code.replace(declarations, blank).replace(aliasKeys, blank).replace(regexes, blank);
  const speaking = ours.filter(({ room, path }) => !['messages', 'demo'].includes(room) && !read.has(path));

  test('no Chinese in code', () => {
    expect(places(speaking, /[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]/, without)).toEqual([]);
  });

  test('no English sentence where Slack shows text', () => {
    const shown =
      /\b(?:text|label|title|submit|close|hint|placeholder|fallback)\s*:\s*(?:plain\(|mrkdwn\()?(['"`])(?=[^'"`]*[A-Za-z]{2})(?!\$\{[^}]*\}\1)[^'"`$]*\1/;
    const called =
      /\b(?:section|header|context|plain|mrkdwn|option)\(\s*(['"`])[^'"`$]*[A-Za-z]{3,}[^'"`$]*\1/;
    const files = speaking.filter(({ path }) => !['config.ts', 'main.ts'].includes(path));
    expect([...places(files, shown, without), ...places(files, called, without)]).toEqual([]);
  });

  test('both languages have the same files', () => {
    const of = (language: string) =>
      all
        .filter(({ path }) => path.startsWith(`messages/${language}/`))
        .map(({ path }) => path.split('/').pop())
        .sort();
    expect(of('en').length).toBeGreaterThan(5);
    expect(of('zh-cn')).toEqual(of('en'));
  });

  test('Chinese texts use full-width punctuation', () => {
    const chinese = all.filter(({ path }) => path.startsWith('messages/zh-cn/'));
    expect(places(chinese, /[\u4e00-\u9fff][,;:!?](?![A-Za-z]*[:/])/)).toEqual([]);
  });
});

describe('time, output and names', () => {
  test('only clock.ts reads the machine’s clock', () => {
    const files = ours.filter(({ path }) => path !== 'clock.ts');
    expect(places(files, /\bnew Date\(\s*\)|\bDate\.now\(|\bdayjs\(\s*\)/)).toEqual([]);
  });

  test('business code does not take real time for business time', () => {
    const plumbing = ['outbox', 'scheduler', 'slack', 'db', 'demo', 'playground', ''];
    expect(
      places(
        ours.filter(({ room }) => !plumbing.includes(room)),
        /\brealNow\b/,
      ),
    ).toEqual([]);
  });

  test('the schema leaves time to the application', () => {
    const schema = readFileSync(`${root}/prisma/schema.prisma`, 'utf8').replace(/\/\/.*$/gm, '');
    expect(schema).not.toMatch(/@default\(now\(\)\)|@updatedAt|@db\./);
  });

  test('only main.ts writes to the console', () => {
    const files = ours.filter(({ path }) => path !== 'main.ts');
    expect(places(files, /\bconsole\.|\bprocess\.std(?:out|err)\b/)).toEqual([]);
  });

  test('files are named after what they export', () => {
    const wrong = all
      .map(({ path }) => path)
      .filter((path) => {
        const name =
          path
            .split('/')
            .pop()
            ?.replace(/\.tsx?$/, '') ?? '';
        return (
          !/^[a-z0-9]+(-[a-z0-9]+)*(\.d)?$/.test(name) ||
          /(^|-)(utils?|helpers?|service|manager|misc|common)(-|$)/.test(name)
        );
      });
    expect(wrong.filter((path) => !/^messages\/[a-z-]+\/(common|service)\.ts$/.test(path))).toEqual([]);
  });

  test('Chinese texts keep a space around bold: Slack reads no mark beside a full-width character', () => {
    const wide = '\\u2018-\\u201d\\u3000-\\u303f\\u3400-\\u9fff\\uff00-\\uffef';
    const bold = String.raw`\*(?=[^\s*])(?:\$\{[^}]*\}|[^*\`'])*?\*(?!\*)`;
    const beside = new RegExp(`[${wide}]${bold}|(?<![${wide}])${bold}[${wide}]`);
    expect('客户*张伟*').toMatch(beside);
    expect('*张伟*：已开户').toMatch(beside);
    expect('客户 *张伟* · 已开户').not.toMatch(beside);
    expect(
      places(
        all.filter(({ path }) => path.startsWith('messages/zh-cn/')),
        beside,
      ),
    ).toEqual([]);
  });

  test('files stay small', () => {
    // Tables of text, data and rules; and two objects whose many small methods belong together.
    const tables =
      /^(messages|demo)\/|^playground\/(protocol|client|server\/validate-[a-z-]+|server\/start-playground)\.ts$/;
    const long = all
      .filter(({ path, text }) => !tables.test(path) && text.split('\n').length > 300)
      .map(({ path, text }) => `${path}: ${text.split('\n').length} lines`);
    expect(long).toEqual([]);
  });

  test('nothing is switched off', () => {
    expect(places(all, /@ts-(?:ignore|nocheck|expect-error)|:\s*any\b|<any>|\bas any\b/)).toEqual([]);
    expect(all.filter(({ text }) => /@ts-(?:ignore|nocheck)/.test(text)).map(({ path }) => path)).toEqual([]);
  });
});
