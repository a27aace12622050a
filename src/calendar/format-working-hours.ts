import type { Season, Span, Weekday, WorkingHours } from './types.js';

const DAYS: [Weekday, string][] = [
  ['1', 'Mon'],
  ['2', 'Tue'],
  ['3', 'Wed'],
  ['4', 'Thu'],
  ['5', 'Fri'],
  ['6', 'Sat'],
  ['7', 'Sun'],
];

/**
 * Working hours as one line that `parseWorkingHours` reads back to the same hours: notation for a form's field, in
 * every language. `Mon-Fri 09:00-12:00 13:30-17:00, Sat 09:00-12:00; from 05-01 Mon-Fri 09:00-17:00`. A season
 * without any hours is `closed`; a first season that starts on 1 January goes without its date.
 */
export function formatWorkingHours(hours: WorkingHours): string {
  const seasons = hours.seasons.map((season, index) => {
    const from = index === 0 && season.from === '01-01' ? '' : `from ${season.from} `;
    return from + formatSeason(season);
  });
  return seasons.join('; ');
}

function formatSeason(season: Season): string {
  const groups: { first: string; last: string; spans: string }[] = [];
  let open = false;
  for (const [weekday, name] of DAYS) {
    const spans = season.spans[weekday].map(formatSpan).join(' ');
    const group = open ? groups.at(-1) : undefined;
    open = spans !== '';
    if (group && group.spans === spans) group.last = name;
    else if (open) groups.push({ first: name, last: name, spans });
  }
  const texts = groups.map(
    ({ first, last, spans }) => `${first === last ? first : `${first}-${last}`} ${spans}`,
  );
  return texts.join(', ') || 'closed';
}

function formatSpan({ start, end }: Span): string {
  return `${start}-${end}`;
}
