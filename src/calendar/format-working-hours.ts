import type { Season, Span, Weekday, WorkingHours } from './types.js';

/** Both are read back alike; which one is shown goes by the reader. */
export type HoursNotation = 'en' | 'zh-CN';

const notations: Record<
  HoursNotation,
  { days: readonly string[]; from(date: string): string; closed: string }
> = {
  en: {
    days: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
    from: (date) => `from ${date} `,
    closed: 'closed',
  },
  'zh-CN': {
    days: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
    from: (date) => `自${date}起 `,
    closed: '休息',
  },
};

/**
 * Working hours as one line that `parseWorkingHours` reads back to the same hours: notation for a form's field, in
 * the reader's words. `Mon-Fri 09:00-12:00 13:30-17:00, Sat 09:00-12:00; from 05-01 Mon-Fri 09:00-17:00`. A season
 * without any hours is `closed`; a first season that starts on 1 January goes without its date.
 */
export function formatWorkingHours(hours: WorkingHours, notation: HoursNotation = 'en'): string {
  const words = notations[notation];
  const seasons = hours.seasons.map((season, index) => {
    const from = index === 0 && season.from === '01-01' ? '' : words.from(season.from);
    return from + formatSeason(season, words);
  });
  return seasons.join('; ');
}

function formatSeason(season: Season, words: (typeof notations)[HoursNotation]): string {
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
