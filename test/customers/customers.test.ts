import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../src/context.js';
import { handOverCustomers } from '../../src/customers/hand-over.js';
import { moveStage } from '../../src/customers/move-stage.js';
import { findCustomers } from '../../src/customers/queries.js';
import { recordFirstContact } from '../../src/customers/record-first-contact.js';
import { createCustomer, type NewCustomer, registerCustomer } from '../../src/customers/register-customer.js';
import { revealContact } from '../../src/customers/reveal-contact.js';
import { searchCustomers } from '../../src/customers/search-customers.js';
import type { Workspace } from '../../src/db/types.js';
import { setUpCompany } from '../../src/demo/set-up-company.js';
import { features } from '../../src/features.js';
import { changeStaff } from '../../src/people/change-staff.js';
import { ensureWorkspace } from '../../src/people/ensure-workspace.js';
import type { Person } from '../../src/people/person.js';
import { UserError } from '../../src/slack/user-error.js';
import { type TestDatabase, testDatabase } from '../support/database.js';
import { type TestServices, testServices } from '../support/factories.js';
import { meanwhile } from '../support/meanwhile.js';

const start = new Date('2026-11-25T02:00:00Z');

describe('customers', () => {
  let database: TestDatabase;
  let services: TestServices;
  let workspace: Workspace;
  let people: Map<string, Person>;
  const person = (handle: string) => people.get(handle) as Person;
  const as = (handle: string): Context => ({
    services,
    workspaceId: workspace.id,
    actor: { type: 'person', staff: person(handle) },
    now: services.clock.now(),
  });
  const register = (by: string, params: Partial<NewCustomer> & { name: string }) =>
    registerCustomer(as(by), { phones: [], source: 'online', ...params });
  const find = (query: string) =>
    findCustomers(database.db.read, { workspaceId: workspace.id, query, vault: services.vault }).then(
      (found) => found.map(({ name }) => name),
    );
  const customer = (id: string) => database.db.read.customer.findUniqueOrThrow({ where: { id } });
  const refusal = (work: Promise<unknown>) =>
    work.then(
      () => null,
      (error: unknown) => (error instanceof UserError ? error : Promise.reject(error)),
    );

  beforeAll(async () => {
    database = await testDatabase();
    services = testServices({ db: database.db, features, start });
    workspace = await ensureWorkspace({ db: database.db, now: start }, { teamId: 'T0CUST', name: 'Demo' });
    people = await setUpCompany(services, { workspaceId: workspace.id });
  });
  afterAll(() => database.close());

  it('finds by the beginning of the name, surname, pinyin, whole number and last four digits, and nothing less', async () => {
    await register('liwei', { name: '欧阳娜 Ouyang Na', phones: ['139 0000 4321'] });
    await register('liwei', { name: 'Zoë O’Hara', phones: ['+44 20 7946 0777'] });
    expect(await find('欧阳')).toEqual(['欧阳娜 Ouyang Na']);
    expect(await find('ouyang')).toEqual(['欧阳娜 Ouyang Na']);
    expect(await find('zoë o')).toEqual(['Zoë O’Hara']);
    expect(await find('ohara')).toEqual(['Zoë O’Hara']);
    expect(await find('13900004321')).toEqual(['欧阳娜 Ouyang Na']);
    expect(await find('１３９ ００００ ４３２１')).toEqual(['欧阳娜 Ouyang Na']);
    expect(await find('4321')).toEqual(['欧阳娜 Ouyang Na']);
    expect(await find('13900')).toEqual([]);
    expect(await find('阳')).toEqual([]);
    expect(await find('%')).toEqual([]);
  });

  it('stores contacts, and what is known of a customer, sealed: no row holds them in clear', async () => {
    const { customerId } = await register('liwei', {
      name: '密封',
      phones: ['13700009876'],
      otherContact: 'wx-sealed-1',
      background: 'sealed background',
      preferences: 'sealed preferences',
      notes: 'sealed notes',
    });
    const row = await customer(customerId);
    const history = await database.db.read.history.findMany({ where: { subjectId: customerId } });
    const phones = await database.db.read.customerPhone.findMany({ where: { customerId } });
    const stored = JSON.stringify([row, history, phones]);
    expect(stored).not.toContain('13700009876');
    expect(stored).not.toContain('9876');
    expect(stored).not.toContain('wx-sealed-1');
    expect(stored).not.toMatch(/sealed (background|preferences|notes)/);
    expect(await revealContact(as('liwei'), { customerId })).toMatchObject({ other: 'wx-sealed-1' });
  });

  it('warns of a known number, and takes it when the person insists', async () => {
    await register('liwei', { name: '常客', phones: ['13600002222'] });
    const known = await refusal(register('tony', { name: 'Copy', phones: ['136 0000 2222'] }));
    expect(known).toMatchObject({ code: 'customerPhoneKnown', params: undefined, field: 'phones' });
    await register('tony', { name: 'Copy', phones: ['136 0000 2222'], acceptKnownPhone: true });
    expect((await find('136 0000 2222')).sort()).toEqual(['Copy', '常客']);
    const unreadable = await refusal(register('tony', { name: 'X', phones: ['12ab'] }));
    expect(unreadable).toMatchObject({ code: 'customerPhoneUnreadable', field: 'phones' });
  });

  it('warns the second of two colleagues who register one number at the same instant', async () => {
    const outcome = await meanwhile(database.db, {
      first: (tx) =>
        createCustomer(tx, as('liwei'), {
          name: 'First',
          phones: ['13600006666', '13600005555'],
          source: 'online',
        }),
      second: () => refusal(register('tony', { name: 'Second', phones: ['136 0000 5555', '13600006666'] })),
    });
    expect(outcome).toMatchObject({ code: 'customerPhoneKnown' });
    expect(await find('13600005555')).toEqual(['First']);
  });

  it('leads by number to no key account whose contacts the person may not see, and to nobody’s for strangers', async () => {
    const { customerId } = await register('liwei', {
      name: '贵宾2026',
      category: 'key-account',
      phones: ['13500004444'],
    });
    const found = async (by: string, query: string) =>
      (await searchCustomers(as(by), { query })).some(({ id }) => id === customerId);
    for (const number of ['13500004444', '+86 135-0000-4444', '4444']) {
      expect([await found('liwei', number), await found('grace', number)]).toEqual([true, true]);
      expect([await found('tony', number), await found('sam', number)]).toEqual([false, false]);
    }
    expect(await found('sam', '贵宾2026')).toBe(true);
    await database.db.transaction((tx) =>
      tx.accessGrant.create({
        data: {
          workspaceId: workspace.id,
          customerId,
          staffId: person('sam').id,
          grantedById: person('liwei').id,
          reason: 'Callback',
          until: new Date(start.getTime() + 86_400_000),
          createdAt: start,
        },
      }),
    );
    expect(await found('sam', '13500004444')).toBe(true);
    const stranger = { ...person('sam'), departmentId: null, department: null };
    const asStranger = { ...as('sam'), actor: { type: 'person' as const, staff: stranger } };
    expect(await searchCustomers(asStranger, { query: '贵宾' })).toEqual([]);
  });

  it('shows a key account’s contacts to owners, their leads and administrators only, and logs every reveal', async () => {
    const { customerId } = await register('liwei', {
      name: '大户',
      category: 'key-account',
      phones: ['13500003333'],
    });
    for (const allowed of ['liwei', 'grace', 'peter']) {
      expect((await revealContact(as(allowed), { customerId }))?.phones).toEqual(['+8613500003333']);
    }
    for (const refused of ['tony', 'sam', 'henry']) {
      expect(await refusal(revealContact(as(refused), { customerId }))).toMatchObject({
        code: 'customerConfidential',
      });
    }
    const reveals = await database.db.read.history.findMany({
      where: { subjectId: customerId, event: 'customer.contact-revealed' },
      orderBy: { id: 'asc' },
    });
    expect(reveals.map(({ actorId }) => actorId)).toEqual(
      ['liwei', 'grace', 'peter'].map((h) => person(h).id),
    );
  });

  it('assigns the service specialist by balance: fewest per weight, then least recently, then by id', async () => {
    const before = await database.db.read.customer.count({ where: { serviceSpecialistId: { not: null } } });
    expect(before).toBe(0);
    for (let n = 0; n < 11; n++) await register('liwei', { name: `Balance ${n}`, stage: 'opened' });
    const loads = await database.db.read.customer.groupBy({
      by: ['serviceSpecialistId'],
      where: { serviceSpecialistId: { not: null } },
      _count: { _all: true },
    });
    const of = (handle: string) =>
      loads.find(({ serviceSpecialistId }) => serviceSpecialistId === person(handle).id)?._count._all;
    // Lucy carries 120, Sam and Anna 100 each: of 11 customers she gets 4 or 5 and nobody fewer than 3.
    expect((of('lucy') ?? 0) + (of('sam') ?? 0) + (of('anna') ?? 0)).toBe(11);
    expect(of('lucy')).toBeGreaterThanOrEqual(4);
    expect(of('sam')).toBeGreaterThanOrEqual(3);
    expect(of('anna')).toBeGreaterThanOrEqual(3);
  });

  it('keeps twenty registrations at once in balance', async () => {
    await changeStaff(as('peter'), { staffId: person('anna').id, role: 'lead', weight: 0, admin: false });
    const before = new Map<string | null, number>();
    const count = async () =>
      database.db.read.customer.groupBy({ by: ['serviceSpecialistId'], _count: { _all: true } });
    for (const row of await count()) before.set(row.serviceSpecialistId, row._count._all);
    await Promise.all(
      Array.from({ length: 20 }, (_, n) => register('liwei', { name: `At once ${n}`, stage: 'opened' })),
    );
    const now = new Map((await count()).map((row) => [row.serviceSpecialistId, row._count._all]));
    const perWeight = (handle: string, weight: number) => (now.get(person(handle).id) ?? 0) / weight;
    expect(Math.abs(perWeight('sam', 100) - perWeight('lucy', 120))).toBeLessThanOrEqual(1 / 100);
    expect(now.get(person('anna').id)).toBe(before.get(person('anna').id));
    await changeStaff(as('peter'), { staffId: person('anna').id, role: 'lead', weight: 100, admin: false });
  });

  it('owes the first contact within a week and closes it when it was made', async () => {
    const { customerId } = await register('liwei', { name: '首联' });
    const duty = () =>
      database.db.read.duty.findFirstOrThrow({
        where: { subjectId: customerId, kind: 'customer.first-contact' },
      });
    expect(await duty()).toMatchObject({ state: 'open', ownerId: person('liwei').id });
    // Seven days on, at the midnight in Shanghai that ends the day.
    expect((await duty()).dueAt.toISOString()).toBe('2026-12-02T16:00:00.000Z');
    expect(await refusal(recordFirstContact(as('tony'), { customerId, note: 'x' }))).toMatchObject({
      code: 'notAllowed',
    });
    expect(await refusal(recordFirstContact(as('liwei'), { customerId, note: ' ' }))).toMatchObject({
      code: 'formRequired',
    });
    await recordFirstContact(as('liwei'), { customerId, note: 'Looks for a second account' });
    expect((await duty()).state).toBe('done');
  });

  it('moves to the next stage by an owner, back or skipping only by a lead with a reason', async () => {
    const { customerId } = await register('liwei', { name: '阶段' });
    await moveStage(as('liwei'), { customerId, from: 'lead', to: 'invited', reason: '' });
    expect((await customer(customerId)).stage).toBe('invited');
    const skip = { customerId, from: 'invited', to: 'activated' } as const;
    expect(await refusal(moveStage(as('liwei'), { ...skip, reason: 'x' }))).toMatchObject({
      code: 'customerStageNeedsLead',
    });
    expect(await refusal(moveStage(as('grace'), { ...skip, reason: '' }))).toMatchObject({
      code: 'customerReasonMissing',
    });
    await moveStage(as('grace'), { ...skip, reason: 'Funded at the counter' });
    const [moved] = await database.db.read.history.findMany({
      where: { subjectId: customerId, event: 'customer.stage-moved' },
      orderBy: { id: 'desc' },
      take: 1,
    });
    const { reasonSealed, ...rest } = JSON.parse(moved?.after ?? '{}');
    expect(rest).toEqual({ stage: skip.to });
    const { wrappedKey } = await customer(customerId);
    expect(services.vault.open(wrappedKey ?? '', reasonSealed)).toBe('Funded at the counter');
    expect(await refusal(moveStage(as('grace'), { ...skip, reason: 'again' }))).toMatchObject({
      code: 'customerStageMoved',
    });
  });

  it('hands every customer over when somebody leaves: nobody is without an owner', async () => {
    const theirs = await database.db.read.customer.count({
      where: { accountManagerId: person('liwei').id, stage: { not: 'closed' } },
    });
    expect(theirs).toBeGreaterThan(20);
    const { departmentId } = person('liwei');
    const leaving = { staff: person('liwei'), departmentId, toStaffId: null, after: null };
    const ctx = as('peter');
    const { customers } = await database.db.transaction((tx) => handOverCustomers(tx, ctx, leaving));
    expect(customers).toBe(theirs);
    expect(
      await database.db.read.customer.count({
        where: { accountManagerId: person('liwei').id, stage: { not: 'closed' } },
      }),
    ).toBe(0);
    expect(await database.db.read.customer.count({ where: { accountManagerId: null } })).toBe(0);
  });
});
