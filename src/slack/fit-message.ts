import type { KnownBlock, MrkdwnElement } from '@slack/types';
import type { Rendered } from '../feature.js';
import type { Messages } from '../messages/index.js';
import { context } from './blocks.js';
import limits from './limits.json' with { type: 'json' };
import { escapeText, shorten } from './text.js';

/** Slack's limit is "about": a little is left. */
export const mostTextPerMessage = limits.message.totalBlockText - 200;
const mostBlocks = limits.message.blocks;
/** The fallback that notifications show; beside blocks nobody reads more of it. */
const mostFallback = 3_000;
/** What is no longer than this is a title, a note or a line, and stays whole where it can. */
const shortText = 300;
/** A shorter piece of a text is not worth its place. */
const leastPiece = 100;

/**
 * How much text Slack counts in blocks: every text in them, escaped. What is mrkdwn is escaped already; in
 * plain_text Slack does it.
 */
export function messageLength(part: unknown): number {
  if (Array.isArray(part)) return part.reduce<number>((sum, one) => sum + messageLength(one), 0);
  if (typeof part !== 'object' || part === null) return 0;
  const isPlain = 'type' in part && part.type === 'plain_text';
  let sum = 0;
  for (const [key, value] of Object.entries(part)) {
    if (key !== 'text' || typeof value !== 'string') sum += messageLength(value);
    else sum += isPlain ? escapeText(value).length : value.length;
  }
  return sum;
}

/**
 * A message that Slack takes, whatever stands in it: where it holds more than Slack allows, long texts are cut
 * between characters, the last first, and a line says so. Title, buttons and what stands at the end stay.
 */
export function fitMessage<T extends Rendered>(message: T, t: Messages): T {
  const { blocks } = message;
  if (!blocks) return { ...message, text: shorten(message.text, limits.message.text) };
  const text = shorten(message.text, mostFallback);
  if (blocks.length <= mostBlocks && messageLength(blocks) <= mostTextPerMessage) return { ...message, text };
  const note = context(t.common.shortened);
  const isLong = (block: KnownBlock) => isText(block) && messageLength(block) > shortText;
  const tail = endOf(blocks);
  const kept =
    fill(blocks, { note, mayGo: isLong }) ??
    fill(blocks, { note, mayGo: (_, index) => index > 0 && index < tail }) ??
    fill(blocks, { note, mayGo: () => true });
  return { ...message, text, ...(kept ? { blocks: kept } : {}) };
}

/** Where the lines and buttons at the end begin. */
function endOf(blocks: readonly KnownBlock[]): number {
  const last = blocks.findLastIndex(isText);
  return Math.max(1, last + 1);
}

function isText({ type }: KnownBlock): boolean {
  return type === 'section' || type === 'divider' || type === 'header';
}

/**
 * Gives what must stay its room, and the rest to what may go, in order, until it is used up; the note stands where
 * the cut is. Null when what must stay is too much by itself.
 */
function fill(
  blocks: readonly KnownBlock[],
  { note, mayGo }: { note: KnownBlock; mayGo: (block: KnownBlock, index: number) => boolean },
): KnownBlock[] | null {
  const staying = blocks.filter((block, index) => !mayGo(block, index));
  let room = mostTextPerMessage - messageLength(staying) - messageLength(note);
  let places = mostBlocks - staying.length - 1;
  if (room < 0 || places < 0) return null;
  let cut = false;
  return blocks.flatMap((block, index): KnownBlock[] => {
    if (!mayGo(block, index)) return [block];
    if (cut) return [];
    const length = messageLength(block);
    if (length <= room && places > 0) {
      room -= length;
      places -= 1;
      return [block];
    }
    cut = true;
    const piece = places > 0 && room >= leastPiece ? shortened(block, room) : null;
    return piece ? [piece, note] : [note];
  });
}

/** The block with its text cut to `room`; null where that is not possible. */
function shortened(block: KnownBlock, room: number): KnownBlock | null {
  if (block.type !== 'section') return null;
  const { text, fields, accessory, ...rest } = block;
  const beside = accessory ? { accessory } : {};
  if (text) {
    const own = room - messageLength(accessory) - messageLength(fields);
    if (own < leastPiece || text.type !== 'mrkdwn') return null;
    return { ...rest, ...beside, text: cutTo(text, own), ...(fields ? { fields } : {}) };
  }
  if (!fields) return null;
  const each = Math.floor((room - messageLength(accessory)) / fields.length);
  if (each < leastPiece / 2) return null;
  const parts = fields.map((field) => (field.type === 'mrkdwn' ? cutTo(field, each) : field));
  return { ...rest, ...beside, fields: parts };
}

function cutTo(element: MrkdwnElement, max: number): MrkdwnElement {
  return { ...element, text: shorten(element.text, max) };
}
