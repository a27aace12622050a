import type { SectionBlock } from '@slack/types';
import { section } from '../../slack/blocks.js';
import { fromMarkdown } from '../../slack/markdown.js';
import { maskContacts } from '../../slack/masking.js';
import { escapeText, shorten } from '../../slack/text.js';

const MOST_LINES = 4;

/** What was typed as a short quotation for a card: numbers and addresses masked, a few lines, formatting harmless. */
export function quotation(typed: string, max: number): string {
  const lines = shorten(maskContacts(fromMarkdown(typed)).trim(), max)
    .split('\n')
    .filter((line) => line.trim());
  const shown = lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES - 1), '…'] : lines;
  return shown.map((line) => `>${escapeText(line)}`).join('\n');
}

const MOST = 2900;

/** A title and the whole of what was typed, in as many sections as it takes once escaped. */
export function titledText(title: string, typed: string): SectionBlock[] {
  const parts: string[] = [];
  let part = `*${title}*\n`;
  for (const line of fromMarkdown(typed).split(/(?<=\n)/)) {
    for (const piece of line.match(/[\s\S]{1,400}/gu) ?? []) {
      const escaped = escapeText(piece);
      if (part.length + escaped.length > MOST) {
        parts.push(part);
        part = '';
      }
      part += escaped;
    }
  }
  return [...parts, part].filter((text) => text.trim()).map((text) => section(text));
}
