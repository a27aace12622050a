import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../src/context.js';
import { registerCustomer } from '../../src/customers/register-customer.js';
import type { Workspace } from '../../src/db/types.js';
import { setUpCompany } from '../../src/demo/set-up-company.js';
import { openDuty } from '../../src/duties/open-duty.js';
import { sweepDuties } from '../../src/duties/sweep.js';
import { features } from '../../src/features.js';
import { acceptHandoff } from '../../src/handoffs/accept-handoff.js';
import { offerHandoff } from '../../src/handoffs/offer-handoff.js';
import { returnHandoff } from '../../src/handoffs/return-handoff.js';
import { tickChecklist } from '../../src/handoffs/tick-checklist.js';
import { withdrawHandoff } from '../../src/handoffs/withdraw-handoff.js';
import { ensureWorkspace } from '../../src/people/ensure-workspace.js';
import type { Person } from '../../src/people/person.js';
import { recordAbsence } from '../../src/people/record-absence.js';
import { staffLeft } from '../../src/people/staff-left.js';
import { UserError } from '../../src/slack/user-error.js';
import { type TestDatabase, testDatabase } from '../support/database.js';
import { type TestServices, testServices } from '../support/factories.js';

/** Wednesday 2026-11-25, 10:00 in Shanghai. */
const start = new Date('2026-11-25T02:00:00Z');

describe('handoffs', () => {
  let database: TestDatabase;
  let services: TestServices;
  let workspace: Workspace;
  let people: Map<string, Person>;
  const departmentId = (key: string) =>
    [...people.values()].find((p) => p.department?.key === key)?.departmentId ?? '';
  const person = (handle: string) => people.get(handle) as Person;
  const as = (handle: string, now = services.clock.now()): Context => ({
    services,
    workspaceId: workspace.id,
    actor: { type: 'person', staff: person(handle) },
    now,
  });
  let serial = 0;
  const newCustomer = async (by = 'liwei') => {
    serial += 1;
    const { customerId } = await registerCustomer(as(by), {
      name: `客户 ${serial}`,
      phones: [],
      source: 'online',
    });
    return customerId;
  };
  const offer = async (customerId: string, by = 'liwei', to = 'service') =>
    offerHandoff(as(by), {
      customerId,
      ownerRole: to === 'service' ? 'service-specialist' : 'account-manager',
      toDepartmentId: departmentId(to),
      purpose: 'Account opened',
      checklist: ['Papers filed'],
      promises: 'A call on Friday',
    });
  const customer = (id: string) => database.db.read.customer.findUniqueOrThrow({ where: { id } });
  const handoff = (id: string) => database.db.read.handoff.findUniqueOrThrow({ where: { id } });
  const codeOf = (work: Promise<unknown>) =>
    work.then(
      () => 'done',
      (error: unknown) => (error instanceof UserError ? error.code : Promise.reject(error)),
    );

  beforeAll(async () => {
    database = await testDatabase();
    services = testServices({ db: database.db, features, start });
    workspace = await ensureWorkspace({ db: database.db, now: start }, { teamId: 'T0HAND', name: 'Demo' });
    people = await setUpCompany(services, { workspaceId: workspace.id });
  });
  afterAll(() => database.close());

  it('keeps the sender as owner until the receiver accepts and names who', async () => {
    const customerId = await newCustomer();
    const { handoffId } = await offer(customerId);
    expect((await customer(customerId)).accountManagerId).toBe(person('liwei').id);
    expect((await customer(customerId)).serviceSpecialistId).toBeNull();
    const keeping = await database.db.read.duty.findFirst({
      where: { kind: 'handoff.keep', subjectId: handoffId },
    });
    expect(keeping).toMatchObject({ state: 'open', ownerId: person('liwei').id });

    await acceptHandoff(as('anna'), { handoffId, newOwnerId: person('sam').id });
    expect((await customer(customerId)).serviceSpecialistId).toBe(person('sam').id);
    expect(await handoff(handoffId)).toMatchObject({ state: 'accepted', decidedById: person('anna').id });
    expect(
      await database.db.read.duty.count({
        where: { subjectType: 'handoff', subjectId: handoffId, state: 'open' },
      }),
    ).toBe(0);
    const told = await database.db.read.outboxOperation.findMany({
      where: { params: { contains: handoffId } },
      select: { template: true, destination: true },
      orderBy: { template: 'asc' },
    });
    expect(told).toEqual([
      { template: 'handoff.assigned', destination: expect.stringContaining(person('sam').id) },
      { template: 'handoff.outcome', destination: expect.stringContaining(person('liwei').id) },
    ]);
  });

  it('lets one of two who press at once win, and tells the other who it was', async () => {
    const { handoffId } = await offer(await newCustomer());
    const both = await Promise.allSettled([
      acceptHandoff(as('sam'), { handoffId, newOwnerId: person('sam').id }),
      acceptHandoff(as('lucy'), { handoffId, newOwnerId: person('lucy').id }),
    ]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const lost = both.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
    const winner = (await handoff(handoffId)).decidedById === person('sam').id ? 'sam' : 'lucy';
    expect(lost.reason).toMatchObject({
      code: 'handoffMoved',
      params: { state: 'accepted', by: person(winner).name },
    });
  });

  it('takes one of two offers of the same role made at once', async () => {
    for (let round = 0; round < 3; round++) {
      const customerId = await newCustomer();
      const both = await Promise.all([codeOf(offer(customerId)), codeOf(offer(customerId, 'tony'))]);
      expect(both.sort()).toEqual(['done', 'handoffAlreadyOffered']);
    }
  });

  it('goes back with a reason: the sender stays the owner, owes the next step, and the bounce is counted', async () => {
    const customerId = await newCustomer();
    const { handoffId } = await offer(customerId);
    expect(await codeOf(returnHandoff(as('sam'), { handoffId, reason: '  ' }))).toBe('handoffReasonMissing');
    await returnHandoff(as('sam'), { handoffId, reason: 'The papers are missing' });
    const owed = await database.db.read.duty.findFirst({
      where: { kind: 'handoff.returned', customerId, state: 'open' },
    });
    expect(owed?.ownerId).toBe(person('liwei').id);

    const written = await database.db.read.history.findMany({ where: { subjectId: handoffId } });
    expect(JSON.stringify(written)).toContain('handoff.returned');
    expect(JSON.stringify(written)).not.toContain('The papers are missing');

    const again = await offer(customerId);
    expect((await handoff(again.handoffId)).bounces).toBe(1);
    expect(
      await database.db.read.duty.count({ where: { kind: 'handoff.returned', customerId, state: 'open' } }),
    ).toBe(0);
  });

  it('rolls on: the receiving lead is told after 4 working hours, after 8 it is assigned by balance', async () => {
    const customerId = await newCustomer();
    const offeredAt = services.clock.now();
    const { handoffId } = await offer(customerId);
    const stands = await handoff(handoffId);
    // 10:00 + 2 h to noon + 2 h from 13:30 = 15:30; + 1.5 h to 17:00, the rest from 09:00 the next day = 11:30.
    expect(stands.tellLeadAt.toISOString()).toBe('2026-11-25T07:30:00.000Z');
    expect(stands.assignAt.toISOString()).toBe('2026-11-26T03:30:00.000Z');
    expect(offeredAt.toISOString()).toBe('2026-11-25T02:00:00.000Z');

    services.clock.set(stands.tellLeadAt);
    await sweepDuties(services, services.clock.now());
    const notices = await database.db.read.dutyNotice.findMany({
      where: { dutyId: (await acceptDuty(handoffId)).id },
    });
    expect(notices.map(({ rung, staffId }) => [rung, staffId])).toEqual([['lead', person('anna').id]]);
    expect((await handoff(handoffId)).state).toBe('offered');

    services.clock.set(stands.assignAt);
    await sweepDuties(services, services.clock.now());
    const assigned = await handoff(handoffId);
    expect(assigned.state).toBe('assigned');
    expect((await customer(customerId)).serviceSpecialistId).toBe(assigned.newOwnerId);
    expect([person('sam').id, person('lucy').id, person('anna').id]).toContain(assigned.newOwnerId);
  });

  it('assigns a lying handoff to nobody who is away', async () => {
    const now = services.clock.now();
    const until = new Date(now.getTime() + 30 * 86_400_000);
    for (const handle of ['sam', 'lucy']) {
      await recordAbsence(as(handle), { staffId: person(handle).id, from: now, until, substituteId: null });
    }
    const { handoffId } = await offer(await newCustomer());
    services.clock.set((await handoff(handoffId)).assignAt);
    await sweepDuties(services, services.clock.now());
    expect((await handoff(handoffId)).newOwnerId).toBe(person('anna').id);
    for (const handle of ['sam', 'lucy']) {
      await recordAbsence(as(handle), {
        staffId: person(handle).id,
        from: null,
        until: null,
        substituteId: null,
      });
    }
  });

  it('is tried again every working hour while nobody at all is there, and says so once', async () => {
    // Monday at ten: assigned on Tuesday at half past eleven.
    services.clock.set(new Date('2026-12-07T02:00:00Z'));
    const { handoffId } = await offer(await newCustomer());
    const absence = (from: Date | null) =>
      database.db.transaction((tx) =>
        tx.staff.updateMany({ where: { workspaceId: workspace.id }, data: { awayFrom: from } }),
      );
    await absence(services.clock.now());
    // Lunch is from noon to half past one.
    for (const next of ['2026-12-08T06:00:00Z', '2026-12-08T07:00:00Z']) {
      services.clock.set((await handoff(handoffId)).assignAt);
      await sweepDuties(services, services.clock.now());
      expect(await handoff(handoffId)).toMatchObject({ state: 'offered', assignAt: new Date(next) });
    }
    const said = await database.db.read.outboxOperation.findMany({
      where: { template: 'handoff.nobody-there', params: { contains: handoffId } },
    });
    expect(said.map(({ destination }) => destination).sort()).toEqual(
      ['liwei', 'peter'].map((handle) => `person:${person(handle).id}`).sort(),
    );
    expect(JSON.parse((await acceptDuty(handoffId)).ladder)).toHaveLength(2);

    await absence(null);
    services.clock.set((await handoff(handoffId)).assignAt);
    await sweepDuties(services, services.clock.now());
    expect(await handoff(handoffId)).toMatchObject({ state: 'assigned' });
  });

  it('tells whoever held the role when a colleague’s offer took it from them', async () => {
    const customerId = await newCustomer('liwei');
    const first = await offer(customerId);
    await acceptHandoff(as('sam'), { handoffId: first.handoffId, newOwnerId: person('sam').id });
    const { handoffId } = await offer(customerId, 'sam', 'market');
    await acceptHandoff(as('grace'), { handoffId, newOwnerId: person('tony').id });
    expect((await customer(customerId)).accountManagerId).toBe(person('tony').id);
    const told = await database.db.read.outboxOperation.findMany({
      where: { template: 'handoff.outcome', params: { contains: handoffId } },
    });
    expect(told.map(({ destination }) => destination).sort()).toEqual(
      ['liwei', 'sam'].map((handle) => expect.stringContaining(person(handle).id)),
    );
  });

  it('offers a standard department only the role that is its own', async () => {
    const customerId = await newCustomer();
    const offered = offerHandoff(as('liwei'), {
      customerId,
      ownerRole: 'account-manager',
      toDepartmentId: departmentId('tech'),
      purpose: 'Wrong',
      checklist: [],
      promises: '',
    });
    await expect(offered).rejects.toMatchObject({ code: 'handoffRoleElsewhere', field: 'department' });
  });

  it('keeps what two tick at once, each with who it was; a stranger ticks nothing', async () => {
    const { handoffId } = await offer(await newCustomer());
    const tick = (handle: string, done: number[]) =>
      codeOf(tickChecklist(as(handle), { handoffId, seen: [], done }));
    expect(await tick('ivy', [0])).toBe('notAllowed');
    expect(await Promise.all([tick('sam', [0]), tick('lucy', [0]), tick('liwei', [7])])).toEqual([
      'done',
      'done',
      'done',
    ]);
    const ticks = await database.db.read.handoffTick.findMany({ where: { handoffId } });
    expect(ticks).toMatchObject([{ item: 0, workspaceId: workspace.id }]);
    expect([person('sam').id, person('lucy').id]).toContain(ticks[0]?.staffId);
    await returnHandoff(as('sam'), { handoffId, reason: 'No papers' });
    expect(await tick('sam', [0])).toBe('handoffMoved');
  });

  it('refuses strangers, strange owners, a second offer, the own department and what is not of this workspace', async () => {
    const customerId = await newCustomer();
    const { handoffId } = await offer(customerId);
    expect(await codeOf(acceptHandoff(as('ivy'), { handoffId, newOwnerId: person('sam').id }))).toBe(
      'notAllowed',
    );
    expect(await codeOf(acceptHandoff(as('sam'), { handoffId, newOwnerId: person('ivy').id }))).toBe(
      'handoffOwnerElsewhere',
    );
    expect(await codeOf(offer(customerId))).toBe('handoffAlreadyOffered');
    // Of no owner's department: offering would bring the contacts to a colleague of their choice.
    expect(await codeOf(offer(await newCustomer(), 'ivy'))).toBe('notAllowed');
    expect(await codeOf(offer(customerId, 'liwei', 'market'))).toBe('handoffColleagueMissing');
    const elsewhere = await ensureWorkspace(
      { db: database.db, now: services.clock.now() },
      { teamId: 'T0OTHER', name: 'Other' },
    );
    const stranger = { ...as('sam'), workspaceId: elsewhere.id };
    expect(await codeOf(acceptHandoff(stranger, { handoffId, newOwnerId: person('sam').id }))).toBe(
      'handoffNotFound',
    );
    await withdrawHandoff(as('liwei'), { handoffId });
    expect(await codeOf(acceptHandoff(as('sam'), { handoffId, newOwnerId: person('sam').id }))).toBe(
      'handoffMoved',
    );
  });

  describe('to a colleague of the same department', () => {
    const pass = async (customerId: string, { by = 'liwei', to = 'tony', atOnce = false } = {}) =>
      offerHandoff(as(by), {
        customerId,
        ownerRole: 'account-manager',
        toDepartmentId: departmentId('market'),
        toStaffId: person(to).id,
        atOnce,
        purpose: 'Another area',
        checklist: [],
        promises: '',
      });
    const assignAt = async (handoffId: string) => {
      services.clock.set((await handoff(handoffId)).assignAt);
      await sweepDuties(services, services.clock.now());
      return handoff(handoffId);
    };
    const away = (handle: string, awayFrom: Date | null) =>
      database.db.transaction((tx) =>
        tx.staff.update({ where: { id: person(handle).id }, data: { awayFrom } }),
      );

    it('is the owner’s and the lead’s to offer; nobody takes a customer from a colleague', async () => {
      const customerId = await newCustomer();
      expect(await codeOf(pass(customerId, { by: 'tony' }))).toBe('notAllowed');
      expect(await codeOf(pass(customerId, { to: 'liwei' }))).toBe('handoffAlreadyTheirs');
      expect(await codeOf(pass(customerId, { to: 'sam' }))).toBe('handoffColleagueElsewhere');
      expect(await codeOf(pass(customerId, { atOnce: true }))).toBe('notAllowed');
      const both = await Promise.all([
        codeOf(pass(customerId)),
        codeOf(pass(customerId, { by: 'grace', atOnce: true })),
      ]);
      expect(both).toContain('done');
    });

    it('goes to that colleague when nobody answered, with what is owed to the customer', async () => {
      const customerId = await newCustomer();
      const owed = await database.db.transaction((tx) =>
        openDuty(tx, as('liwei'), {
          kind: 'life-cycle.fund',
          key: `life-cycle.fund:${customerId}`,
          subject: { type: 'customer', id: customerId },
          customerId,
          ownerId: person('liwei').id,
          dueAt: services.clock.now(),
          ladder: [],
        }),
      );
      const { handoffId } = await pass(customerId);
      expect(await acceptDuty(handoffId)).toMatchObject({ ownerId: person('tony').id });
      expect(await codeOf(acceptHandoff(as('liwei'), { handoffId, newOwnerId: person('tony').id }))).toBe(
        'handoffOnlyNamed',
      );
      expect(await assignAt(handoffId)).toMatchObject({ state: 'assigned', newOwnerId: person('tony').id });
      expect((await customer(customerId)).accountManagerId).toBe(person('tony').id);
      const passed = await database.db.read.duty.findUniqueOrThrow({ where: { id: owed.id } });
      expect(passed.ownerId).toBe(person('tony').id);
    });

    it('goes to another one while that colleague is away, and never back to the sender by balance', async () => {
      const { handoffId } = await pass(await newCustomer());
      await away('tony', services.clock.now());
      expect((await assignAt(handoffId)).newOwnerId).toBe(person('grace').id);
      await away('tony', null);
    });

    it('waits for their lead when that colleague leaves; two who press at once: one wins', async () => {
      const { handoffId } = await pass(await newCustomer());
      const system = { ...as('liwei'), actor: { type: 'system' as const } };
      await staffLeft(system, { staffId: person('tony').id, deactivated: true });
      expect((await handoff(handoffId)).toStaffId).toBe(person('grace').id);
      expect(await acceptDuty(handoffId)).toMatchObject({ ownerId: person('grace').id, state: 'open' });
      const both = await Promise.all([
        codeOf(acceptHandoff(as('grace'), { handoffId, newOwnerId: person('grace').id })),
        codeOf(returnHandoff(as('grace'), { handoffId, reason: 'No' })),
      ]);
      expect(both.sort()).toEqual(['done', 'handoffMoved']);
    });
  });

  function acceptDuty(handoffId: string) {
    return database.db.read.duty.findFirstOrThrow({
      where: { kind: 'handoff.accept', subjectId: handoffId },
    });
  }
});
