import * as z from 'zod';
import type { Season, Span, WorkingHours } from './types.js';

const MORNING: Span = { start: '09:00', end: '12:00' };

/**
 * Monday to Friday, mornings 09:00–12:00; afternoons 13:30–17:00 in winter and spring, 14:00–18:00 in summer and
 * autumn (1 May to 31 October). Our defaults: no company gave its hours (docs/processes.md#people).
 */
export const defaultWorkingHours: WorkingHours = {
  seasons: [
    weekdaysOnly('05-01', [MORNING, { start: '14:00', end: '18:00' }]),
    weekdaysOnly('11-01', [MORNING, { start: '13:30', end: '17:00' }]),
  ],
};

const spanSchema = z
  .strictObject({
    start: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
    end: z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/),
  })
  .refine(({ start, end }) => start < end, { error: 'a span must start before it ends' });

const daySchema = z
  .array(spanSchema)
  .max(24)
  .refine((spans) => spans.every((span, i) => i === 0 || (spans[i - 1] as Span).end <= span.start), {
    error: 'spans must be sorted and must not overlap',
  });

const seasonSchema = z.strictObject({
  from: z.string().refine(isMonthDay, { error: 'must be MM-DD' }),
  spans: z.strictObject({
    '1': daySchema,
    '2': daySchema,
    '3': daySchema,
    '4': daySchema,
    '5': daySchema,
    '6': daySchema,
    '7': daySchema,
  }),
});

/** Working hours as they are stored (JSON): whole, in order, and with some working time in the year. */
export const workingHoursSchema: z.ZodType<WorkingHours> = z.strictObject({
  seasons: z
    .array(seasonSchema)
    .min(1)
    .max(12)
    .refine((seasons) => seasons.every((s, i) => i === 0 || (seasons[i - 1] as Season).from < s.from), {
      error: 'seasons must be sorted by their start, each start once',
    })
    .refine((seasons) => seasons.some(hasHours), { error: 'there must be some working time' }),
});

/** Whether the text is `MM-DD` of a day that exists (29 February does). */
export function isMonthDay(text: string): boolean {
  const ms = /^\d{2}-\d{2}$/.test(text) ? Date.parse(`2024-${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(ms) && new Date(ms).toISOString().slice(5, 10) === text;
}

/** Whether any day of the season has working time. */
export function hasHours(season: Season): boolean {
  return Object.values(season.spans).some((spans) => spans.length > 0);
}

function weekdaysOnly(from: string, spans: Span[]): Season {
  return { from, spans: { 1: spans, 2: spans, 3: spans, 4: spans, 5: spans, 6: [], 7: [] } };
}
