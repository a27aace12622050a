import { workingSpans } from '../calendar/day-spans.js';
import { dayCalendar } from '../calendar/holidays.js';
import { dayNumber, isoDate } from '../calendar/local-date.js';
import { instantAt, localDate } from '../calendar/local-time.js';
import { defaultWorkingHours } from '../calendar/working-hours.js';

/** When the playground opens: 08:20 of a working day, before anything of the day has happened. */
export const openingTime = '08:20';

/** The first such instant that is not before `now`, in the demo company's zone. */
export function nextOpening({ now, timeZone }: { now: Date; timeZone: string }): Date {
  const calendar = { timeZone, hours: defaultWorkingHours, days: dayCalendar({ kind: 'china' }) };
  for (let day = dayNumber(localDate(timeZone, now)); ; day++) {
    if (workingSpans(calendar, day).length === 0) continue;
    const opening = instantAt(timeZone, isoDate(day), openingTime);
    if (opening >= now) return opening;
  }
}
