import { readableLink } from './text.js';

/** How the marks of a text are written. */
interface Marks {
  around(mark: '*' | '_' | '~', inner: string): string;
  /** Between a mark and what stands beside it. */
  gap(beside: string | undefined): string;
}

/** Slack's: a mark counts only beside a space, an ASCII sign, or nothing. */
const slackMarks: Marks = {
  around: (mark, inner) => `${mark}${inner}${mark}`,
  gap: (beside) => (beside === undefined || /^[\s!-/:-@[-`{-~]$/.test(beside) ? '' : ' '),
};
const noMarks: Marks = { around: (_, inner) => inner, gap: () => '' };

/**
 * Markdown that people type out of habit, as Slack writes it: bold, struck out, links, headings, lists. Code stays as
 * it is, and so does what is Slack's already. Never longer than what was typed. For text that is not escaped yet.
 */
export function fromMarkdown(typed: string): string {
  return converted(typed, slackMarks);
}

/** What was typed in Markdown or in Slack's own marks, without any: to copy. */
export function withoutMarks(typed: string): string {
  return converted(typed, noMarks)
    .replaceAll('```\n', '')
    .replaceAll(/\n?```/g, '')
    .replaceAll(/`([^`\n]+)`/g, '$1')
    .replaceAll(/(?<![\p{L}\p{N}*])\*([^\s*](?:[^*\n]*[^\s*])?)\*(?![\p{L}\p{N}*])/gu, '$1')
    .replaceAll(/(?<![\p{L}\p{N}_])_([^\s_](?:[^_\n]*[^\s_])?)_(?![\p{L}\p{N}_])/gu, '$1')
    .replaceAll(/(?<![\p{L}\p{N}~])~([^\s~](?:[^~\n]*[^\s~])?)~(?![\p{L}\p{N}~])/gu, '$1');
}

function converted(typed: string, marks: Marks): string {
  return typed
    .split(/(```[\s\S]*?```)/)
    .map((part, index) => (index % 2 === 1 ? fence(part) : prose(part, marks)))
    .join('');
}

/** Slack shows the language of a block as its first line. */
function fence(block: string): string {
  return block.replace(/^```[a-z]+\n/i, '```\n');
}

function prose(text: string, marks: Marks): string {
  return text
    .split('\n')
    .map((line) => {
      const [, title] = /^ {0,3}#{1,6}[ \t]+(\S.*?)[ \t]*#*$/.exec(line) ?? [];
      if (title !== undefined) return marks.around('*', words(title, noMarks));
      return words(line.replace(/^([ \t]*)[-*][ \t]+(?=\S)/, '$1• '), marks);
    })
    .join('\n');
}

const link =
  /!?\[([^\][\n]*)\]\((?<address>(?:https?:\/\/|mailto:|tel:)(?:[^\s()]|\([^\s()]*\))+)(?:\s+"[^"\n]*")?\)/gi;

const styles: readonly (readonly [RegExp, (marks: Marks, inner: string) => string])[] = [
  [/(?<!\*)\*{3}([^\s*](?:[^\n]*?[^\s*])??)\*{3}(?!\*)/g, (m, inner) => m.around('*', m.around('_', inner))],
  [/(?<!\*)\*{2}([^\s*](?:[^\n]*?[^\s*])??)\*{2}(?!\*)/g, (m, inner) => m.around('*', inner)],
  [
    /(?<![\p{L}\p{N}_])_{2}([^\s_](?:[^\n]*?[^\s_])??)_{2}(?![\p{L}\p{N}_])/gu,
    (m, inner) => m.around('*', inner),
  ],
  [/(?<!~)~{2}([^\s~](?:[^\n]*?[^\s~])??)~{2}(?!~)/g, (m, inner) => m.around('~', inner)],
];

/** Links and styles of a line, but within `code`. */
function words(line: string, marks: Marks): string {
  return line
    .split(/(`[^`]+`)/)
    .map((part, index) => {
      if (index % 2 === 1) return part;
      const linked = part.replace(link, (_, label: string, address: string) => readableLink(address, label));
      return styles.reduce(
        (text, [pattern, written]) =>
          text.replace(pattern, (whole, inner: string, at: number) => {
            const after = text[at + whole.length];
            return `${marks.gap(text[at - 1])}${written(marks, inner)}${marks.gap(after)}`;
          }),
        linked,
      );
    })
    .join('');
}
