import { isSupportedCountry } from 'libphonenumber-js/min';
import { dayNumber } from '../calendar/local-date.js';
import { parseWorkingHours } from '../calendar/parse-working-hours.js';
import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import { record } from '../db/history.js';
import type { OwnHoliday, Tx } from '../db/types.js';
import type { Locale } from '../messages/index.js';
import { ensureSchedules } from '../scheduler/schedules.js';
import { countryOf } from '../settings/country.js';
import { UserError } from '../slack/user-error.js';
import { may } from './may.js';

export interface WorkspaceSettings {
  locale: Locale;
  timeZone: string;
  /** ISO 3166 code of phone numbers that are written without theirs; undefined keeps what is set */
  country?: string;
  holidays: 'china' | 'none' | 'own';
  /** as typed, one line; '' keeps what is set */
  workingHours: string;
  /** as typed: one day per line, `2026-05-04 off Spring break` or `2026-05-09 work`; undefined keeps the list */
  ownHolidays?: string;
}

/**
 * Changes the language, zone, holidays and working hours of a workspace; what stood before is kept in the history
 * (docs/processes.md#setup).
 * @throws UserError notAllowed, setupTimeZone, setupWorkingHours, setupHolidayLine
 */
export function changeWorkspace(ctx: Context, settings: WorkspaceSettings): Promise<null> {
  return commit(ctx, async (tx) => {
    const { workspaceId } = ctx;
    if (ctx.actor.type !== 'person' || !may(ctx.actor.staff, 'settings.change'))
      throw new UserError('notAllowed');
    if (!isTimeZone(settings.timeZone))
      throw new UserError('setupTimeZone', undefined, { field: 'timeZone' });
    const before = await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
    const data = {
      locale: settings.locale,
      timeZone: settings.timeZone,
      holidays: settings.holidays,
      workingHours: readWorkingHours(settings.workingHours) ?? before.workingHours,
    };
    const kept = withCountry(before.settings, settings.country);
    await tx.workspace.update({
      where: { id: workspaceId },
      data: { ...data, settings: kept, setupFinishedAt: before.setupFinishedAt ?? ctx.now },
      select: { id: true },
    });
    const own = await changeOwnHolidays(tx, { workspaceId, typed: settings.ownHolidays });
    await record(tx, ctx, {
      subject: { type: 'workspace', id: workspaceId },
      event: 'workspace.changed',
      before: { ...changedFrom(before, data), country: countryOf(before), ownHolidays: own.before },
      after: { ...data, country: countryOf({ ...data, settings: kept }), ownHolidays: own.after },
    });
    await ensureSchedules(tx, ctx);
    return null;
  });
}

/** A country that is none is not kept: then the time zone says it. */
function withCountry(settings: string, country: string | undefined): string {
  return country && isSupportedCountry(country)
    ? JSON.stringify({ ...JSON.parse(settings), country })
    : settings;
}

/**
 * Working hours as typed, as they are stored; null for an empty line.
 * @throws UserError setupWorkingHours
 */
export function readWorkingHours(typed: string): string | null {
  if (!typed.trim()) return null;
  const parsed = parseWorkingHours(typed);
  if (!parsed.ok)
    throw new UserError('setupWorkingHours', { piece: parsed.piece }, { field: 'workingHours' });
  return JSON.stringify(parsed.hours);
}

/** The former values of what is being changed. */
export function changedFrom<T extends object>(before: T, data: Partial<T>): Partial<T> {
  return Object.fromEntries(Object.keys(data).map((name) => [name, before[name as keyof T]])) as Partial<T>;
}

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone.trim() !== '';
  } catch {
    return false;
  }
}

type OwnDay = { date: string; kind: 'off' | 'make-up'; name: string };

async function changeOwnHolidays(
  tx: Tx,
  { workspaceId, typed }: { workspaceId: string; typed: string | undefined },
): Promise<{ before: string[]; after: string[] }> {
  const listed = (days: readonly Pick<OwnHoliday, 'date' | 'kind'>[]) =>
    days.map(({ date, kind }) => `${date} ${kind}`).sort();
  const before = listed(await tx.ownHoliday.findMany({ where: { workspaceId } }));
  if (typed === undefined) return { before, after: before };
  const days = readHolidays(typed);
  await tx.ownHoliday.deleteMany({ where: { workspaceId } });
  if (days.length > 0) {
    await tx.ownHoliday.createMany({ data: days.map((day) => ({ workspaceId, ...day })) });
  }
  return { before, after: listed(days) };
}

const holidayLine =
  /^\s*(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?=\s|休|班|$)\s*(?:(off|work)(?=\s|$)|([休班]))?\s*(.*)$/iu;

/** @throws UserError setupHolidayLine */
function readHolidays(typed: string): OwnDay[] {
  const days = new Map<string, OwnDay>();
  for (const line of typed.normalize('NFKC').split('\n')) {
    if (!line.trim()) continue;
    const match = holidayLine.exec(line);
    const [, year = '', month = '', day = '', english = '', chinese = '', name = ''] = match ?? [];
    const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    if (!match || !isDate(date)) {
      throw new UserError('setupHolidayLine', { line: line.trim() }, { field: 'ownHolidays' });
    }
    days.set(date, {
      date,
      kind: /work|班/iu.test(english + chinese) ? 'make-up' : 'off',
      name: name.trim(),
    });
  }
  return [...days.values()];
}

function isDate(date: string): boolean {
  try {
    dayNumber(date);
    return true;
  } catch {
    return false;
  }
}

/** Own holidays as `changeWorkspace` reads them back: one day per line. */
export function formatHolidays(days: readonly Pick<OwnHoliday, 'date' | 'kind' | 'name'>[]): string {
  return days
    .map(({ date, kind, name }) => `${date} ${kind === 'make-up' ? 'work' : 'off'} ${name}`.trim())
    .join('\n');
}
