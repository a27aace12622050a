import { type Align, type Inline, isSafeUrl, type ListItem, type TextBlock } from './inline.js';

/** The Markdown of Slack's `markdown` block: headings, lists, tasks, quotes, fences, tables, rules, inline styles. */
export function parseMarkdown(text: string): TextBlock[] {
  return readBlocks(text.replace(/\r\n?/g, '\n').split('\n'));
}

function readBlocks(lines: string[]): TextBlock[] {
  const blocks: TextBlock[] = [];
  let paragraph: string[] = [];
  const flush = () => {
    if (paragraph.length > 0)
      blocks.push({ kind: 'paragraph', inlines: parseMarkdownInline(paragraph.join('\n')) });
    paragraph = [];
  };
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? '';
    const taken = blockAt(lines, at);
    if (taken) {
      flush();
      blocks.push(taken.block);
      at = taken.next;
    } else {
      if (line.trim() === '') flush();
      else paragraph.push(line.trim());
      at += 1;
    }
  }
  flush();
  return blocks;
}

type Taken = { block: TextBlock; next: number };

function blockAt(lines: string[], at: number): Taken | undefined {
  const line = lines[at] ?? '';
  const heading = /^ {0,3}(#{1,6})\s+(.+?)\s*#*$/.exec(line);
  if (heading) {
    const level = heading[1]?.length ?? 1;
    return {
      block: { kind: 'heading', level, inlines: parseMarkdownInline(heading[2] ?? '') },
      next: at + 1,
    };
  }
  if (/^ {0,3}([-*_])( *\1){2,} *$/.test(line)) return { block: { kind: 'rule' }, next: at + 1 };
  const fence = /^ {0,3}(```+|~~~+)/.exec(line)?.[1];
  if (fence) {
    let end = at + 1;
    while (end < lines.length && !(lines[end] ?? '').trim().startsWith(fence)) end += 1;
    return { block: { kind: 'pre', text: lines.slice(at + 1, end).join('\n') }, next: end + 1 };
  }
  if (/^ {0,3}>/.test(line)) {
    let end = at;
    while (end < lines.length && /^ {0,3}>/.test(lines[end] ?? '')) end += 1;
    const inner = lines.slice(at, end).map((quoted) => quoted.replace(/^ {0,3}> ?/, ''));
    return { block: { kind: 'quote', children: readBlocks(inner) }, next: end };
  }
  return tableAt(lines, at) ?? listAt(lines, at);
}

const itemPattern = /^( *)([-*+]|\d{1,9}[.)])\s+(.*)$/;

function listAt(lines: string[], at: number): Taken | undefined {
  const first = itemPattern.exec(lines[at] ?? '');
  if (!first) return undefined;
  const indent = first[1]?.length ?? 0;
  const ordered = /\d/.test(first[2] ?? '');
  const items: ListItem[] = [];
  let next = at;
  while (next < lines.length) {
    const match = itemPattern.exec(lines[next] ?? '');
    if (!match || (match[1]?.length ?? 0) !== indent || /\d/.test(match[2] ?? '') !== ordered) break;
    const task = /^\[([ xX])\]\s+(.*)$/.exec(match[3] ?? '');
    next += 1;
    const inner: string[] = [];
    while (next < lines.length && /^ {2,}\S/.test(lines[next] ?? '') && leading(lines[next] ?? '') > indent) {
      inner.push((lines[next] ?? '').slice(indent + 2));
      next += 1;
    }
    items.push({
      ...(task ? { checked: task[1] !== ' ' } : {}),
      inlines: parseMarkdownInline(task?.[2] ?? match[3] ?? ''),
      children: readBlocks(inner),
    });
  }
  const start = ordered ? Number.parseInt(first[2] ?? '1', 10) : 1;
  return { block: { kind: 'list', ordered, start, items }, next };
}

function leading(line: string): number {
  return line.length - line.trimStart().length;
}

function tableAt(lines: string[], at: number): Taken | undefined {
  const header = lines[at] ?? '';
  const rule = lines[at + 1] ?? '';
  if (!header.includes('|') || !/^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/.test(rule)) return undefined;
  const align = cells(rule).map((cell): Align => {
    if (/^:-+:$/.test(cell)) return 'center';
    return cell.endsWith(':') ? 'right' : 'left';
  });
  let next = at + 2;
  const rows: Inline[][][] = [];
  while (next < lines.length && (lines[next] ?? '').includes('|')) {
    rows.push(cells(lines[next] ?? '').map(parseMarkdownInline));
    next += 1;
  }
  return { block: { kind: 'table', align, header: cells(header).map(parseMarkdownInline), rows }, next };
}

function cells(line: string): string[] {
  return line
    .trim()
    .replace(/^\||\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));
}

const rules: { pattern: RegExp; read: (match: RegExpExecArray) => Inline | undefined }[] = [
  { pattern: /\\([\\`*_{}[\]()#+\-.!~|>])/y, read: (m) => ({ kind: 'text', text: m[1] ?? '' }) },
  { pattern: /(`+)(.+?)\1(?!`)/y, read: (m) => ({ kind: 'code', text: (m[2] ?? '').trim() }) },
  { pattern: /\*\*(?=\S)(.+?)(?<=\S)\*\*/y, read: (m) => styled('bold', m[1]) },
  { pattern: /(?<!\w)__(?=\S)(.+?)(?<=\S)__(?!\w)/y, read: (m) => styled('bold', m[1]) },
  { pattern: /\*(?=[^\s*])(.+?)(?<=[^\s*])\*/y, read: (m) => styled('italic', m[1]) },
  { pattern: /(?<!\w)_(?=\S)(.+?)(?<=\S)_(?!\w)/y, read: (m) => styled('italic', m[1]) },
  { pattern: /~~(?=\S)(.+?)(?<=\S)~~/y, read: (m) => styled('strike', m[1]) },
  { pattern: /!?\[([^\]]*)\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/y, read: (m) => linked(m[2], m[1]) },
  { pattern: /<(https?:\/\/[^>\s]+)>/y, read: (m) => linked(m[1], m[1]) },
  { pattern: /<@([UW][A-Z0-9_]+)>/y, read: (m) => ({ kind: 'user', id: m[1] ?? '' }) },
  { pattern: /<#(C[A-Z0-9_]+)(?:\|[^>]*)?>/y, read: (m) => ({ kind: 'channel', id: m[1] ?? '' }) },
  { pattern: /(?<![\w/])https?:\/\/[^\s<>)*`]+(?<![.,;:!?])/y, read: (m) => linked(m[0], undefined) },
  { pattern: /:([a-z0-9_+'-]+):/y, read: (m) => ({ kind: 'emoji', name: m[1] ?? '' }) },
  { pattern: /\n/y, read: () => ({ kind: 'break' }) },
];

/** One run of Markdown without block structure. */
export function parseMarkdownInline(text: string): Inline[] {
  const out: Inline[] = [];
  let plain = '';
  let at = 0;
  while (at < text.length) {
    const found = inlineAt(text, at);
    if (found) {
      if (plain !== '') out.push({ kind: 'text', text: plain });
      plain = '';
      out.push(found.inline);
      at = found.end;
    } else {
      plain += text[at];
      at += 1;
    }
  }
  if (plain !== '') out.push({ kind: 'text', text: plain });
  return out;
}

function inlineAt(text: string, at: number): { inline: Inline; end: number } | undefined {
  for (const { pattern, read } of rules) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    const inline = match ? read(match) : undefined;
    // Reading may have recursed into the same sticky pattern: the end is counted from the match itself.
    if (match && inline) return { inline, end: at + match[0].length };
  }
  return undefined;
}

function styled(style: 'bold' | 'italic' | 'strike', inner: string | undefined): Inline {
  return { kind: 'style', style, children: parseMarkdownInline(inner ?? '') };
}

function linked(url: string | undefined, label: string | undefined): Inline | undefined {
  if (url === undefined || !isSafeUrl(url)) return undefined;
  return {
    kind: 'link',
    url,
    children: label ? [{ kind: 'text', text: label }] : [{ kind: 'text', text: url }],
  };
}
