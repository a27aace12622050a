import type { Season, Span, Weekday, WorkingHours } from './types.js';

/** How working hours are written out; `parseWorkingHours` reads every language's words. */
export interface HoursWords {
  /** Monday first. */
  days: readonly string[];
  /** What stands before a season; `date` is `MM-DD`. */
  from(date: string): string;
  closed: string;
}

export const englishHours: HoursWords = {
  days: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  from: (date) => `from ${date} `,
  closed: 'closed',
};

/**
 * Working hours as one line that `parseWorkingHours` reads back to the same hours: notation for a form's field, in
 * the reader's words. `Mon-Fri 09:00-12:00 13:30-17:00, Sat 09:00-12:00; from 05-01 Mon-Fri 09:00-17:00`. A season
 * without any hours is `closed`; a first season that starts on 1 January goes without its date.
 */
export function formatWorkingHours(hours: WorkingHours, words: HoursWords = englishHours): string {
  const seasons = hours.seasons.map((season, index) => {
    const from = index === 0 && season.from === '01-01' ? '' : words.from(season.from);
    return from + formatSeason(season, words);
  });
  return seasons.join('; ');
}

function formatSeason(season: Season, words: HoursWords): string {
  const groups: { first: string; last: string; spans: string }[] = [];
  let open = false;
  for (const [index, name] of words.days.entries()) {
    const spans = season.spans[String(index + 1) as Weekday].map(formatSpan).join(' ');
    const group = open ? groups.at(-1) : undefined;
    open = spans !== '';
    if (group && group.spans === spans) group.last = name;
    else if (open) groups.push({ first: name, last: name, spans });
  }
  const texts = groups.map(
    ({ first, last, spans }) => `${first === last ? first : `${first}-${last}`} ${spans}`,
  );
  return texts.join(', ') || words.closed;
}

function formatSpan({ start, end }: Span): string {
  return `${start}-${end}`;
}
