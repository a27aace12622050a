import { afterAll, afterEach, beforeAll } from 'vitest';
import type { Duty } from '../../src/db/types.js';
import { openDuty } from '../../src/duties/open-duty.js';
import type { DutyKind, Feature } from '../../src/feature.js';
import { type TestDatabase, testDatabase } from '../support/database.js';
import {
  contextOf,
  makeDepartment,
  makeStaff,
  makeWorkspace,
  reload,
  type TestServices,
} from '../support/factories.js';

/** A Shanghai wall-clock time as an instant: at('2026-11-27 14:00'). */
export const at = (local: string) => new Date(`${local.replace(' ', 'T')}:00+08:00`);

/** The duty kind of these tests: describes a duty by its subject. */
export function kindWith(rungs: DutyKind['rungs'], kind = 'test.thing'): DutyKind {
  return {
    kind,
    rungs,
    async describe({ duties }) {
      return new Map(duties.map((duty) => [duty.id, { line: `Thing ${duty.subjectId}` }]));
    },
  };
}

/** Nothing of its own: before, due, lead, management as most kinds have them. */
export const usualRungs: DutyKind['rungs'] = {};

export const featureOf = (...duties: DutyKind[]): Feature => ({ name: 'test', duties });

/** One database per test file; each `company()` is a workspace of its own in it. A sweep sees all: no duty stays. */
export function useDatabase(options: Parameters<typeof testDatabase>[0] = {}): { current: TestDatabase } {
  const holder = {} as { current: TestDatabase };
  beforeAll(async () => {
    holder.current = await testDatabase(options);
  });
  afterEach(() =>
    holder.current.db.transaction(async (tx) => {
      await tx.dutyNotice.deleteMany();
      await tx.duty.deleteMany();
    }),
  );
  afterAll(() => holder.current.close());
  return holder;
}

/** Service with a lead and two members, management with a lead, and an administrator. */
export async function company(services: TestServices) {
  const { db } = services;
  const workspace = await makeWorkspace(db);
  const workspaceId = workspace.id;
  const service = await makeDepartment(db, { workspaceId, key: 'service' });
  const management = await makeDepartment(db, { workspaceId, key: 'management' });
  const inService = { workspaceId, departmentId: service.id };
  const mei = await makeStaff(db, { ...inService, name: 'Mei', locale: 'en' });
  const li = await makeStaff(db, { ...inService, name: 'Li', locale: 'zh-CN' });
  const lead = await makeStaff(db, { ...inService, name: 'Lead', role: 'lead', locale: 'zh-CN' });
  const boss = await makeStaff(db, {
    workspaceId,
    departmentId: management.id,
    name: 'Boss',
    role: 'lead',
  });
  const admin = await makeStaff(db, { workspaceId, name: 'Admin', admin: true });
  const ctx = (staff?: typeof mei) => contextOf(services, { workspaceId, ...(staff ? { staff } : {}) });
  let things = 0;
  return {
    workspace,
    workspaceId,
    service,
    management,
    mei,
    li,
    lead,
    boss,
    admin,
    ctx,
    async change(staff: typeof mei, data: object) {
      await db.transaction((tx) => tx.staff.update({ where: { id: staff.id }, data }));
      return reload(db, staff);
    },
    open(ladder: Record<string, Date>, more: Partial<Parameters<typeof openDuty>[2]> = {}): Promise<Duty> {
      const id = `${++things}`;
      return db.transaction((tx) =>
        openDuty(tx, ctx(), {
          kind: 'test.thing',
          key: `thing:${id}`,
          subject: { type: 'thing', id },
          ownerId: mei.id,
          departmentId: service.id,
          dueAt: ladder.due ?? services.clock.now(),
          ladder: Object.entries(ladder).map(([rung, instant]) => ({ rung, at: instant })),
          ...more,
        }),
      );
    },
    duty: (id: string) => db.read.duty.findUniqueOrThrow({ where: { id } }),
    /** Who was told what about a duty, in order: 'due→Mei'. */
    async told(id?: string): Promise<string[]> {
      const notices = await db.read.dutyNotice.findMany({
        where: { workspaceId, ...(id ? { dutyId: id } : {}) },
        orderBy: [{ firedAt: 'asc' }, { id: 'asc' }],
      });
      const names = new Map([mei, li, lead, boss, admin].map((person) => [person.id, person.name]));
      return notices.map(({ rung, staffId }) => `${rung}→${names.get(staffId)}`);
    },
    reminders: () =>
      db.read.outboxOperation.findMany({
        where: { workspaceId, template: 'duty.reminder' },
        orderBy: { id: 'asc' },
      }),
  };
}
