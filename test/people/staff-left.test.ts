import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { chooseOwnerByBalance } from '../../src/customers/choose-owner.js';
import { customersFeature } from '../../src/customers/feature.js';
import type { Department } from '../../src/db/types.js';
import { dutiesFeature } from '../../src/duties/feature.js';
import { openDuty } from '../../src/duties/open-duty.js';
import { messages } from '../../src/messages/index.js';
import { changeDepartment } from '../../src/people/change-department.js';
import type { Person } from '../../src/people/person.js';
import { staffLeft } from '../../src/people/staff-left.js';
import { handedOver } from '../../src/people/templates.js';
import { type TestDatabase, testDatabase } from '../support/database.js';
import {
  contextOf,
  makeDepartment,
  makeStaff,
  makeWorkspace,
  reload,
  type TestServices,
  testServices,
} from '../support/factories.js';
import { meanwhile } from '../support/meanwhile.js';

let test: TestDatabase;
let services: TestServices;
let workspaceId: string;
let service: Department;
let lead: Person;
let mei: Person;
let li: Person;
let wang: Person;

beforeAll(async () => {
  test = await testDatabase();
  services = testServices({ db: test.db, features: [customersFeature, dutiesFeature] });
});
afterAll(() => test.close());
beforeEach(async () => {
  workspaceId = (await makeWorkspace(test.db)).id;
  service = await makeDepartment(test.db, { workspaceId, key: 'service' });
  const inService = { workspaceId, departmentId: service.id };
  lead = await makeStaff(test.db, { ...inService, role: 'lead', weight: 0 });
  mei = await makeStaff(test.db, { ...inService, name: 'Mei <!channel>' });
  li = await makeStaff(test.db, inService);
  wang = await makeStaff(test.db, inService);
});

const system = (repeatKey?: string) =>
  contextOf(services, { workspaceId, ...(repeatKey ? { repeatKey } : {}) });

async function customersOf(owner: Person, count: number): Promise<void> {
  await test.db.transaction(async (tx) => {
    for (let n = 0; n < count; n++) {
      const name = `${owner.name} ${n}`;
      await tx.customer.create({
        data: {
          workspaceId,
          name,
          nameKey: name,
          source: 'online',
          serviceSpecialistId: owner.id,
          createdAt: services.clock.now(),
          lastActivityAt: services.clock.now(),
        },
      });
    }
  });
}

function dutyOf(owner: Person, key: string) {
  const ctx = system();
  return test.db.transaction((tx) =>
    openDuty(tx, ctx, {
      kind: 'test.thing',
      key,
      subject: { type: 'test', id: key },
      ownerId: owner.id,
      departmentId: service.id,
      dueAt: new Date('2026-11-27T02:00:00Z'),
      ladder: [],
    }),
  );
}

const load = (owner: Person) =>
  test.db.read.customer.count({ where: { workspaceId, serviceSpecialistId: owner.id } });
const notices = () =>
  test.db.read.outboxOperation.findMany({ where: { workspaceId, template: 'people.handed-over' } });
const away = (person: Person, substituteId: string | null, until: string | null = null) =>
  test.db.transaction((tx) =>
    tx.staff.update({
      where: { id: person.id },
      data: {
        awayFrom: new Date('2026-11-24T00:00:00Z'),
        awayUntil: until ? new Date(until) : null,
        substituteId,
      },
    }),
  );

describe('somebody deactivated in Slack', () => {
  it('hands everything over by balance at once; the lead is told; nobody loses an owner', async () => {
    await customersOf(mei, 10);
    await customersOf(li, 4);
    await dutyOf(mei, 'one');
    const moved = await staffLeft(system(), { staffId: mei.id, deactivated: true });
    expect(moved).toEqual({ customers: 10, duties: 1 });
    expect([await load(mei), await load(li), await load(wang)]).toEqual([0, 7, 7]);
    expect(await test.db.read.customer.count({ where: { workspaceId, serviceSpecialistId: null } })).toBe(0);
    const duty = await test.db.read.duty.findFirstOrThrow({ where: { workspaceId } });
    expect([li.id, wang.id]).toContain(duty.ownerId);
    expect((await reload(test.db, mei)).active).toBe(false);
    expect(await notices()).toMatchObject([{ destination: `person:${lead.id}` }]);
  });

  it('does so once: the second time nothing moves, nobody is told, nothing is recorded', async () => {
    await customersOf(mei, 3);
    await staffLeft(system(), { staffId: mei.id, deactivated: true });
    const moved = await staffLeft(system(), { staffId: mei.id, deactivated: true });
    expect(moved).toEqual({ customers: 0, duties: 0 });
    expect(await notices()).toHaveLength(1);
    const where = { workspaceId, event: 'staff.deactivated' };
    expect(await test.db.read.history.count({ where })).toBe(1);
  });

  it('gives all to a present substitute, and by balance when the substitute is away too', async () => {
    await customersOf(mei, 4);
    await away(mei, li.id);
    await staffLeft(system(), { staffId: mei.id, deactivated: true });
    expect([await load(li), await load(wang)]).toEqual([4, 0]);

    await customersOf(wang, 2);
    await away(li, null);
    await away(wang, li.id);
    const fourth = await makeStaff(test.db, { workspaceId, departmentId: service.id });
    await staffLeft(system(), { staffId: wang.id, deactivated: true });
    expect([await load(li), await load(fourth), await load(lead)]).toEqual([4, 2, 0]);
  });

  it('follows the chain of substitutes, and not one of an absence that is over', async () => {
    await customersOf(mei, 2);
    await away(mei, li.id);
    await away(li, wang.id);
    await staffLeft(system(), { staffId: mei.id, deactivated: true });
    expect(await load(wang)).toBe(2);

    const fourth = await makeStaff(test.db, { workspaceId, departmentId: service.id });
    await away(wang, lead.id, '2026-11-25T00:00:00Z');
    await staffLeft(system(), { staffId: wang.id, deactivated: true });
    expect(await load(fourth)).toBe(2);
  });

  it('goes to the lead when nobody else is there, and keeps the last owner when nobody at all is', async () => {
    await customersOf(mei, 2);
    await away(li, null);
    await away(wang, null);
    await staffLeft(system(), { staffId: mei.id, deactivated: true });
    expect(await load(lead)).toBe(2);
    await staffLeft(system(), { staffId: lead.id, deactivated: true });
    expect(await load(lead)).toBe(2);
  });

  it('leaves another workspace’s people alone', async () => {
    const other = await makeStaff(test.db, { workspaceId: (await makeWorkspace(test.db)).id });
    await expect(staffLeft(system(), { staffId: other.id, deactivated: true })).rejects.toMatchObject({
      code: 'staffNotFound',
    });
  });

  it('renders the list for the lead when it is sent: at most twenty by name, who has them now', async () => {
    await customersOf(mei, 23);
    await away(mei, li.id);
    await staffLeft(system(), { staffId: mei.id, deactivated: true });
    const [notice] = await notices();
    const workspace = await test.db.read.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
    const t = messages('en');
    const rendered = await handedOver.render({
      services,
      reader: test.db.read,
      workspace,
      locale: 'en',
      t,
      now: services.clock.now(),
      params: JSON.parse(notice?.params ?? '{}'),
      recipient: lead,
    });
    const text = JSON.stringify(rendered?.blocks);
    expect(rendered?.text).toContain('23 customers');
    expect(text).toContain(`<@${li.slackUserId}>`);
    expect(text).toContain(t.people.andMore(3));
    expect(text).not.toContain('<!channel>');
    expect(text.match(/Mei &lt;!channel&gt; \d+/g)).toHaveLength(20);
  });
});

describe('somebody who leaves a department', () => {
  let peter: Person;
  const change = (data: { leadId?: string | null; memberIds: string[]; departmentId?: string }, by = peter) =>
    changeDepartment(contextOf(services, { workspaceId, staff: by }), {
      departmentId: service.id,
      name: '',
      channelId: null,
      leadId: null,
      workingHours: '',
      ...data,
    });
  beforeEach(async () => {
    peter = await makeStaff(test.db, { workspaceId, admin: true });
  });

  it('hands over in the same change, also when they go to another department', async () => {
    const market = await makeDepartment(test.db, { workspaceId, key: 'market' });
    await customersOf(mei, 4);
    await customersOf(li, 2);
    const { leftIds } = await change({ leadId: lead.id, memberIds: [li.id, wang.id] });
    expect(leftIds).toEqual([mei.id]);
    expect([await load(mei), await load(li), await load(wang)]).toEqual([0, 3, 3]);
    expect(await reload(test.db, mei)).toMatchObject({ departmentId: null, active: true });

    await change({ departmentId: market.id, memberIds: [li.id] });
    expect([await load(li), await load(wang)]).toEqual([0, 6]);
    expect(await reload(test.db, li)).toMatchObject({ departmentId: market.id, role: 'member' });
  });

  it('answers a repeated submission with what was recorded, moving nothing twice', async () => {
    await customersOf(mei, 2);
    const ctx = { ...contextOf(services, { workspaceId, staff: peter }), repeatKey: 'view:V1:h1' };
    const params = {
      departmentId: service.id,
      name: '',
      channelId: null,
      leadId: lead.id,
      memberIds: [li.id],
      workingHours: '',
    };
    const first = await changeDepartment(ctx, params);
    expect(await changeDepartment(ctx, params)).toEqual(first);
    expect(await notices()).toHaveLength(1);
  });

  it('no longer leads it; a lead from elsewhere stays at home', async () => {
    const market = await makeDepartment(test.db, { workspaceId, key: 'market' });
    await change({ leadId: mei.id, memberIds: [mei.id, li.id, wang.id, lead.id] });
    expect(await reload(test.db, mei)).toMatchObject({ role: 'lead' });
    await change({ departmentId: market.id, leadId: mei.id, memberIds: [] });
    expect(await reload(test.db, mei)).toMatchObject({ departmentId: service.id, role: 'lead' });

    await change({ departmentId: market.id, memberIds: [mei.id] });
    expect(await reload(test.db, mei)).toMatchObject({ departmentId: market.id, role: 'member' });
    const row = await test.db.read.department.findUniqueOrThrow({ where: { id: service.id } });
    expect(row.leadId).toBeNull();
  });

  it('is not taken from another department by a lead who has no say there', async () => {
    const market = await makeDepartment(test.db, { workspaceId, key: 'market' });
    const seller = await makeStaff(test.db, { workspaceId, departmentId: market.id });
    const taking = change({ leadId: lead.id, memberIds: [mei.id, seller.id] }, await reload(test.db, lead));
    await expect(taking).rejects.toMatchObject({ code: 'setupMemberElsewhere', field: 'members' });
    expect((await reload(test.db, seller)).departmentId).toBe(market.id);
    expect((await reload(test.db, li)).departmentId).toBe(service.id);
  });

  it('keeps their place while deactivated', async () => {
    await staffLeft(system(), { staffId: mei.id, deactivated: true });
    const { leftIds } = await change({ leadId: lead.id, memberIds: [li.id, wang.id] });
    expect(leftIds).toEqual([]);
    expect((await reload(test.db, mei)).departmentId).toBe(service.id);
  });
});

describe('balance', () => {
  const choose = (except: string[] = []) =>
    test.db.transaction((tx) =>
      chooseOwnerByBalance(tx, {
        workspaceId,
        departmentId: service.id,
        ownerRole: 'service-specialist',
        now: services.clock.now(),
        except,
      }),
    );
  const set = (person: Person, data: { weight?: number; lastAssignedAt?: Date }) =>
    test.db.transaction((tx) => tx.staff.update({ where: { id: person.id }, data }));

  it('weighs customers by capacity and skips who takes none, is away, or is excepted', async () => {
    await customersOf(mei, 3);
    await customersOf(li, 2);
    await customersOf(wang, 2);
    await set(mei, { weight: 200 });
    expect(await choose()).toBe(mei.id);
    expect([li.id, wang.id]).toContain(await choose([mei.id]));
    await away(li, null);
    expect(await choose([mei.id])).toBe(wang.id);
    expect(await choose([mei.id, wang.id])).toBeNull();
  });

  it('breaks ties by who was chosen least recently, then by id', async () => {
    const [first, second] = [mei, li, wang].sort((a, b) => (a.id < b.id ? -1 : 1));
    expect(await choose()).toBe(first?.id);
    // The clock stands still: the first one was chosen last.
    expect(await choose()).toBe(second?.id);
    for (const person of [mei, li, wang])
      await set(person, { lastAssignedAt: new Date('2026-11-24T00:00:00Z') });
    await set(wang, { lastAssignedAt: new Date('2026-11-23T00:00:00Z') });
    expect(await choose()).toBe(wang.id);
  });

  it('passes over whoever is deactivated while they are being chosen', async () => {
    await set(lead, { weight: 0 });
    await customersOf(li, 1);
    await customersOf(wang, 2);
    const chosen = await meanwhile(test.db, {
      first: (tx) => tx.staff.update({ where: { id: mei.id }, data: { active: false } }),
      second: () => choose(),
    });
    expect(chosen).toBe(li.id);
  });
});

describe('something happens while somebody leaves', () => {
  const leave = () => staffLeft(system(), { staffId: mei.id, deactivated: true });

  it('leaves a customer to whoever took them over meanwhile', async () => {
    await customersOf(mei, 1);
    await away(mei, li.id);
    await meanwhile(test.db, {
      first: (tx) =>
        tx.customer.updateMany({
          where: { workspaceId, serviceSpecialistId: mei.id },
          data: { serviceSpecialistId: wang.id },
        }),
      second: leave,
    });
    expect([await load(li), await load(wang)]).toEqual([0, 1]);
  });

  it('leaves no duty behind that fires meanwhile', async () => {
    const duty = await dutyOf(mei, 'fires');
    await away(mei, li.id);
    await meanwhile(test.db, {
      first: (tx) => tx.duty.update({ where: { id: duty.id }, data: { nextRung: 1 } }),
      second: leave,
    });
    expect(await test.db.read.duty.findUniqueOrThrow({ where: { id: duty.id } })).toMatchObject({
      ownerId: li.id,
      nextRung: 1,
    });
  });
});
