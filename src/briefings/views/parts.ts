import type { KnownBlock } from '@slack/types';
import { instantAt } from '../../calendar/local-time.js';
import type { Messages } from '../../messages/index.js';
import { section } from '../../slack/blocks.js';
import { escapeText, plainDate } from '../../slack/text.js';
import type { Part } from '../briefing.js';

/** A section of Slack's holds 3,000 characters, the heading among them. */
const mostPerBlock = 2800;

/** The headed parts as blocks; empty ones are left out, long ones run over several blocks. */
export function partBlocks(content: readonly Part[]): KnownBlock[] {
  return content
    .filter(({ text }) => text.trim())
    .flatMap(({ heading, text }) =>
      chunks(text, mostPerBlock, (chunk) => escapeText(chunk).length).map((chunk, index) =>
        section(index === 0 ? `*${escapeText(heading)}*\n${escapeText(chunk)}` : escapeText(chunk)),
      ),
    );
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Cuts a text into pieces of at most `max` by `measure`: at a line's end where there is one, else between graphemes. */
export function chunks(
  text: string,
  max: number,
  measure: (piece: string) => number = (piece) => piece.length,
) {
  const pieces: string[] = [];
  let piece = '';
  for (const line of text.split(/(?<=\n)/)) {
    if (measure(piece) + measure(line) <= max) {
      piece += line;
      continue;
    }
    if (piece) pieces.push(piece);
    piece = '';
    if (measure(line) <= max) {
      piece = line;
      continue;
    }
    let size = 0;
    for (const { segment } of graphemes.segment(line)) {
      const more = measure(segment);
      if (size + more > max) {
        pieces.push(piece);
        piece = '';
        size = 0;
      }
      piece += segment;
      size += more;
    }
  }
  if (piece.trim()) pieces.push(piece);
  return pieces;
}

/** A local date in words, in the reader's language. */
export function dayInWords(date: string, t: Messages, timeZone: string): string {
  return plainDate(instantAt(timeZone, date, '12:00'), t, { timeZone, style: 'date' });
}
