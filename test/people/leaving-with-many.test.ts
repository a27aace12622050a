import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { columnOfRole, ownerRoles } from '../../src/customers/customer.js';
import { customersFeature } from '../../src/customers/feature.js';
import { insertMany, newId } from '../../src/db/insert-many.js';
import type { Database, Department } from '../../src/db/types.js';
import { dutiesFeature } from '../../src/duties/feature.js';
import { handoffsFeature } from '../../src/handoffs/feature.js';
import { changeDepartment } from '../../src/people/change-department.js';
import { peopleFeature } from '../../src/people/feature.js';
import type { Person } from '../../src/people/person.js';
import { finishDepartures, staffLeft } from '../../src/people/staff-left.js';
import { type TestDatabase, testDatabase } from '../support/database.js';
import {
  contextOf,
  makeDepartment,
  makeStaff,
  makeWorkspace,
  type TestServices,
  testServices,
} from '../support/factories.js';
import { meanwhile } from '../support/meanwhile.js';

let test: TestDatabase;
let services: TestServices;
let statements = 0;
let workspaceId: string;
let service: Department;
let mei: Person;
let li: Person;
let wang: Person;
let lead: Person;

const features = [peopleFeature, customersFeature, handoffsFeature, dutiesFeature];

beforeAll(async () => {
  test = await testDatabase({ onQuery: () => statements++ });
});
afterAll(() => test.close());
beforeEach(async () => {
  services = testServices({ db: test.db, features });
  workspaceId = (await makeWorkspace(test.db)).id;
  service = await makeDepartment(test.db, { workspaceId, key: 'service' });
  const inService = { workspaceId, departmentId: service.id };
  lead = await makeStaff(test.db, { ...inService, role: 'lead', weight: 0 });
  mei = await makeStaff(test.db, inService);
  li = await makeStaff(test.db, inService);
  wang = await makeStaff(test.db, { ...inService, weight: 50 });
});

const system = () => contextOf(services, { workspaceId });

function customersOf(owner: Person, count: number): Promise<void> {
  const at = services.clock.now();
  return test.db.transaction((tx) =>
    insertMany(
      tx,
      'Customer',
      Array.from({ length: count }, (_, n) => ({
        id: newId(),
        workspaceId,
        name: `Customer ${n}`,
        nameKey: `customer${n}`,
        source: 'online',
        // A few are theirs twice over.
        accountManagerId: n % 50 === 0 ? owner.id : null,
        serviceSpecialistId: owner.id,
        createdAt: at,
        lastActivityAt: at,
      })),
    ),
  );
}

function dutiesOf(owner: Person, count: number): Promise<void> {
  const at = services.clock.now();
  return test.db.transaction((tx) =>
    insertMany(
      tx,
      'Duty',
      Array.from({ length: count }, (_, n) => ({
        id: newId(),
        workspaceId,
        kind: 'customer.first-contact',
        key: `test:${owner.id}:${n}`,
        subjectType: 'test',
        subjectId: `${n}`,
        ownerId: owner.id,
        dueAt: at,
        ladder: '[]',
        openedAt: at,
      })),
    ),
  );
}

const load = (owner: Person) =>
  test.db.read.customer.count({ where: { workspaceId, serviceSpecialistId: owner.id } });
const owed = (owner: Person) =>
  test.db.read.duty.count({ where: { workspaceId, ownerId: owner.id, state: 'open' } });
const notices = () =>
  test.db.read.outboxOperation.findMany({ where: { workspaceId, template: 'people.handed-over' } });
const departures = () =>
  test.db.read.departure.findMany({ where: { workspaceId, finishedAt: null }, select: { staffId: true } });

/** How many customers the database keeps for everybody, and how many they have. */
async function keptAndCounted() {
  const kept = await test.db.read.ownerLoad.findMany({ where: { workspaceId, customers: { not: 0 } } });
  const counted = [];
  for (const ownerRole of ownerRoles) {
    const column = columnOfRole[ownerRole];
    const rows = await test.db.read.customer.groupBy({
      by: [column],
      where: { workspaceId, stage: { not: 'closed' }, [column]: { not: null } },
      _count: { _all: true },
    });
    for (const row of rows) counted.push(`${ownerRole} ${row[column]} ${row._count._all}`);
  }
  return {
    kept: kept.map((one) => `${one.ownerRole} ${one.staffId} ${one.customers}`).sort(),
    counted: counted.sort(),
  };
}

/** The database as a process sees it that ends after so many transactions. */
function endsAfter(db: Database, transactions: number): Database {
  let left = transactions;
  return {
    ...db,
    async transaction(work) {
      if (left-- === 0) throw new Error('The process ends');
      return db.transaction(work);
    },
  };
}

describe('a colleague with a thousand customers', () => {
  it('passes all of it on, a page to a transaction, by balance', async () => {
    await customersOf(mei, 1000);
    await customersOf(li, 100);
    await dutiesOf(mei, 230);
    statements = 0;
    const moved = await staffLeft(system(), { staffId: mei.id, deactivated: true });
    expect(moved).toEqual({ customers: 1000, duties: 230 });
    // Two statements a customer would be 2,000; each duty has a ladder of its own.
    expect(statements).toBeLessThan(230 + 550);
    expect(services.nudged.length).toBeGreaterThan(10);
    // 1,100 in all: two thirds for a full weight, one third for half a one.
    expect([await load(mei), await load(li), await load(wang)]).toEqual([0, 733, 367]);
    expect(await owed(mei)).toBe(0);
    // What was owed, and the first contact with each customer who is new to somebody.
    expect((await owed(li)) + (await owed(wang))).toBe(230 + 1000);
    expect(await notices()).toMatchObject([{ destination: `person:${lead.id}` }]);
    expect(JSON.parse((await notices())[0]?.params ?? '{}')).toMatchObject({
      customers: '1000',
      duties: '230',
    });
    expect(await departures()).toEqual([]);
    const { kept, counted } = await keptAndCounted();
    expect(kept).toEqual(counted);
  });

  it('costs the same page by page, however many customers the others have', async () => {
    await customersOf(mei, 300);
    statements = 0;
    await staffLeft(system(), { staffId: mei.id, deactivated: true });
    const few = statements;
    const gao = await makeStaff(test.db, { workspaceId, departmentId: service.id });
    await customersOf(li, 2000);
    await customersOf(gao, 300);
    statements = 0;
    await staffLeft(system(), { staffId: gao.id, deactivated: true });
    expect(statements).toBeLessThanOrEqual(few);
  });

  it('goes on by itself when the process ended half way; nobody is ever without an owner', async () => {
    await customersOf(mei, 450);
    await dutiesOf(mei, 60);
    const dying = { ...system(), services: { ...services, db: endsAfter(test.db, 3) } };
    await expect(staffLeft(dying, { staffId: mei.id, deactivated: true })).rejects.toThrow('ends');
    expect(await load(mei)).toBeGreaterThan(100);
    expect(await test.db.read.customer.count({ where: { workspaceId, serviceSpecialistId: null } })).toBe(0);
    expect(await notices()).toEqual([]);

    const job = peopleFeature.jobs?.find(({ name }) => name === 'people.departures');
    const workspace = await test.db.read.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
    const now = services.clock.now();
    const slot = await job?.next({ services, workspace, after: now });
    expect(slot).toEqual(new Date(now.getTime() + 60_000));
    services.clock.set(slot ?? now);
    await job?.run({ services, workspaceId, slot: slot ?? now, now: services.clock.now() });
    expect([await load(mei), await owed(mei)]).toEqual([0, 0]);
    expect(JSON.parse((await notices())[0]?.params ?? '{}')).toMatchObject({
      customers: '450',
      duties: '60',
    });
    expect(await job?.next({ services, workspace, after: now })).toBeNull();
    // Its place in the schedule was asked for with the departure.
    const where = { job: 'people.departures', workspaceId };
    expect(await test.db.read.jobSchedule.count({ where })).toBe(1);
  });

  it('keeps what they still have when they are back before it went on', async () => {
    await customersOf(mei, 250);
    const dying = { ...system(), services: { ...services, db: endsAfter(test.db, 1) } };
    await expect(staffLeft(dying, { staffId: mei.id, deactivated: true })).rejects.toThrow('ends');
    await test.db.transaction((tx) => tx.staff.update({ where: { id: mei.id }, data: { active: true } }));
    const rest = await load(mei);
    expect(rest).toBeGreaterThan(100);
    await finishDepartures(system());
    expect(await load(mei)).toBe(rest);
    expect(await departures()).toEqual([]);
  });

  it('several who leave a department at once pass on after the form was answered', async () => {
    const peter = await makeStaff(test.db, { workspaceId, admin: true });
    await customersOf(mei, 120);
    await customersOf(wang, 30);
    const { leftIds } = await changeDepartment(contextOf(services, { workspaceId, staff: peter }), {
      departmentId: service.id,
      name: '',
      channelId: null,
      leadId: lead.id,
      memberIds: [li.id],
      workingHours: '',
    });
    expect(leftIds.sort()).toEqual([mei.id, wang.id].sort());
    expect((await departures()).length).toBeGreaterThan(0);
    await finishDepartures(contextOf(services, { workspaceId, staff: peter }));
    expect([await load(mei), await load(wang), await load(li)]).toEqual([0, 0, 150]);
    expect(await departures()).toEqual([]);
  });
});

describe('how many customers somebody has', () => {
  it('is kept whatever changes: owners, closing, reopening, removal', async () => {
    await customersOf(mei, 20);
    const some = await test.db.read.customer.findMany({ where: { workspaceId }, take: 12 });
    const [a, b, c, d] = [0, 3, 6, 9].map((from) => some.slice(from, from + 3).map(({ id }) => id));
    await test.db.transaction(async (tx) => {
      await tx.customer.updateMany({ where: { id: { in: a ?? [] } }, data: { stage: 'closed' } });
      await tx.customer.updateMany({ where: { id: { in: b ?? [] } }, data: { serviceSpecialistId: li.id } });
      await tx.customer.updateMany({
        where: { id: { in: c ?? [] } },
        data: { stage: 'closed', serviceSpecialistId: li.id, technicalGuideId: wang.id },
      });
      await tx.customer.updateMany({ where: { id: { in: d ?? [] } }, data: { serviceSpecialistId: null } });
      await tx.customer.updateMany({ where: { id: { in: (a ?? []).slice(1) } }, data: { stage: 'lead' } });
      await tx.customer.deleteMany({ where: { id: { in: [a?.[0] ?? '', b?.[0] ?? ''] } } });
    });
    const { kept, counted } = await keptAndCounted();
    expect(kept).toEqual(counted);
    expect(kept).toContain(`service-specialist ${li.id} 2`);
  });

  it('is right after two changed the same owner’s customers at once', async () => {
    await customersOf(mei, 4);
    const rows = await test.db.read.customer.findMany({ where: { workspaceId } });
    const give = (index: number, owner: Person) => ({
      where: { id: rows[index]?.id ?? '' },
      data: { serviceSpecialistId: owner.id },
    });
    await meanwhile(test.db, {
      first: (tx) => tx.customer.update(give(0, li)),
      second: () => test.db.transaction((tx) => tx.customer.update(give(1, li))),
    });
    const { kept, counted } = await keptAndCounted();
    expect(kept).toEqual(counted);
    expect(kept).toContain(`service-specialist ${li.id} 2`);
  });
});
