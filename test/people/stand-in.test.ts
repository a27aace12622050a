import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Department } from '../../src/db/types.js';
import type { Person } from '../../src/people/person.js';
import { isPresent, loadRoster, presentInChain, standIn } from '../../src/people/stand-in.js';
import { type TestDatabase, testDatabase } from '../support/database.js';
import { makeDepartment, makeStaff, makeWorkspace, wednesdayAtTen } from '../support/factories.js';

const now = wednesdayAtTen;
const inHours = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
const away = { awayFrom: inHours(-1), awayUntil: inHours(1) };

let test: TestDatabase;
let workspaceId: string;
let service: Department;
let management: Department;

beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.close());
beforeEach(async () => {
  workspaceId = (await makeWorkspace(test.db)).id;
  service = await makeDepartment(test.db, { workspaceId, key: 'service' });
  management = await makeDepartment(test.db, { workspaceId, key: 'management' });
});

const member = (data: Partial<Omit<Person, 'department'>> = {}) =>
  makeStaff(test.db, { workspaceId, departmentId: service.id, ...data });
const inPlaceOf = async (staffId: string | null) =>
  standIn({ staffId, roster: await loadRoster(test.db.read, { workspaceId }), now });
const substitute = (person: Person, substituteId: string) =>
  test.db.transaction((tx) => tx.staff.update({ where: { id: person.id }, data: { substituteId } }));

it('counts the first instant of an absence and not its last', () => {
  const who = { active: true, awayFrom: now, awayUntil: inHours(2) };
  expect(isPresent(who, inHours(-1))).toBe(true);
  expect(isPresent(who, now)).toBe(false);
  expect(isPresent(who, inHours(2))).toBe(true);
  expect(isPresent({ ...who, awayUntil: null }, inHours(9999))).toBe(false);
  expect(isPresent({ active: false, awayFrom: null, awayUntil: null }, now)).toBe(false);
});

it('takes the person, else along the chain of substitutes, past those who are away or gone', async () => {
  const d = await member();
  const c = await member({ active: false, substituteId: d.id });
  const b = await member({ ...away, substituteId: c.id });
  const a = await member({ ...away, substituteId: b.id });
  expect(await inPlaceOf(d.id)).toBe(d.id);
  expect(await inPlaceOf(a.id)).toBe(d.id);
});

it('ends a chain that comes back: lead, then management, then an administrator', async () => {
  const a = await member(away);
  const b = await member({ ...away, substituteId: a.id });
  await substitute(a, b.id);
  expect(await inPlaceOf(a.id)).toBeNull();
  const admin = await makeStaff(test.db, { workspaceId, admin: true });
  expect(await inPlaceOf(a.id)).toBe(admin.id);
  const manager = await makeStaff(test.db, { workspaceId, departmentId: management.id, role: 'lead' });
  expect(await inPlaceOf(a.id)).toBe(manager.id);
  const lead = await member({ role: 'lead' });
  expect(await inPlaceOf(a.id)).toBe(lead.id);
});

it('does not ask who stood in during an absence that is over', async () => {
  const former = await member();
  const lead = await member({ role: 'lead' });
  const gone = await member({
    active: false,
    awayFrom: inHours(-48),
    awayUntil: inHours(-24),
    substituteId: former.id,
  });
  expect(await inPlaceOf(gone.id)).toBe(lead.id);
  const roster = await loadRoster(test.db.read, { workspaceId });
  expect(presentInChain({ staffId: gone.id, roster, now })).toBeNull();
});

it('ends within itself when somebody stands in for themselves', async () => {
  const a = await member(away);
  await substitute(a, a.id);
  expect(await inPlaceOf(a.id)).toBeNull();
});
