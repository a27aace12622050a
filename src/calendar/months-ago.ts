import { dayNumber, isoDate } from './local-date.js';
import { instantAt, localDate } from './local-time.js';

/** The beginning of the local day so many months ago; a day that the month lacks is its last one. */
export function monthsAgo({ timeZone, at, months }: { timeZone: string; at: Date; months: number }): Date {
  const [year = 0, month = 1, day = 1] = localDate(timeZone, at).split('-').map(Number);
  const index = year * 12 + (month - 1) - months;
  const first = (n: number) => dayNumber(`${Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}-01`);
  const wanted = Math.min(first(index) + day - 1, first(index + 1) - 1);
  return instantAt(timeZone, isoDate(wanted), '00:00');
}
