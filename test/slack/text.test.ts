import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { messages } from '../../src/messages/index.js';
import {
  date,
  dateFor,
  escapeText,
  mentionsIn,
  plainDate,
  readableText,
  shorten,
  shortenPlain,
} from '../../src/slack/text.js';

describe('what people typed', () => {
  test.each([
    ['<!channel> look', '&lt;!channel&gt; look'],
    ['<@U0SAM> & <#C1>', '&lt;@U0SAM&gt; &amp; &lt;#C1&gt;'],
    ['a\u0000b\u0007c\td\ne', 'abc\td\ne'],
    ['bill\u202Efdp.exe', 'billfdp.exe'],
    ['张伟 👨‍👩‍👧', '张伟 👨‍👩‍👧'],
  ])('%j becomes %j', (typed, shown) => {
    expect(escapeText(typed)).toBe(shown);
  });

  test('right-to-left text stays within itself', () => {
    expect(escapeText('أحمد')).toBe('\u2068أحمد\u2069');
  });

  test('nothing that was typed can become a mention, a link or a broadcast', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (typed) => {
        expect(escapeText(typed)).not.toMatch(/[<>]/);
      }),
    );
  });

  test('Slack’s own text comes back as the person saw it', () => {
    const sent =
      'Ask <@U0SAM|sam> in <#C0SERVICE|service>: &lt;b&gt; &amp; <https://a.example/x|the list> <!here> <@U9>';
    expect(readableText(sent)).toBe('Ask @sam in #service: <b> & the list (https://a.example/x) @here @U9');
    expect(mentionsIn(sent)).toEqual({ users: ['U0SAM', 'U9'], channels: ['C0SERVICE'] });
  });

  test('a mentioned person goes by name, a link keeps its address unless its words are the address', () => {
    const names = { users: new Map([['U9', 'Ivy Chen']]), channels: new Map([['C7', 'deals']]) };
    expect(readableText('<@U9> <@U9|ivy> <#C7> <#C8|>', names)).toBe('@Ivy Chen @Ivy Chen #deals #C8');
    expect(readableText('<https://a.example/|a.example> <mailto:a@b.cn|a@b.cn> <https://c.example>')).toBe(
      'a.example a@b.cn https://c.example',
    );
  });

  test('a typed mention is no mention', () => {
    expect(mentionsIn('&lt;@U0SAM&gt;')).toEqual({ users: [], channels: [] });
    expect(escapeText(readableText('&lt;@U0SAM&gt;'))).toBe('&lt;@U0SAM&gt;');
  });
});

describe('shortenPlain', () => {
  test('cuts between characters and says so; what looks like markup is only text', () => {
    expect(shortenPlain('张伟', 2)).toBe('张伟');
    expect(shortenPlain(`${'a'.repeat(9)}😀b`, 10)).toBe(`${'a'.repeat(9)}…`);
    expect(shortenPlain('1 < 2 and so on', 10)).toBe('1 < 2 and…');
  });
});

describe('shorten', () => {
  test('leaves what fits', () => {
    expect(shorten('张伟', 2)).toBe('张伟');
  });

  test('never cuts an emoji, an entity or a mention', () => {
    expect(shorten('ab👨‍👩‍👧cd', 6)).toBe('ab…');
    expect(shorten('ab&amp;cd', 6)).toBe('ab…');
    expect(shorten('see <@U0SAM> now', 10)).toBe('see…');
    expect(shorten('see <@U0SAM> now', 14)).toBe('see <@U0SAM>…');
  });

  test('keeps within the limit and in one piece, whatever is typed', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        fc.integer({ min: 5, max: 40 }),
        (typed, max) => {
          const short = shorten(escapeText(typed), max);
          expect(short.length).toBeLessThanOrEqual(max);
          expect(short).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/);
          expect(short).not.toMatch(/&(?!amp;|lt;|gt;)/);
          expect([...short].filter((one) => one === '\u2068')).toHaveLength(
            [...short].filter((one) => one === '\u2069').length,
          );
        },
      ),
      {
        numRuns: 300,
        examples: [
          ['שלום שלום שלום שלום', 8],
          ['&יִ', 7],
        ],
      },
    );
  });
});

describe('dates', () => {
  const instant = new Date('2026-11-25T06:30:00Z');
  const timeZone = 'Asia/Shanghai';

  test('in mrkdwn in the reader’s zone, with a fallback in the company’s', () => {
    expect(date(instant, messages('en'), { timeZone })).toBe(
      '<!date^1795588200^{time} {date_short_pretty}|Wed 25 Nov, 14:30>',
    );
    expect(date(instant, messages('zh-CN'), { timeZone })).toContain('^{date_short_pretty} {time}|');
  });

  test.each([
    ['Asia/Shanghai', '2026-11-25T15:00:00Z', '{time}|14:30'],
    ['Asia/Shanghai', '2026-11-25T16:00:00Z', '{time} {date_short_pretty}|Wed 25 Nov, 14:30'],
    ['America/New_York', '2026-11-25T04:00:00Z', '{time} {date_short_pretty}|Wed 25 Nov, 01:30'],
    ['America/New_York', '2026-11-25T06:00:00Z', '{time}|01:30'],
    // Slack has not told yet where they are: the company's zone.
    ['', '2026-11-25T15:00:00Z', '{time}|14:30'],
  ])('for one reader without the day when it is their today (%s, %s)', (zone, now, shown) => {
    const reading = { timeZone, reader: { timeZone: zone }, now: new Date(now) };
    expect(dateFor(instant, messages('en'), reading)).toBe(`<!date^1795588200^${shown}>`);
  });

  test('for one reader as the end of a day', () => {
    const midnight = new Date('2026-11-25T16:00:00Z');
    const reading = { timeZone, reader: { timeZone }, now: instant };
    expect(dateFor(midnight, messages('en'), reading)).toMatch(/\^\{time\}\|23:59>$/);
  });

  test('in words, in both languages', () => {
    expect(plainDate(instant, messages('en'), { timeZone })).toMatch(/25 Nov.*14:30/);
    expect(plainDate(instant, messages('zh-CN'), { timeZone })).toMatch(/11月25日.*14:30/);
    expect(plainDate(instant, messages('en'), { timeZone, style: 'time' })).toBe('14:30');
  });
});
