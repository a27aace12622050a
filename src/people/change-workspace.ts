import { parseWorkingHours } from '../calendar/parse-working-hours.js';
import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import { record } from '../db/history.js';
import type { Locale } from '../messages/index.js';
import { UserError } from '../slack/user-error.js';
import { may } from './may.js';

export interface WorkspaceSettings {
  locale: Locale;
  timeZone: string;
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
    await tx.workspace.update({ where: { id: workspaceId }, data, select: { id: true } });
    if (settings.ownHolidays !== undefined) {
      const days = readHolidays(settings.ownHolidays);
      await tx.ownHoliday.deleteMany({ where: { workspaceId } });
      if (days.length > 0)
        await tx.ownHoliday.createMany({ data: days.map((day) => ({ workspaceId, ...day })) });
    }
    await record(tx, ctx, {
      subject: { type: 'workspace', id: workspaceId },
      event: 'workspace.changed',
      before: changedFrom(before, data),
      after: data,
    });
    return null;
  });
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

/** @throws UserError setupHolidayLine */
function readHolidays(typed: string): { date: string; kind: 'off' | 'make-up'; name: string }[] {
  const days = new Map<string, { date: string; kind: 'off' | 'make-up'; name: string }>();
  for (const line of typed.normalize('NFKC').split('\n')) {
    if (!line.trim()) continue;
    const match = /^\s*(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\s*(off|work|休|班)?\s*(.*)$/iu.exec(line);
    const [, year = '', month = '', day = '', word = 'off', name = ''] = match ?? [];
    const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    const instant = new Date(`${date}T00:00:00Z`);
    if (!match || Number.isNaN(instant.getTime()) || !instant.toISOString().startsWith(date)) {
      throw new UserError('setupHolidayLine', { line: line.trim() }, { field: 'ownHolidays' });
    }
    days.set(date, { date, kind: /work|班/iu.test(word) ? 'make-up' : 'off', name: name.trim() });
  }
  return [...days.values()];
}
