import fc from 'fast-check';
import type { DayKind, Season, Span, WorkingHours } from '../../src/calendar/types.js';

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** Up to four sorted spans; some touch, some reach to 24:00. */
export const spansOfDay: fc.Arbitrary<Span[]> = fc
  .uniqueArray(
    fc.oneof(
      fc.integer({ min: 0, max: 1440 }),
      fc.integer({ min: 0, max: 48 }).map((n) => n * 30),
    ),
    {
      maxLength: 8,
    },
  )
  .chain((edges) => {
    const sorted = edges.sort((a, b) => a - b).map(clock);
    const pairs = sorted.slice(1).map((end, i) => ({ start: sorted[i] as string, end }));
    // every second stretch: split shifts; or all of them: shifts that touch
    return fc.boolean().map((touching) => pairs.filter((_, i) => touching || i % 2 === 0));
  });

export function season(from: string): fc.Arbitrary<Season> {
  const day = fc.oneof(
    { weight: 3, arbitrary: spansOfDay },
    { weight: 1, arbitrary: fc.constant<Span[]>([]) },
  );
  return fc
    .record({ '1': day, '2': day, '3': day, '4': day, '5': day, '6': day, '7': day })
    .map((spans) => ({ from, spans }));
}

/** Sorted seasons with some working time; their starts lie among `starts`. */
export function workingHours(starts: readonly string[]): fc.Arbitrary<WorkingHours> {
  return fc
    .uniqueArray(fc.constantFrom(...starts), { minLength: 1, maxLength: 3 })
    .chain((from) => fc.tuple(...from.sort().map(season)))
    .map((seasons) => ({ seasons }))
    .filter(({ seasons }) => seasons.some((s) => Object.values(s.spans).some((spans) => spans.length > 0)));
}

/** Kinds for some of the given dates. */
export function dayKinds(dates: readonly string[]): fc.Arbitrary<Map<string, DayKind>> {
  const kind = fc.constantFrom<DayKind>('off', 'off', 'make-up', 'working');
  return fc
    .array(fc.tuple(fc.constantFrom(...dates), kind), { maxLength: 6 })
    .map((entries) => new Map(entries));
}
