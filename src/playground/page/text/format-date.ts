/** The two languages of the page's own words. */
export type Language = 'en' | 'zh';

/** Who reads: decides language, zone and what "today" is. */
export type Reader = { language: Language; timeZone: string; now: number };

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(reader: Reader, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${reader.language} ${reader.timeZone} ${JSON.stringify(options)}`;
  let found = formatters.get(key);
  if (!found) {
    const locale = reader.language === 'zh' ? 'zh-CN' : 'en-US';
    found = new Intl.DateTimeFormat(locale, { ...options, timeZone: reader.timeZone });
    formatters.set(key, found);
  }
  return found;
}

function format(reader: Reader, at: number, options: Intl.DateTimeFormatOptions): string {
  return formatter(reader, options).format(at);
}

/** Calendar day in the reader's zone, as `2026-11-23`. */
export function dayKey(at: number, timeZone: string): string {
  const parts = formatter(
    { language: 'en', timeZone, now: 0 },
    { year: 'numeric', month: '2-digit', day: '2-digit' },
  );
  const found = Object.fromEntries(parts.formatToParts(at).map((part) => [part.type, part.value]));
  return `${found.year}-${found.month}-${found.day}`;
}

/** Time of day: 24 hours in Chinese, the reader's habit in English (Slack's default). */
export function formatTime(at: number, reader: Reader): string {
  if (reader.language === 'zh')
    return format(reader, at, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return format(reader, at, { hour: 'numeric', minute: '2-digit' });
}

/** Heading between the days of a conversation: Today, Yesterday, Friday, November 20th. */
export function formatDay(at: number, reader: Reader): string {
  return relativeDay(at, reader, true) ?? longDate(at, reader, true);
}

/** The clock in the top bar: day, date and time, 24 hours so that nobody doubts which half of the day it is. */
export function formatClock(at: number, reader: Reader): { date: string; time: string } {
  return {
    date: format(reader, at, { weekday: 'short', month: 'short', day: 'numeric' }),
    time: format(reader, at, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
  };
}

/** Full moment for tooltips. */
export function formatMoment(at: number, reader: Reader): string {
  return `${longDate(at, reader, true)} ${formatTime(at, reader)}`;
}

/** `14:05`, or with its day when that is not today. */
export function formatBrief(at: number, reader: Reader): string {
  const time = formatTime(at, reader);
  if (dayKey(at, reader.timeZone) === dayKey(reader.now, reader.timeZone)) return time;
  return `${relativeDay(at, reader, false) ?? shortDate(at, reader)} ${time}`;
}

/** Slack's `<!date^…>` tokens, in the reader's zone and language. Unknown tokens stay as typed. */
export function formatSlackDate(timestamp: number, pattern: string, reader: Reader): string {
  const at = timestamp * 1000;
  const pretty = (otherwise: string) => relativeDay(at, reader, false) ?? otherwise;
  const tokens: Record<string, () => string> = {
    date_num: () => dayKey(at, reader.timeZone),
    date_slash: () => format(reader, at, { year: 'numeric', month: '2-digit', day: '2-digit' }),
    date: () => longDate(at, reader, false),
    date_short: () => shortDate(at, reader),
    date_long: () => longDate(at, reader, true),
    date_long_full: () => longDate(at, reader, true),
    date_pretty: () => pretty(longDate(at, reader, false)),
    date_short_pretty: () => pretty(shortDate(at, reader)),
    date_long_pretty: () => pretty(longDate(at, reader, true)),
    day_divider_pretty: () => formatDay(at, reader),
    time: () => formatTime(at, reader),
    time_secs: () =>
      format(reader, at, { hour: 'numeric', minute: '2-digit', second: '2-digit', ...clockHours(reader) }),
    ago: () => formatAgo(at, reader),
  };
  const text = pattern.replace(/\{([a-z_]+)\}/g, (whole, name: string) => tokens[name]?.() ?? whole);
  return reader.language === 'en' ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

function clockHours(reader: Reader): Intl.DateTimeFormatOptions {
  return reader.language === 'zh' ? { hourCycle: 'h23' } : {};
}

function relativeDay(at: number, reader: Reader, capital: boolean): string | undefined {
  const day = 86_400_000;
  const distance =
    Date.parse(dayKey(at, reader.timeZone)) / day - Date.parse(dayKey(reader.now, reader.timeZone)) / day;
  if (Math.abs(distance) > 1) return undefined;
  if (reader.language === 'zh') return ['昨天', '今天', '明天'][distance + 1];
  const word = ['yesterday', 'today', 'tomorrow'][distance + 1];
  return capital && word ? word.charAt(0).toUpperCase() + word.slice(1) : word;
}

function shortDate(at: number, reader: Reader): string {
  if (reader.language === 'zh')
    return format(reader, at, { ...thisYear(at, reader), month: 'long', day: 'numeric' });
  return format(reader, at, { ...thisYear(at, reader), month: 'short', day: 'numeric' });
}

function longDate(at: number, reader: Reader, weekday: boolean): string {
  const options: Intl.DateTimeFormatOptions = { ...thisYear(at, reader), month: 'long', day: 'numeric' };
  if (weekday) options.weekday = 'long';
  const text = format(reader, at, options);
  if (reader.language === 'zh') return text;
  return text.replace(/(\d{1,2})(?!\d)/, (day) => `${day}${ordinal(Number(day))}`);
}

function thisYear(at: number, reader: Reader): Intl.DateTimeFormatOptions {
  const same = dayKey(at, reader.timeZone).slice(0, 4) === dayKey(reader.now, reader.timeZone).slice(0, 4);
  return same ? {} : { year: 'numeric' };
}

function ordinal(day: number): string {
  if (day > 10 && day < 14) return 'th';
  return ['th', 'st', 'nd', 'rd'][day % 10] ?? 'th';
}

/** "5 minutes ago", "in 2 hours". */
export function formatAgo(at: number, reader: Reader): string {
  const minutes = Math.round((at - reader.now) / 60_000);
  const locale = reader.language === 'zh' ? 'zh-CN' : 'en-US';
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  if (Math.abs(minutes) < 60) return relative.format(minutes, 'minute');
  if (Math.abs(minutes) < 60 * 24) return relative.format(Math.round(minutes / 60), 'hour');
  return relative.format(Math.round(minutes / (60 * 24)), 'day');
}
