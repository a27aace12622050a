import type { KnownBlock } from '@slack/types';
import { instantAt } from '../../calendar/local-time.js';
import type { Messages } from '../../messages/index.js';
import { section } from '../../slack/blocks.js';
import { chunks } from '../../slack/chunks.js';
import { fromMarkdown } from '../../slack/markdown.js';
import { escapeText, plainDate } from '../../slack/text.js';
import type { Part } from '../briefing.js';

/** A section of Slack's holds 3,000 characters, the heading among them. */
const mostPerBlock = 2800;

/** The headed parts as blocks; empty ones are left out, long ones run over several blocks. */
export function partBlocks(content: readonly Part[]): KnownBlock[] {
  return content
    .filter(({ text }) => text.trim())
    .flatMap(({ heading, text }) =>
      chunks(fromMarkdown(text), mostPerBlock, (chunk) => escapeText(chunk).length).map((chunk, index) =>
        section(index === 0 ? `*${escapeText(heading)}*\n${escapeText(chunk)}` : escapeText(chunk)),
      ),
    );
}

/** A local date in words, in the reader's language. */
export function dayInWords(date: string, t: Messages, timeZone: string): string {
  return plainDate(instantAt(timeZone, date, '12:00'), t, { timeZone, style: 'date' });
}
