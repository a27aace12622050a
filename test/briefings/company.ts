import { changeSchedule, type ScheduleSettings } from '../../src/briefings/change-schedule.js';
import { goRound } from '../../src/briefings/go-round.js';
import { publishLate } from '../../src/briefings/publish-late.js';
import { saveBriefing } from '../../src/briefings/save-briefing.js';
import type { Context } from '../../src/context.js';
import type { Workspace } from '../../src/db/types.js';
import { setUpCompany } from '../../src/demo/set-up-company.js';
import { sweepDuties } from '../../src/duties/sweep.js';
import { features } from '../../src/features.js';
import { ensureWorkspace } from '../../src/people/ensure-workspace.js';
import type { Person } from '../../src/people/person.js';
import { UserError } from '../../src/slack/user-error.js';
import { testDatabase } from '../support/database.js';
import { testServices } from '../support/factories.js';

/** A company that publishes, on a database of its own. Time moves only by `at`. */
export async function publishingCompany({ start }: { start: Date }) {
  let said = 0;
  const database = await testDatabase({ onQuery: () => said++ });
  const { db } = database;
  const services = testServices({ db, features, start });
  const { id } = await ensureWorkspace({ db, now: start }, { teamId: 'T0BRIEF', name: 'Demo' });
  const people = await setUpCompany(services, { workspaceId: id });
  const workspaceId = id;
  const person = (handle: string) => people.get(handle) as Person;
  const as = (handle: string): Context => ({
    services,
    workspaceId,
    actor: { type: 'person', staff: person(handle) },
    now: services.clock.now(),
  });
  const settings = (over: Partial<ScheduleSettings> = {}): ScheduleSettings => ({
    name: '早评',
    publishAt: '08:50',
    weekdays: '',
    authorIds: [person('henry').id, person('mia').id],
    backupId: null,
    channelIds: ['C0TECH', 'C0MARKET'],
    fields: ['今日走势'],
    ...over,
  });
  return {
    db,
    services,
    workspaceId,
    person,
    as,
    settings,
    close: () => database.close(),
    /** How many SQL statements something takes. */
    async statements(work: () => Promise<void>): Promise<number> {
      const before = said;
      await work();
      return said - before;
    },
    workspace: (): Promise<Workspace> => db.read.workspace.findUniqueOrThrow({ where: { id } }),
    schedule: async (over: Partial<ScheduleSettings> = {}, by = 'henry') =>
      (await changeSchedule(as(by), { existing: null, settings: settings(over) })).scheduleId,
    write: (
      scheduleId: string,
      date: string,
      { by = 'henry', text = '震荡', ready = true, version = 0, out = false, correction = '' } = {},
    ) =>
      saveBriefing(as(by), {
        scheduleId,
        date,
        seen: { version, out },
        content: [{ heading: '今日走势', text }],
        ready,
        correction,
      }),
    publishLate: ({ id, version }: { id: string; version: number }, by = 'henry') =>
      publishLate(as(by), { briefingId: id, seenVersion: version }),
    /** The heartbeat at an instant, as after downtime: nothing happened on the way. */
    async at(instant: string) {
      services.clock.set(new Date(instant));
      const now = services.clock.now();
      await sweepDuties(services, now);
      await goRound({ services, workspaceId, now });
      await sweepDuties(services, now);
    },
    issue: (scheduleId: string, date: string) =>
      db.read.briefing.findUniqueOrThrow({ where: { scheduleId_date: { scheduleId, date } } }),
    duty: (briefingId: string) =>
      db.read.duty.findFirst({
        where: { kind: 'briefing.write', subjectId: briefingId, state: 'open' },
      }),
    cards: (briefingId: string) => db.read.card.count({ where: { kind: 'briefing', subjectId: briefingId } }),
  };
}

export type PublishingCompany = Awaited<ReturnType<typeof publishingCompany>>;

/** The code of a refusal, 'done' without one. */
export const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof UserError ? error.code : Promise.reject(error)),
  );
