const DAY_MS = 86_400_000;

/** A local date as the number of days since 1970-01-01: arithmetic on it knows no zone and no clock change. */
export type DayNumber = number;

/** @throws RangeError when `date` is not an existing date written `YYYY-MM-DD` */
export function dayNumber(date: string): DayNumber {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  // Date.parse takes 2026-02-30 for 2 March.
  if (Number.isNaN(ms) || isoDate(ms / DAY_MS) !== date) throw new RangeError(`Not a date: ${date}`);
  return ms / DAY_MS;
}

/** `YYYY-MM-DD` of a day number. */
export function isoDate(day: DayNumber): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** 1 is Monday, 7 is Sunday. */
export function isoWeekday(day: DayNumber): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/**
 * Minutes since midnight of `HH:mm`; `24:00` is 1440.
 * @throws RangeError when it is not a time of day
 */
export function minutesOfDay(time: string): number {
  if (time === '24:00') return 1440;
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time);
  if (!match) throw new RangeError(`Not a time of day: ${time}`);
  return Number(match[1]) * 60 + Number(match[2]);
}

/** `HH:mm` of minutes since midnight; 1440 is `24:00`. */
export function timeOfDay(minutes: number): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
