import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromMarkdown, withoutMarks } from '../../src/slack/markdown.js';
import { escapeText } from '../../src/slack/text.js';

describe('Markdown that people type out of habit', () => {
  it.each([
    ['**bold** and __bold__', '*bold* and *bold*'],
    ['***both***', '*_both_*'],
    ['~~gone~~', '~gone~'],
    ['今日**偏强**震荡', '今日 *偏强* 震荡'],
    ['**提示**：观望', '*提示* ：观望'],
    ['(**a**), **b**.', '(*a*), *b*.'],
    ['[report](https://example.com/a_(b)?x=1)', 'report (https://example.com/a_(b)?x=1)'],
    ['[https://example.com](https://example.com/)', 'https://example.com'],
    ['[Ann](mailto:ann@example.com)', 'Ann (mailto:ann@example.com)'],
    ['![chart](https://example.com/c.png "Chart")', 'chart (https://example.com/c.png)'],
    ['**[a](https://b.c)**', '*a (https://b.c)*'],
    ['# Gold', '*Gold*'],
    ['### **Gold** today ###', '*Gold today*'],
    ['- one\n  - two\n* three', '• one\n  • two\n• three'],
    ['```js\n**a**\n# b\n```\n**c**', '```\n**a**\n# b\n```\n*c*'],
    ['`**a**` **b**', '`**a**` *b*'],
  ])('%j is shown as %j', (typed, shown) => {
    expect(fromMarkdown(typed)).toBe(shown);
  });

  it.each([
    '*bold* _italic_ ~struck~ `code`',
    '138****5678 or 139****5678',
    '#1 and #general',
    '-5% today, 3 - 2',
    '[x](see above)',
    'snake__case__name',
    '5 ** 6 ** 7',
    '---',
  ])('%j stays as it is', (typed) => {
    expect(fromMarkdown(typed)).toBe(typed);
  });

  it('never takes more room than what was typed', () => {
    const piece = fc.constantFrom(
      '*',
      '**',
      '***',
      '__',
      '~~',
      '#',
      '# ',
      '- ',
      '`',
      '```',
      '\n',
      ' ',
      'a',
      '金',
      '：',
      '[',
      '](https://b.c)',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const typed = pieces.join('');
        expect(escapeText(fromMarkdown(typed)).length).toBeLessThanOrEqual(escapeText(typed).length);
        expect(withoutMarks(typed).length).toBeLessThanOrEqual(typed.length);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['**bold** *bold* _it_ ~gone~ `code`', 'bold bold it gone code'],
    ['今日**偏强**震荡', '今日偏强震荡'],
    ['# Gold\n- **one**\n- [two](https://b.c)', 'Gold\n• one\n• two (https://b.c)'],
    ['```\ntable\n```', 'table'],
    ['5*6*7 snake_case_name ~5', '5*6*7 snake_case_name ~5'],
  ])('%j is copied as %j', (typed, copied) => {
    expect(withoutMarks(typed)).toBe(copied);
  });
});
