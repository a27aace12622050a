import type { DayKind, WorkingHours } from '../../src/calendar/types.js';

/** What the clock on the wall shows, minute by minute, straight from Intl. */
export interface Wall {
  date: string;
  /** `HH:mm` */
  time: string;
}

export interface Window {
  timeZone: string;
  start: Date;
  walls: Wall[];
  dates: string[];
}

export function windowOf(timeZone: string, start: string, days: number): Window {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  const walls: Wall[] = [];
  let highest = '';
  for (let minute = 0; minute < days * 1440; minute++) {
    const shown = format.format(Date.parse(start) + minute * 60_000);
    // When clocks go back, what was running goes on until they show a new time.
    if (shown > highest) highest = shown;
    walls.push({ date: highest.slice(0, 10), time: highest.slice(-5) });
  }
  return { timeZone, start: new Date(start), walls, dates: [...new Set(walls.map(({ date }) => date))] };
}

/** `result[i]`: how many of the window's first i minutes are working minutes. */
export function countMinutes(window: Window, hours: WorkingHours, kinds: Map<string, DayKind>): number[] {
  const counts = [0];
  let total = 0;
  let date = '';
  let spans: { start: string; end: string }[] = [];
  for (const wall of window.walls) {
    if (wall.date !== date) {
      date = wall.date;
      spans = spansOn(hours, date, kinds.get(date) ?? 'ordinary');
    }
    if (spans.some(({ start, end }) => start <= wall.time && wall.time < end)) total++;
    counts.push(total);
  }
  return counts;
}

function spansOn(hours: WorkingHours, date: string, kind: DayKind): { start: string; end: string }[] {
  if (kind === 'off') return [];
  const past = hours.seasons.filter(({ from }) => from <= date.slice(5));
  const { spans } = (past.length > 0 ? past : hours.seasons).at(-1) as WorkingHours['seasons'][number];
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
  const own = spans[String(weekday) as '1'];
  if (kind === 'ordinary' || own.length > 0) return own;
  return (['1', '2', '3', '4', '5', '6', '7'] as const).map((d) => spans[d]).find((s) => s.length > 0) ?? [];
}
