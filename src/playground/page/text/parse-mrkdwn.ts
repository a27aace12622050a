import { type Inline, isSafeUrl, type TextBlock, unescapeSlack } from './inline.js';

const wordCharacter = /[\p{L}\p{N}]/u;
const emojiAt = /:([a-z0-9_+'-]+)(?:::skin-tone-[2-6])?:/iy;
const bareUrlAt = /https?:\/\/[^\s<>|`*]+/iy;
const styles = { '*': 'bold', _: 'italic', '~': 'strike' } as const;

/** Slack's mrkdwn as blocks: paragraphs, quotes (`>`), preformatted text (```). */
export function parseMrkdwn(text: string, options: { verbatim?: boolean } = {}): TextBlock[] {
  const blocks: TextBlock[] = [];
  const parts = text.split('```');
  // An odd number of fences leaves the last one open: Slack shows it as it is.
  const closed = parts.length % 2 === 1 ? parts.length : parts.length - 1;
  for (let index = 0; index < closed; index += 1) {
    let part = parts[index] ?? '';
    if (index % 2 === 1) {
      blocks.push({ kind: 'pre', text: unescapeSlack(stripTokens(part)).replace(/^\n|\n$/g, '') });
      continue;
    }
    if (index === closed - 1 && closed < parts.length) part += `\`\`\`${parts[closed]}`;
    if (index > 0) part = part.replace(/^\n/, '');
    if (index < closed - 1) part = part.replace(/\n$/, '');
    if (part !== '') blocks.push(...parseLines(part, options.verbatim ?? false));
  }
  return blocks;
}

/** One run of mrkdwn without quotes and fences, for titles and previews. */
export function parseMrkdwnInline(text: string, options: { verbatim?: boolean } = {}): Inline[] {
  return parseInline(text, options.verbatim ?? false);
}

function parseLines(text: string, verbatim: boolean): TextBlock[] {
  const blocks: TextBlock[] = [];
  let run: string[] = [];
  let quoted = false;
  const flush = () => {
    if (run.length === 0) return;
    const paragraph: TextBlock = { kind: 'paragraph', inlines: parseInline(run.join('\n'), verbatim) };
    blocks.push(quoted ? { kind: 'quote', children: [paragraph] } : paragraph);
    run = [];
  };
  for (const line of text.split('\n')) {
    const quote = /^(?:&gt;|>) ?(.*)$/s.exec(line);
    if ((quote !== null) !== quoted) {
      flush();
      quoted = quote !== null;
    }
    run.push(quote?.[1] ?? line);
  }
  flush();
  return blocks;
}

function parseInline(text: string, verbatim: boolean): Inline[] {
  const out: Inline[] = [];
  let plain = '';
  const push = (inline: Inline) => {
    if (plain !== '') out.push({ kind: 'text', text: unescapeSlack(plain) });
    plain = '';
    out.push(inline);
  };
  let at = 0;
  while (at < text.length) {
    const found = inlineAt(text, at, verbatim);
    if (found) {
      push(found.inline);
      at = found.end;
    } else {
      plain += text[at];
      at += 1;
    }
  }
  if (plain !== '') out.push({ kind: 'text', text: unescapeSlack(plain) });
  return out;
}

function inlineAt(text: string, at: number, verbatim: boolean): { inline: Inline; end: number } | undefined {
  const character = text[at];
  if (character === '\n') return { inline: { kind: 'break' }, end: at + 1 };
  if (character === '<') {
    const end = text.indexOf('>', at);
    const inline = end > at + 1 ? readToken(text.slice(at + 1, end)) : undefined;
    return inline && { inline, end: end + 1 };
  }
  if (character === '`') {
    const end = text.indexOf('`', at + 1);
    const content = end > 0 ? text.slice(at + 1, end) : '';
    if (content.trim() === '' || content.includes('\n')) return undefined;
    return { inline: { kind: 'code', text: unescapeSlack(stripTokens(content)) }, end: end + 1 };
  }
  if (character === '*' || character === '_' || character === '~') {
    const end = closingAt(text, at, character);
    if (end === undefined) return undefined;
    const children = parseInline(text.slice(at + 1, end), verbatim);
    return { inline: { kind: 'style', style: styles[character], children }, end: end + 1 };
  }
  if (character === ':') {
    emojiAt.lastIndex = at;
    const match = emojiAt.exec(text);
    if (match?.[1]) return { inline: { kind: 'emoji', name: match[1] }, end: emojiAt.lastIndex };
  }
  if (character === 'h' && !verbatim && !wordCharacter.test(text[at - 1] ?? '')) {
    bareUrlAt.lastIndex = at;
    const match = bareUrlAt.exec(text);
    if (match) {
      const url = match[0].replace(/[.,;:!?)，。；：！？）]+$/u, '');
      const children: Inline[] = [{ kind: 'text', text: unescapeSlack(url) }];
      return { inline: { kind: 'link', url: unescapeSlack(url), children }, end: at + url.length };
    }
  }
  return undefined;
}

/**
 * Where a style ends. Like Slack, a mark counts only at the edge of a word, letters of any script alike:
 * `客户*张伟*` stays as typed, so a text that would look wrong in Slack looks wrong here too.
 */
function closingAt(text: string, at: number, mark: string): number | undefined {
  if (wordCharacter.test(text[at - 1] ?? '') || text[at - 1] === mark) return undefined;
  const first = text[at + 1];
  if (first === undefined || /\s/.test(first) || first === mark) return undefined;
  for (let index = at + 1; index < text.length; index += 1) {
    const character = text[index];
    if (character === '\n') return undefined;
    if (character === '<') {
      const end = text.indexOf('>', index);
      if (end > 0) index = end;
    } else if (character === '`') {
      const end = text.indexOf('`', index + 1);
      if (end > 0) index = end;
    } else if (
      character === mark &&
      !/\s/.test(text[index - 1] ?? ' ') &&
      !wordCharacter.test(text[index + 1] ?? '')
    ) {
      return index;
    }
  }
  return undefined;
}

/** Reads what stands between `<` and `>`. */
function readToken(token: string): Inline | undefined {
  const bar = token.indexOf('|');
  const target = bar < 0 ? token : token.slice(0, bar);
  const label = bar < 0 ? undefined : unescapeSlack(token.slice(bar + 1));
  if (/^@[UWB][A-Z0-9_]+$/.test(target)) return { kind: 'user', id: target.slice(1) };
  if (/^#[CDG][A-Z0-9_]+$/.test(target)) {
    return { kind: 'channel', id: target.slice(1), ...(label ? { label } : {}) };
  }
  if (target.startsWith('!date^')) {
    const [, seconds = '', format = '', url] = target.split('^');
    const timestamp = Number(seconds);
    if (!Number.isFinite(timestamp)) return label ? { kind: 'text', text: label } : undefined;
    const link = url !== undefined && isSafeUrl(url) ? { url: unescapeSlack(url) } : {};
    return { kind: 'date', timestamp, format: unescapeSlack(format), fallback: label ?? '', ...link };
  }
  if (target.startsWith('!subteam^')) {
    return { kind: 'group', id: target.slice('!subteam^'.length), ...(label ? { label } : {}) };
  }
  if (/^!(channel|here|everyone|group)$/.test(target)) return { kind: 'broadcast', range: target.slice(1) };
  if (target.startsWith('!')) return { kind: 'text', text: label ?? `<${unescapeSlack(target)}>` };
  const url = unescapeSlack(target);
  if (!isSafeUrl(url)) return undefined;
  const shown = label ?? url.replace(/^(mailto|tel):/, '');
  return { kind: 'link', url, children: [{ kind: 'text', text: shown }] };
}

/** In code, a link shows its label or address instead of its angle brackets. */
function stripTokens(text: string): string {
  return text.replace(
    /<((?:https?|mailto|tel):[^|>]*)(?:\|([^>]*))?>/g,
    (_, url: string, label?: string) => label ?? url,
  );
}
