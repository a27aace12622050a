const DAY_MS = 86_400_000;

interface YearOfOffsets {
  /** The first entry holds from the start of the year; further ones from a clock change on. */
  from: number[];
  offset: number[];
}

interface Zone {
  format: Intl.DateTimeFormat;
  years: Map<number, YearOfOffsets>;
}

// Intl costs microseconds per question; a year's clock changes are found once and then read from a table.
const zones = new Map<string, Zone>();

/**
 * Milliseconds to add to UTC for local time in `timeZone` at the instant `ms`.
 * @throws RangeError for an unknown zone or an invalid instant
 */
export function zoneOffset(timeZone: string, ms: number): number {
  const zone = zoneOf(timeZone);
  const year = new Date(ms).getUTCFullYear();
  if (Number.isNaN(year)) throw new RangeError('Not an instant');
  let table = zone.years.get(year);
  if (!table) {
    table = offsetsOfYear(zone.format, year);
    zone.years.set(year, table);
  }
  let index = table.from.length - 1;
  while (index > 0 && ms < (table.from[index] as number)) index--;
  return table.offset[index] as number;
}

/** The instant in (low, high] from which on the offset of `low` no longer holds; there must be one change. */
export function clockChange(timeZone: string, low: number, high: number): number {
  return firstChange((ms) => zoneOffset(timeZone, ms), low, high);
}

function zoneOf(timeZone: string): Zone {
  let zone = zones.get(timeZone);
  if (!zone) {
    const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
    zone = { format, years: new Map() };
    zones.set(timeZone, zone);
  }
  return zone;
}

function offsetsOfYear(format: Intl.DateTimeFormat, year: number): YearOfOffsets {
  const end = Date.UTC(year + 1, 0, 1);
  let before = Date.UTC(year, 0, 1);
  const table: YearOfOffsets = { from: [before], offset: [askIntl(format, before)] };
  while (before < end) {
    const after = before + DAY_MS;
    const offset = askIntl(format, after);
    if (offset !== table.offset.at(-1)) {
      table.from.push(firstChange((ms) => askIntl(format, ms), before, after));
      table.offset.push(offset);
    }
    before = after;
  }
  return table;
}

function firstChange(offsetAt: (ms: number) => number, low: number, high: number): number {
  const old = offsetAt(low);
  let [before, after] = [low, high];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offsetAt(middle) === old) before = middle;
    else after = middle;
  }
  return after;
}

function askIntl(format: Intl.DateTimeFormat, ms: number): number {
  // "11/23/2026, GMT+08:00", "11/23/2026, GMT", before standard time also "GMT+08:05:43"
  const match = /GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?$/.exec(format.format(ms));
  if (!match) throw new RangeError('The runtime does not tell this zone’s offset');
  const seconds = Number(match[2] ?? 0) * 3600 + Number(match[3] ?? 0) * 60 + Number(match[4] ?? 0);
  return seconds * (match[1] === '-' ? -1000 : 1000);
}
