import { intervalsAfter, minuteSpans } from './day-spans.js';
import { NoWorkingTimeError } from './no-working-time-error.js';
import type { Span } from './types.js';

/**
 * When a customer may be called: `at` itself if it lies in one of the daily `windows` of the customer's zone, else
 * the start of the next one (`docs/processes.md#callbacks`). Compare with `at` to know whether it was moved.
 * @throws NoWorkingTimeError when there is no window
 */
export function nextAllowed(params: { timeZone: string; windows: readonly Span[]; at: Date }): Date {
  const { timeZone, at } = params;
  const spans = minuteSpans(params.windows);
  for (const { start } of intervalsAfter({ timeZone, spansOf: () => spans, from: at.getTime() })) {
    return new Date(start);
  }
  throw new NoWorkingTimeError(at.toISOString());
}
