import { describe, expect, it } from 'vitest';
import { parseMarkdown, parseMarkdownInline } from '../../../src/playground/page/text/parse-markdown.js';

describe('Markdown', () => {
  it('reads headings, rules, fences, quotes and paragraphs', () => {
    const blocks = parseMarkdown('# Title\n\ntext\nmore\n\n---\n\n> said\n\n```js\ncode\n```');
    expect(blocks.map((one) => one.kind)).toEqual(['heading', 'paragraph', 'rule', 'quote', 'pre']);
    expect(blocks[4]).toEqual({ kind: 'pre', text: 'code' });
  });

  it('reads nested lists, numbered lists and tasks', () => {
    const [list, numbered] = parseMarkdown('- a\n  - b\n- [x] c\n\n3. d\n4. e');
    expect(list).toMatchObject({
      kind: 'list',
      ordered: false,
      items: [{ children: [{ kind: 'list' }] }, { checked: true }],
    });
    expect(numbered).toMatchObject({ kind: 'list', ordered: true, start: 3 });
  });

  it('reads tables with their alignment', () => {
    const [table] = parseMarkdown('| a | b |\n|:--|--:|\n| 1 | **2** |');
    expect(table).toMatchObject({ kind: 'table', align: ['left', 'right'] });
    expect(table?.kind === 'table' && table.rows[0]?.[1]).toEqual([
      { kind: 'style', style: 'bold', children: [{ kind: 'text', text: '2' }] },
    ]);
  });

  it('styles words, Chinese ones too, and links only safe addresses', () => {
    expect(parseMarkdownInline('客户**张伟**已')[1]).toMatchObject({ kind: 'style', style: 'bold' });
    expect(parseMarkdownInline('[a](https://b.example)')[0]).toMatchObject({
      kind: 'link',
      url: 'https://b.example',
    });
    expect(parseMarkdownInline('[a](javascript:x)').some((one) => one.kind === 'link')).toBe(false);
  });
});
