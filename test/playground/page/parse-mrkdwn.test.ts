import { describe, expect, it } from 'vitest';
import { parseMrkdwn, parseMrkdwnInline } from '../../../src/playground/page/text/parse-mrkdwn.js';

const words = (text: string) => parseMrkdwnInline(text);
const plain = (text: string) => ({ kind: 'text', text });
const styled = (style: string, text: string) => ({ kind: 'style', style, children: [plain(text)] });

describe('mrkdwn', () => {
  it('reads bold, italics, strike and code', () => {
    expect(words('*a* _b_ ~c~ `d*e*`')).toEqual([
      styled('bold', 'a'),
      plain(' '),
      styled('italic', 'b'),
      plain(' '),
      styled('strike', 'c'),
      plain(' '),
      { kind: 'code', text: 'd*e*' },
    ]);
  });

  it('styles only whole words of any script, as Slack does', () => {
    expect(words('snake_case_name 2*3*4')).toEqual([plain('snake_case_name 2*3*4')]);
    expect(words('客户*张伟*已开户')).toEqual([plain('客户*张伟*已开户')]);
    expect(words('客户：*张伟*，已开户')).toEqual([
      plain('客户：'),
      styled('bold', '张伟'),
      plain('，已开户'),
    ]);
    expect(words('* not bold *')).toEqual([plain('* not bold *')]);
    expect(words('*not\nbold*').some((one) => one.kind === 'style')).toBe(false);
  });

  it('reads mentions, channels, groups, broadcasts and dates', () => {
    expect(
      words('<@U_MEI> <#C1|service> <!here> <!subteam^S1|@leads>').filter((one) => one.kind !== 'text'),
    ).toEqual([
      { kind: 'user', id: 'U_MEI' },
      { kind: 'channel', id: 'C1', label: 'service' },
      { kind: 'broadcast', range: 'here' },
      { kind: 'group', id: 'S1', label: '@leads' },
    ]);
    expect(words('<!date^1700000000^{date} at {time}|then>')).toEqual([
      { kind: 'date', timestamp: 1_700_000_000, format: '{date} at {time}', fallback: 'then' },
    ]);
  });

  it('keeps what people typed as text', () => {
    expect(words('&lt;@U_MEI&gt; &lt;!channel&gt; &amp;amp;')).toEqual([plain('<@U_MEI> <!channel> &amp;')]);
    expect(words('<javascript:alert(1)|here>')).toEqual([plain('<javascript:alert(1)|here>')]);
  });

  it('links addresses, with and without a label, and leaves the full stop outside', () => {
    expect(words('<https://a.example/?b=1&amp;c=2|see>')).toEqual([
      { kind: 'link', url: 'https://a.example/?b=1&c=2', children: [plain('see')] },
    ]);
    expect(words('at https://a.example.')).toEqual([
      plain('at '),
      { kind: 'link', url: 'https://a.example', children: [plain('https://a.example')] },
      plain('.'),
    ]);
  });

  it('reads quotes and fences as blocks, and an open fence as text', () => {
    const blocks = parseMrkdwn('said\n&gt; one\n&gt; two\nthen\n```\nx &lt; 1\n```\nend');
    expect(blocks.map((one) => one.kind)).toEqual(['paragraph', 'quote', 'paragraph', 'pre', 'paragraph']);
    expect(blocks[3]).toEqual({ kind: 'pre', text: 'x < 1' });
    expect(parseMrkdwn('a ```b').map((one) => one.kind)).toEqual(['paragraph']);
  });

  it('gets through long hostile text', () => {
    const text = '*a _b ~c `d <e '.repeat(200);
    expect(parseMrkdwn(text).flatMap((one) => (one.kind === 'paragraph' ? one.inlines : []))).not.toEqual([]);
  });
});
