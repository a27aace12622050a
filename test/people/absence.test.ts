import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { historyOf } from '../../src/db/history.js';
import type { Department } from '../../src/db/types.js';
import type { Person } from '../../src/people/person.js';
import { recordAbsence } from '../../src/people/record-absence.js';
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

let test: TestDatabase;
let services: TestServices;
let workspaceId: string;
let service: Department;
let a: Person;
let b: Person;
let c: Person;

const day = (date: string) => new Date(`2026-${date}T00:00:00+08:00`);

beforeAll(async () => {
  test = await testDatabase();
  services = testServices({ db: test.db });
});
afterAll(() => test.close());
beforeEach(async () => {
  workspaceId = (await makeWorkspace(test.db)).id;
  service = await makeDepartment(test.db, { workspaceId, key: 'service' });
  const member = () => makeStaff(test.db, { workspaceId, departmentId: service.id });
  [a, b, c] = [await member(), await member(), await member()];
});

const as = (staff: Person) => contextOf(services, { workspaceId, staff });
const away = (who: Person, substitute: Person | null, [from, until]: [string, string | null], by = who) =>
  recordAbsence(as(by), {
    staffId: who.id,
    from: day(from),
    until: until ? day(until) : null,
    substituteId: substitute?.id ?? null,
  });

it('keeps an absence with what stood before, and tells the substitute', async () => {
  await away(a, b, ['11-26', '12-01']);
  expect(await reload(test.db, a)).toMatchObject({
    awayFrom: day('11-26'),
    awayUntil: day('12-01'),
    substituteId: b.id,
  });
  const [line] = await historyOf(test.db.read, {
    workspaceId,
    subject: { type: 'staff', id: a.id },
    limit: 1,
  });
  expect(line).toMatchObject({
    event: 'staff.away',
    actorId: a.id,
    before: { awayFrom: null, substituteId: null },
    after: { substituteId: b.id },
  });
  const operations = await test.db.read.outboxOperation.findMany({ where: { workspaceId } });
  expect(operations.map(({ destination, template }) => [destination, template])).toEqual([
    [`person:${b.id}`, 'people.standing-in'],
  ]);
});

it('refuses an absence that ends before it starts, lies in the past, or has an impossible substitute', async () => {
  const refused = (code: string, field: string) => expect.objectContaining({ code, field });
  await expect(away(a, null, ['11-28', '11-28'])).rejects.toEqual(refused('absenceOrder', 'until'));
  await expect(away(a, null, ['11-20', '11-24'])).rejects.toEqual(refused('absenceOrder', 'until'));
  await expect(away(a, a, ['11-26', null])).rejects.toEqual(refused('absenceSelf', 'substitute'));
  const gone = await makeStaff(test.db, { workspaceId, departmentId: service.id, active: false });
  await expect(away(a, gone, ['11-26', null])).rejects.toEqual(refused('absenceInactive', 'substitute'));
  const stranger = await makeStaff(test.db, { workspaceId });
  await expect(away(a, stranger, ['11-26', null])).rejects.toEqual(refused('absenceStranger', 'substitute'));
  const elsewhere = await makeStaff(test.db, { workspaceId: (await makeWorkspace(test.db)).id });
  await expect(away(a, elsewhere, ['11-26', null])).rejects.toEqual(refused('absenceInactive', 'substitute'));
});

it('refuses a cycle of people who are away at the same time, however long', async () => {
  await away(a, b, ['11-26', '12-01']);
  await away(b, c, ['11-27', null]);
  await expect(away(c, a, ['11-30', '12-10'])).rejects.toMatchObject({ code: 'absenceCycle' });
  expect(await reload(test.db, c)).toMatchObject({ awayFrom: null });
});

it('takes a substitute whom one stood in for at another time', async () => {
  await away(a, b, ['11-26', '12-01']);
  await away(b, a, ['12-01', '12-05']);
  expect(await reload(test.db, b)).toMatchObject({ substituteId: a.id });
});

it('is for oneself, or who leads or administers; and clears with everything', async () => {
  await expect(away(a, null, ['11-26', null], b)).rejects.toMatchObject({ code: 'notAllowed' });
  const lead = await makeStaff(test.db, { workspaceId, departmentId: service.id, role: 'lead' });
  await away(a, b, ['11-26', null], await reload(test.db, lead));
  await recordAbsence(as(a), { staffId: a.id, from: null, until: null, substituteId: null });
  expect(await reload(test.db, a)).toMatchObject({ awayFrom: null, awayUntil: null, substituteId: null });
});
