import { minutesOfDay } from '../calendar/local-date.js';
import type { WorkCalendar } from '../calendar/types.js';
import { occasionsFrom, type Timing, turns } from './occasions.js';

/** A schedule as far as others may contradict it. */
export interface Planned extends Timing {
  id: string;
  name: string;
  authorIds: readonly string[];
  rotaFrom: string;
}

export type Contradiction =
  /** There is one of this name already. */
  | { kind: 'name'; other: Planned }
  /** Somebody would have to write both at the same time. */
  | { kind: 'author'; other: Planned; authorId: string; date: string };

/** How far ahead turns are compared. */
const horizonDays = 60;

const fold = (name: string) => name.normalize('NFKC').replace(/\s+/g, '').toLowerCase();

/**
 * What speaks against a schedule beside the others, or null (docs/processes.md#briefings): two of the same name,
 * or a day on which one person would write two within the time that one takes to write.
 */
export function contradiction({
  planned,
  others,
  calendar,
  writingMinutes,
  from,
}: {
  planned: Planned;
  others: readonly Planned[];
  calendar: WorkCalendar;
  writingMinutes: number;
  from: Date;
}): Contradiction | null {
  const namesake = others.find((other) => fold(other.name) === fold(planned.name));
  if (namesake) return { kind: 'name', other: namesake };
  const close = others.filter(
    (other) =>
      Math.abs(minutesOfDay(other.publishAt) - minutesOfDay(planned.publishAt)) < writingMinutes &&
      other.authorIds.some((id) => planned.authorIds.includes(id)),
  );
  if (close.length === 0) return null;
  const mine = turnsAhead(planned, calendar, from);
  for (const other of close) {
    const theirs = turnsAhead(other, calendar, from);
    for (const [date, authorId] of mine) {
      if (authorId && theirs.get(date) === authorId) return { kind: 'author', other, authorId, date };
    }
  }
  return null;
}

function turnsAhead(planned: Planned, calendar: WorkCalendar, from: Date): Map<string, string | null> {
  const dates: string[] = [];
  const until = from.getTime() + horizonDays * 86_400_000;
  for (const { date, at } of occasionsFrom(planned, calendar, from)) {
    if (at.getTime() > until) break;
    dates.push(date);
  }
  return turns(planned, { calendar, authorIds: planned.authorIds, dates });
}
