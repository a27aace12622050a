import { localDay } from '../calendar/local-time.js';
import { mostCounted } from '../messages/counted.js';
import type { Messages } from '../messages/index.js';

// C0 controls but tab and line feed, and the marks that override or embed writing direction: a name that ends
// in one of these would turn round everything after it.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is removed
const unwanted = /[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g;
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/;
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * What people typed, made safe for mrkdwn: `<!channel>` and `<@U…>` never ping, right-to-left text stays
 * within itself.
 */
export function escapeText(typed: string): string {
  const clean = typed
    .replace(unwanted, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
  return rightToLeft.test(clean) ? `\u2068${clean}\u2069` : clean;
}

/** How many there are, as people read it within a sentence; beyond what is counted: "more than 1,000". */
export function countText(t: Messages, count: number): string {
  return isCounted(count) ? String(count) : t.common.moreThan(mostCounted);
}

/** Whether it is all of them, and not only so many as are counted. */
export function isCounted(count: number): boolean {
  return count <= mostCounted;
}

/** What people typed, for plain_text, which Slack does not parse. */
export function tidy(typed: string): string {
  return typed.replace(unwanted, '');
}

/**
 * At most `max` UTF-16 units, cut between graphemes (never inside an emoji or a combined letter) and, in
 * mrkdwn, never inside an entity or a `<…>`; a cut text ends in `…`.
 */
export function shorten(text: string, max: number): string {
  if (text.length <= max) return text;
  const cut = wholePart(text, max - 1);
  if (!isIsolated(cut)) return `${cut.trimEnd()}…`;
  const isolated = wholePart(text, max - 2);
  return isIsolated(isolated) ? `${isolated.trimEnd()}…\u2069` : `${isolated.trimEnd()}…`;
}

/** As `shorten`, for a text that is typed into a field or shown as plain_text: `<` and `&` are only characters. */
export function shortenPlain(text: string, max: number): string {
  return text.length <= max ? text : `${graphemesWithin(text, max - 1).trimEnd()}…`;
}

/** As many graphemes from the beginning as fit into `max` units, without half an entity or half a `<…>`. */
function wholePart(text: string, max: number): string {
  let cut = graphemesWithin(text, max);
  const open = cut.lastIndexOf('<');
  if (open > cut.lastIndexOf('>')) cut = cut.slice(0, open);
  return cut.replace(/&[a-z]{0,3}$/, '');
}

function graphemesWithin(text: string, max: number): string {
  let end = 0;
  for (const { index, segment } of graphemes.segment(text)) {
    if (index + segment.length > max) break;
    end = index + segment.length;
  }
  return text.slice(0, end);
}

/** Whether right-to-left text begins in it that does not end. */
function isIsolated(text: string): boolean {
  return text.lastIndexOf('\u2068') > text.lastIndexOf('\u2069');
}

/** What people and channels are called, by Slack id. */
export interface MentionedNames {
  users?: ReadonlyMap<string, string>;
  channels?: ReadonlyMap<string, string>;
}

/**
 * Text as Slack sends it (a command's with `should_escape`, a message's) turned into what the person saw: people
 * become @name, channels #name, links their words and where they lead, entities their characters.
 */
export function readableText(slackText: string, { users, channels }: MentionedNames = {}): string {
  return slackText
    .replace(
      /<([@#!]?)([^>|]*)(?:\|([^>]*))?>/g,
      (_, sigil: string, target: string, label: string | undefined) => {
        if (sigil === '@') return `@${users?.get(target) || label || target}`;
        if (sigil === '#') return `#${channels?.get(target) || label || target}`;
        if (sigil === '!') return label || `@${target.split('^')[0]}`;
        return readableLink(target, label);
      },
    )
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** `words (address)`; the address alone where the words only repeat it. */
export function readableLink(address: string, words: string | undefined): string {
  const bare = (text: string) => text.replace(/^(?:https?:\/\/|mailto:|tel:)/i, '').replace(/\/$/, '');
  if (!words) return address.replace(/^(?:mailto|tel):/i, '');
  return bare(words) === bare(address) ? words : `${words} (${address})`;
}

/** The people and channels that Slack's text names, in order. */
export function mentionsIn(slackText: string): { users: string[]; channels: string[] } {
  return {
    users: [...slackText.matchAll(/<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/g)].map((match) => match[1] ?? ''),
    channels: [...slackText.matchAll(/<#([CG][A-Z0-9]+)(?:\|[^>]*)?>/g)].map((match) => match[1] ?? ''),
  };
}

type DateStyle = 'dateTime' | 'date' | 'time';
/** A time without its day is for one reader's today alone: {@link dateFor}. */
type DayStyle = Exclude<DateStyle, 'time'>;

/**
 * An instant in the reader's own zone (mrkdwn only), with its day: for what many people read, or later. Clients that
 * cannot show it so show it in `timeZone`, the workspace's. Where one person reads it now: {@link dateFor}.
 */
export function date(
  instant: Date,
  t: Messages,
  { timeZone, style = 'dateTime' }: { timeZone: string; style?: DayStyle },
): string {
  return inSlack(instant, t, { timeZone, style });
}

function inSlack(
  instant: Date,
  t: Messages,
  { timeZone, style }: { timeZone: string; style: DateStyle },
): string {
  const fallback = plainDate(instant, t, { timeZone, style }).replaceAll('|', ' ');
  return `<!date^${Math.floor(instant.getTime() / 1000)}^${t.slack.dateTokens[style]}|${fallback}>`;
}

/**
 * The instant by which something is owed. A time that runs to the end of a day is stored as the midnight
 * after it; people read "28 Nov 00:00" as the 28th, so that day's last minute is shown (mrkdwn only).
 */
export function deadline(
  instant: Date,
  t: Messages,
  { timeZone, style = 'dateTime' }: { timeZone: string; style?: DayStyle },
): string {
  return date(lastMinuteOf(instant, timeZone), t, { timeZone, style });
}

/** Who reads a text, and when. */
export interface Reading {
  /** The workspace's, in which days end. */
  timeZone: string;
  reader: { timeZone: string };
  now: Date;
}

/**
 * An instant for one reader at `now` (App Home, reminders, forms; mrkdwn only): the time alone when that is today
 * where they are, else with its day. Ends of days as {@link deadline}.
 */
export function dateFor(instant: Date, t: Messages, { timeZone, reader, now }: Reading): string {
  const shown = lastMinuteOf(instant, timeZone);
  const zone = reader.timeZone || timeZone;
  const today = localDay(zone, shown.getTime()) === localDay(zone, now.getTime());
  return inSlack(shown, t, { timeZone: zone, style: today ? 'time' : 'dateTime' });
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making one costs a hundred times what formatting with it does. As many as languages, zones and styles in use. */
function formatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const made = formatters.get(key) ?? new Intl.DateTimeFormat(locale, options);
  if (formatters.size > 500) formatters.clear();
  formatters.set(key, made);
  return made;
}

/**
 * The first instant of a day in `timeZone` (its midnight, or 01:00 where clocks skip that) as the minute before it;
 * every other instant as it is.
 */
export function lastMinuteOf(instant: Date, timeZone: string): Date {
  const ms = instant.getTime();
  return localDay(timeZone, ms - 1) < localDay(timeZone, ms) ? new Date(ms - 60_000) : instant;
}

/** An instant in words, in a given zone: for plain_text (buttons, options, headers, errors) and titles. */
export function plainDate(
  instant: Date,
  t: Messages,
  { timeZone, style = 'dateTime' }: { timeZone: string; style?: DateStyle },
): string {
  const format = formatter(t.slack.intlLocale, {
    timeZone,
    ...(style === 'time' ? {} : { month: 'short', day: 'numeric', weekday: 'short' }),
    ...(style === 'date' ? {} : { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
  });
  return format.format(instant);
}
