import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keepWeekly } from '../../src/callbacks/keep-weekly.js';
import { planBirthdays } from '../../src/callbacks/plan-birthdays.js';
import type { Context } from '../../src/context.js';
import { nameKey, nameKeys } from '../../src/customers/names.js';
import { churnRisk, findCustomers } from '../../src/customers/queries.js';
import { insertMany, newId } from '../../src/db/insert-many.js';
import { features } from '../../src/features.js';
import { markDormant } from '../../src/life-cycle/mark-dormant.js';
import { messages } from '../../src/messages/index.js';
import { relayNotice } from '../../src/notices/relay-notice.js';
import { backNotice } from '../../src/people/back.js';
import type { Person } from '../../src/people/person.js';
import { type TestDatabase, testDatabase } from '../support/database.js';
import {
  contextOf,
  makeDepartment,
  makeStaff,
  makeWorkspace,
  type TestServices,
  testServices,
} from '../support/factories.js';

let test: TestDatabase;
let services: TestServices;
let statements: string[] = [];
let workspaceId: string;
let lead: Person;
let specialist: Person;

beforeAll(async () => {
  test = await testDatabase({ onQuery: (sql) => void statements.push(sql) });
});
afterAll(() => test.close());
beforeEach(async () => {
  services = testServices({ db: test.db, features });
  workspaceId = (await makeWorkspace(test.db)).id;
  const service = await makeDepartment(test.db, { workspaceId, key: 'service', channelId: 'C1' });
  lead = await makeStaff(test.db, { workspaceId, departmentId: service.id, role: 'lead' });
  specialist = await makeStaff(test.db, { workspaceId, departmentId: service.id });
});

const system = (now = services.clock.now()): Context => ({ ...contextOf(services, { workspaceId }), now });

interface Some {
  name?: (n: number) => string;
  stage?: string;
  category?: string;
  birthday?: string | null;
  tradedAt?: Date;
  phone?: (n: number) => string;
}

async function customers(
  count: number,
  { name = (n) => `Customer ${n}`, phone, ...rest }: Some = {},
): Promise<void> {
  const at = services.clock.now();
  const rows = Array.from({ length: count }, (_, n) => ({
    id: newId(),
    workspaceId,
    name: name(n),
    nameKey: nameKey(name(n)),
    source: 'online',
    serviceSpecialistId: specialist.id,
    stage: rest.stage ?? 'activated',
    category: rest.category ?? 'ordinary',
    birthday: rest.birthday ?? null,
    birthMonthDay: rest.birthday?.slice(-5) ?? null,
    createdAt: at,
    lastActivityAt: at,
    tradedAt: rest.tradedAt ?? null,
  }));
  const hash = (text: string) => services.vault.hashPhone(workspaceId, text);
  await test.db.transaction(async (tx) => {
    await insertMany(tx, 'Customer', rows);
    await insertMany(
      tx,
      'CustomerName',
      rows.flatMap(({ id, name }) => nameKeys(name).map((key) => ({ workspaceId, key, customerId: id }))),
    );
    if (!phone) return;
    const phones = rows.map(({ id }, n) => ({
      id: newId(),
      workspaceId,
      customerId: id,
      fullHash: hash(phone(n)),
      lastFourHash: hash(phone(n).slice(-4)),
    }));
    await insertMany(tx, 'CustomerPhone', phones);
  });
}

/** How many statements some work takes. */
async function cost(work: () => Promise<unknown>): Promise<number> {
  statements = [];
  await work();
  return statements.length;
}

const calls = (kind: string) =>
  test.db.read.callback.count({ where: { workspaceId, kind, state: 'planned' } });
const callDuties = (kind: string) =>
  test.db.read.duty.count({
    where: { workspaceId, kind: `callback.${kind}`, state: 'open', ownerId: specialist.id },
  });

describe('the morning’s jobs', () => {
  it('plan weekly calls by the same few statements for ten customers and for ninety', async () => {
    await customers(10);
    const few = await cost(() => keepWeekly(system()));
    await customers(90);
    const many = await cost(() => keepWeekly(system()));
    expect(many).toBe(few);
    expect(many).toBeLessThan(25);
    expect([await calls('weekly'), await callDuties('weekly')]).toEqual([100, 100]);
    // Nothing lacks any more: one look at each stage.
    expect(await cost(() => keepWeekly(system()))).toBe(2);
  });

  it('mark who sleeps, and plan the calls, by the same few statements', async () => {
    const tradedAt = new Date('2026-05-01T00:00:00Z');
    await customers(10, { tradedAt, stage: 'opened' });
    const few = await cost(() => markDormant(system()));
    await customers(90, { tradedAt, stage: 'opened' });
    const many = await cost(() => markDormant(system()));
    expect(many).toBe(few);
    expect(many).toBeLessThan(25);
    expect([await calls('dormant'), await callDuties('dormant')]).toEqual([100, 100]);
    const where = { workspaceId, event: 'customer.dormant' };
    expect(await test.db.read.history.count({ where })).toBe(100);
    expect(await markDormant(system())).toEqual({ marked: 0, more: false });
  });

  it('greet every key account on its birthday, more than a page of them', async () => {
    await customers(130, { category: 'key-account', birthday: '1980-11-26' });
    await customers(20, { category: 'key-account', birthday: '11-27' });
    const spent = await cost(async () => {
      expect(await planBirthdays(system())).toEqual({ planned: 130 });
    });
    expect(spent).toBeLessThan(50);
    expect(await planBirthdays(system())).toEqual({ planned: 0 });
    expect(await calls('birthday')).toBe(130);
  });
});

it('a notice to eighty people costs what one to eight does', async () => {
  const staffed = async (key: string, channelId: string, count: number) => {
    const { id } = await makeDepartment(test.db, { workspaceId, key, channelId });
    for (let n = 0; n < count; n++) await makeStaff(test.db, { workspaceId, departmentId: id });
  };
  await staffed('tech', 'C8', 8);
  await staffed('market', 'C80', 80);
  const ctx = contextOf(services, { workspaceId, staff: lead });
  const relay = (channelId: string) =>
    relayNotice(ctx, { source: 'exchange', title: 'Hours', body: 'New hours', channelIds: [channelId] });
  const few = await cost(() => relay('C8'));
  const many = await cost(() => relay('C80'));
  expect(many).toBe(few);
  const where = { workspaceId, kind: 'notice.acknowledge', state: 'open', urgent: false, nextRung: 0 };
  expect(await test.db.read.duty.count({ where })).toBe(88);
});

describe('looking for a customer', () => {
  const find = async (query: string, limit = 5) => {
    const customers = await findCustomers(test.db.read, {
      workspaceId,
      query,
      vault: services.vault,
      limit,
    });
    return customers.map(({ name }) => name);
  };

  it('by any word of the name asks one index', async () => {
    await customers(30, { name: (n) => `Anna Wu${n}`, phone: (n) => `+861380013${String(8000 + n)}` });
    await customers(30, { name: (n) => `Wuming ${n}`, phone: (n) => `+861390013${String(8000 + n)}` });
    statements = [];
    const names = await find('wu', 70);
    expect(names.filter((name) => name.startsWith('Anna'))).toHaveLength(30);
    expect(names.filter((name) => name.startsWith('Wuming'))).toHaveLength(30);
    expect(statements).toHaveLength(2);
    expect(statements.join()).not.toMatch(/\bOR\b|OFFSET \?[^,]*OFFSET/);
    expect(await find('wuming')).toHaveLength(5);
    expect(await find('nobody')).toEqual([]);
    statements = [];
    expect(await find('13800138003')).toEqual(['Anna Wu3']);
    expect((await find('8003')).sort()).toEqual(['Anna Wu3', 'Wuming 3']);
    expect(statements.length).toBeLessThan(10);
  });
});

it('the churn-risk list counts no further than anybody needs', async () => {
  await customers(1_200, { stage: 'opened' });
  const dormantSince = new Date('2026-10-01T00:00:00Z');
  await test.db.transaction((tx) =>
    tx.customer.updateMany({ where: { workspaceId }, data: { dormantSince } }),
  );
  const { customers: shown, total } = await churnRisk(test.db.read, { workspaceId, limit: 10 });
  expect([shown.length, total]).toEqual([10, 1_001]);
});

it('who is back hears of what happened to what they owe, not of what they ever owed', async () => {
  const since = new Date('2026-11-20T00:00:00Z');
  await customers(2);
  const [theirs] = await test.db.read.customer.findMany({ where: { workspaceId }, take: 1 });
  const duty = (id: string, closedAt: Date | null) => ({
    id: newId(),
    workspaceId,
    kind: 'complaint.solve',
    key: `test:${id}`,
    subjectType: 'complaint',
    subjectId: id,
    ownerId: specialist.id,
    dueAt: services.clock.now(),
    ladder: '[]',
    openedAt: since,
    state: closedAt ? 'done' : 'open',
    closedAt,
  });
  const happened = (subjectType: string, subjectId: string) => ({
    id: newId(),
    workspaceId,
    subjectType,
    subjectId,
    event: 'test.happened',
    actorType: 'system',
    at: new Date('2026-11-23T00:00:00Z'),
  });
  await test.db.transaction(async (tx) => {
    await insertMany(tx, 'Duty', [
      duty('open', null),
      duty('done-meanwhile', new Date('2026-11-23T00:00:00Z')),
      duty('done-before', new Date('2026-10-01T00:00:00Z')),
    ]);
    await insertMany(tx, 'History', [
      happened('complaint', 'open'),
      happened('complaint', 'done-meanwhile'),
      happened('complaint', 'done-before'),
      happened('customer', theirs?.id ?? ''),
    ]);
  });
  const workspace = await test.db.read.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
  const t = messages('en');
  const rendered = await backNotice.render({
    services,
    reader: test.db.read,
    workspace,
    locale: 'en',
    t,
    now: services.clock.now(),
    params: { since: since.toISOString() },
    recipient: specialist,
  });
  expect(rendered?.text).toBe(t.people.back.title({ happened: 3, need: 1 }));
});
