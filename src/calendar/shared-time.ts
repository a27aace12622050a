import { type Interval, intervalsAfter, type MinuteSpan, minuteSpans, workingSpans } from './day-spans.js';
import type { Span, WorkCalendar } from './types.js';

/**
 * The stretches, in order, in which somebody works and one of the daily `windows` is open, from `from` on (the first one
 * cut there); those that begin before `until`, or as far as they are asked for.
 * @throws NoWorkingTimeError when a year has none and no `until` bounds the search
 */
export function sharedTime(
  calendar: WorkCalendar,
  { windows, from, until }: { windows: readonly Span[]; from: Date; until?: Date },
): Generator<Interval, void, undefined> {
  const open = minuteSpans(windows);
  return intervalsAfter({
    timeZone: calendar.timeZone,
    spansOf: (day) => intersection(workingSpans(calendar, day), open),
    from: from.getTime(),
    ...(until ? { until: until.getTime() } : {}),
  });
}

/** What two lists of spans share; both in order. */
function intersection(some: readonly MinuteSpan[], others: readonly MinuteSpan[]): MinuteSpan[] {
  return some.flatMap((one) =>
    others.flatMap((other) => {
      const start = Math.max(one.start, other.start);
      const end = Math.min(one.end, other.end);
      return start < end ? [{ start, end }] : [];
    }),
  );
}
