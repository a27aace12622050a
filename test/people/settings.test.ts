import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isWorkingDay } from '../../src/calendar/working-time.js';
import { historyOf } from '../../src/db/history.js';
import type { Department } from '../../src/db/types.js';
import { becomeFirstAdministrator } from '../../src/people/become-administrator.js';
import { addDepartment, changeDepartment } from '../../src/people/change-department.js';
import { changeStaff } from '../../src/people/change-staff.js';
import {
  changeWorkspace,
  formatHolidays,
  type WorkspaceSettings,
} from '../../src/people/change-workspace.js';
import { ensureWorkspace } from '../../src/people/ensure-workspace.js';
import type { Person } from '../../src/people/person.js';
import { warnCoverage } from '../../src/people/warn-coverage.js';
import { workCalendar } from '../../src/people/work-calendar.js';
import { meetStaff } from '../../src/slack/meet-staff.js';
import { type TestDatabase, testDatabase } from '../support/database.js';
import {
  contextOf,
  makeDepartment,
  makeStaff,
  makeWorkspace,
  reload,
  type TestServices,
  testConfig,
  testServices,
  wednesdayAtTen,
} from '../support/factories.js';

let test: TestDatabase;
let services: TestServices;
let workspaceId: string;
let admin: Person;
let member: Person;
let service: Department;

beforeAll(async () => {
  test = await testDatabase();
  services = testServices({ db: test.db });
});
afterAll(() => test.close());
beforeEach(async () => {
  workspaceId = (await makeWorkspace(test.db, { holidays: 'china' })).id;
  service = await makeDepartment(test.db, { workspaceId, key: 'service' });
  admin = await makeStaff(test.db, { workspaceId, admin: true });
  member = await makeStaff(test.db, { workspaceId, departmentId: service.id });
});

const as = (staff: Person) => contextOf(services, { workspaceId, staff });
const workspace = () => test.db.read.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
const change = (data: Partial<WorkspaceSettings>, by = admin) =>
  changeWorkspace(as(by), {
    locale: 'zh-CN',
    timeZone: 'Asia/Shanghai',
    holidays: 'china',
    workingHours: '',
    ...data,
  });

describe('the workspace', () => {
  it('is changed by administrators only, with who, when and what stood before', async () => {
    await expect(change({ locale: 'en' }, member)).rejects.toMatchObject({ code: 'notAllowed' });
    await change({ locale: 'en', timeZone: 'Europe/London', holidays: 'own' });
    expect(await workspace()).toMatchObject({ locale: 'en', timeZone: 'Europe/London', holidays: 'own' });
    const lines = await historyOf(test.db.read, {
      workspaceId,
      subject: { type: 'workspace', id: workspaceId },
      limit: 5,
    });
    expect(lines).toMatchObject([
      {
        event: 'workspace.changed',
        actorId: admin.id,
        at: wednesdayAtTen,
        before: { locale: 'zh-CN', timeZone: 'Asia/Shanghai', holidays: 'china' },
        after: { locale: 'en', timeZone: 'Europe/London', holidays: 'own' },
      },
    ]);
  });

  it.each(['nonsense', '12:00-09:00', 'Mon 25:00-26:00', 'Mon-Fri 09:00-12:00 11:00-13:00', 'Mon-Fri'])(
    'refuses working hours like %s and changes nothing',
    async (workingHours) => {
      const before = await workspace();
      await expect(change({ locale: 'en', workingHours })).rejects.toMatchObject({
        code: 'setupWorkingHours',
        field: 'workingHours',
      });
      expect(await workspace()).toEqual(before);
    },
  );

  it('keeps the working hours when the line is empty', async () => {
    const before = await workspace();
    await change({ workingHours: '  ' });
    expect((await workspace()).workingHours).toBe(before.workingHours);
  });

  it.each(['Mars/Olympus', '', '北京'])('refuses the time zone %s', async (timeZone) => {
    await expect(change({ timeZone })).rejects.toMatchObject({ code: 'setupTimeZone', field: 'timeZone' });
  });

  it('reads own days in both languages, adds them to China’s, and gives them back as lines', async () => {
    const typed = '2026-11-26 off Founding day\n２０２６－１１－２８　班\n2026年11月30日 休 盘点\n2026/12/1';
    await change({ ownHolidays: typed });
    const days = await test.db.read.ownHoliday.findMany({ where: { workspaceId }, orderBy: { date: 'asc' } });
    expect(formatHolidays(days)).toBe(
      '2026-11-26 off Founding day\n2026-11-28 work\n2026-11-30 off 盘点\n2026-12-01 off',
    );
    const calendar = await workCalendar(test.db.read, { workspaceId, departmentId: null });
    const working = (day: string) => isWorkingDay(calendar, day);
    expect(working('2026-11-26')).toBe(false);
    expect(working('2026-11-28')).toBe(true);
    // National Day, from the library.
    expect(working('2026-10-01')).toBe(false);
    expect(working('2026-11-27')).toBe(true);
    await change({ ownHolidays: formatHolidays(days) });
    expect(await test.db.read.ownHoliday.count({ where: { workspaceId } })).toBe(4);
    await change({ ownHolidays: '' });
    expect(await test.db.read.ownHoliday.count({ where: { workspaceId } })).toBe(0);
  });

  it.each(['tomorrow off', '2026-02-29 off', '2026-13-01', '2026-11-261 off'])(
    'refuses the line %s and keeps the list',
    async (line) => {
      await change({ ownHolidays: '2026-11-26 off' });
      await expect(change({ ownHolidays: `2026-11-27 off\n${line}` })).rejects.toMatchObject({
        code: 'setupHolidayLine',
        params: { line },
      });
      const days = await test.db.read.ownHoliday.findMany({ where: { workspaceId } });
      expect(days.map(({ date }) => date)).toEqual(['2026-11-26']);
    },
  );

  it('is made once with its five departments, however many start at once', async () => {
    const made = await Promise.all(
      Array.from({ length: 5 }, () =>
        ensureWorkspace({ db: test.db, now: wednesdayAtTen }, { teamId: 'TONCE', name: 'Once' }),
      ),
    );
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    const keys = await test.db.read.department.findMany({ where: { workspaceId: made[0]?.id ?? '' } });
    expect(keys).toHaveLength(5);
  });
});

it('meets a person once, however many requests come first', async () => {
  const profile = { name: 'New', locale: 'en-GB', timeZone: 'Europe/London' };
  const met = await Promise.all(
    Array.from({ length: 5 }, () => meetStaff({ services, workspaceId, slackUserId: 'UNEW', profile })),
  );
  expect(new Set(met.map(({ id }) => id)).size).toBe(1);
  expect(met[0]).toMatchObject({ name: 'New', departmentId: null, admin: false });
});

describe('the first administrator', () => {
  let fresh: string;
  let first: Person;
  beforeEach(async () => {
    fresh = (await makeWorkspace(test.db)).id;
    first = await makeStaff(test.db, { workspaceId: fresh });
  });
  const become = (staff: Person, slackAdmin: boolean, config = testConfig) =>
    becomeFirstAdministrator(
      { ...contextOf(services, { workspaceId: fresh, staff }), services: { ...services, config } },
      { slackAdmin },
    );
  const installedBy = (installedBySlackId: string) =>
    test.db.transaction((tx) =>
      tx.installation.create({
        data: {
          workspaceId: fresh,
          botUserId: 'UBOT',
          botTokenSealed: '',
          installedBySlackId,
          installedAt: wednesdayAtTen,
        },
      }),
    );

  it('is a Slack admin or owner, nobody else', async () => {
    await expect(become(first, false)).rejects.toMatchObject({
      code: 'setupNoAdministrator',
      params: { named: null },
    });
    expect(await become(first, true)).toEqual({ administrator: true });
    expect((await reload(test.db, first)).admin).toBe(true);
    const [line] = await historyOf(test.db.read, {
      workspaceId: fresh,
      subject: { type: 'staff', id: first.id },
      limit: 1,
    });
    expect(line).toMatchObject({ event: 'staff.administrator', actorId: first.id });
  });

  it('is not made a second time', async () => {
    await become(first, true);
    const second = await makeStaff(test.db, { workspaceId: fresh });
    expect(await become(second, true)).toEqual({ administrator: false });
    expect((await reload(test.db, second)).admin).toBe(false);
  });

  it('is the installer, or whom BATON_ADMIN names, even without Slack’s rights', async () => {
    const other = await makeStaff(test.db, { workspaceId: fresh });
    await installedBy(first.slackUserId);
    await expect(become(other, true)).rejects.toMatchObject({ params: { named: first.slackUserId } });
    const config = { ...testConfig, admin: other.slackUserId };
    await expect(become(first, true, config)).rejects.toMatchObject({ params: { named: other.slackUserId } });
    expect(await become(other, false, config)).toEqual({ administrator: true });
  });

  it('gives the workspace their language and zone, until somebody sets them', async () => {
    const theirs = { locale: 'en-GB', timeZone: 'Europe/London' };
    const london = await makeStaff(test.db, { workspaceId: fresh, ...theirs });
    await become(london, true);
    const current = () => test.db.read.workspace.findUniqueOrThrow({ where: { id: fresh } });
    expect(await current()).toMatchObject({ locale: 'en', timeZone: 'Europe/London' });

    const staff = await reload(test.db, london);
    await changeWorkspace(contextOf(services, { workspaceId: fresh, staff }), {
      locale: 'zh-CN',
      timeZone: 'Asia/Shanghai',
      holidays: 'china',
      workingHours: '',
    });
    await test.db.transaction((tx) =>
      tx.staff.updateMany({ where: { id: london.id }, data: { active: false } }),
    );
    const next = await makeStaff(test.db, { workspaceId: fresh, ...theirs });
    await become(next, true);
    expect(await current()).toMatchObject({ locale: 'zh-CN', timeZone: 'Asia/Shanghai' });
  });

  it('is not waited for when the installer is gone', async () => {
    const gone = await makeStaff(test.db, { workspaceId: fresh, active: false });
    await installedBy(gone.slackUserId);
    expect(await become(first, true)).toEqual({ administrator: true });
  });
});

describe('departments and people', () => {
  const params = { name: '', channelId: null, leadId: null, memberIds: [], workingHours: '' };

  it('have names of their own, in every language', async () => {
    const { departmentId } = await addDepartment(as(admin), { name: ' 大客户部 ' });
    for (const name of ['大客户部', 'Service', '客服部', 'ＳＥＲＶＩＣＥ', '  ']) {
      await expect(addDepartment(as(admin), { name })).rejects.toMatchObject({ code: 'setupDepartmentName' });
    }
    await expect(addDepartment(as(member), { name: 'x' })).rejects.toMatchObject({ code: 'notAllowed' });
    const rename = (id: string, name: string) =>
      changeDepartment(as(admin), { ...params, departmentId: id, name });
    await expect(rename(service.id, '大客户部')).rejects.toMatchObject({ code: 'setupDepartmentName' });
    await expect(rename(departmentId, '')).rejects.toMatchObject({ code: 'setupDepartmentName' });
    await rename(service.id, 'Care');
    await rename(departmentId, 'Service');
  });

  it('are changed by administrators and their lead, within one workspace', async () => {
    const foreign = await makeDepartment(test.db, {
      workspaceId: (await makeWorkspace(test.db)).id,
      key: 'service',
    });
    await expect(changeDepartment(as(admin), { ...params, departmentId: foreign.id })).rejects.toMatchObject({
      code: 'formStale',
    });
    await expect(changeDepartment(as(member), { ...params, departmentId: service.id })).rejects.toMatchObject(
      {
        code: 'notAllowed',
      },
    );
    const gone = await makeStaff(test.db, { workspaceId, active: false });
    await expect(
      changeDepartment(as(admin), { ...params, departmentId: service.id, leadId: gone.id }),
    ).rejects.toMatchObject({ code: 'setupLeadInactive', field: 'lead' });
  });

  it('keep their own working hours until they are emptied', async () => {
    const hours = 'Mon-Sat 10:00-19:00';
    await changeDepartment(as(admin), { ...params, departmentId: service.id, workingHours: hours });
    const calendar = await workCalendar(test.db.read, { workspaceId, departmentId: service.id });
    expect(isWorkingDay(calendar, '2026-11-28')).toBe(true);
    await changeDepartment(as(admin), { ...params, departmentId: service.id });
    expect(
      (await test.db.read.department.findUniqueOrThrow({ where: { id: service.id } })).workingHours,
    ).toBe(null);
  });

  it('keep one administrator, and give rights only to administrators to give', async () => {
    const staff = { staffId: admin.id, role: 'member', weight: 100, admin: false } as const;
    await expect(changeStaff(as(admin), staff)).rejects.toMatchObject({ code: 'setupLastAdministrator' });
    const lead = await makeStaff(test.db, { workspaceId, departmentId: service.id, role: 'lead' });
    const theirs = { staffId: member.id, role: 'member', weight: 50, admin: false } as const;
    await changeStaff(as(lead), theirs);
    expect((await reload(test.db, member)).weight).toBe(50);
    await expect(changeStaff(as(lead), { ...theirs, admin: true })).rejects.toMatchObject({
      code: 'notAllowed',
    });
    await changeStaff(as(admin), { ...theirs, admin: true });
    // Two administrators who take each other's rights at once: one stays.
    const second = await reload(test.db, member);
    const both = await Promise.allSettled([
      changeStaff(as(second), staff),
      changeStaff(as(admin), { ...theirs, admin: false }),
    ]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await test.db.read.staff.count({ where: { workspaceId, admin: true } })).toBe(1);
  });

  it.each([-1, 1001, 1.5, Number.NaN])('refuse the weight %s', async (weight) => {
    await expect(
      changeStaff(as(admin), { staffId: member.id, role: 'member', weight, admin: false }),
    ).rejects.toMatchObject({ code: 'setupWeight', field: 'weight' });
  });

  it('name the first lead, and nobody once that lead steps back', async () => {
    const leadId = async () =>
      (await test.db.read.department.findUniqueOrThrow({ where: { id: service.id } })).leadId;
    await changeStaff(as(admin), { staffId: member.id, role: 'lead', weight: 100, admin: false });
    expect(await leadId()).toBe(member.id);
    await changeStaff(as(admin), { staffId: member.id, role: 'member', weight: 100, admin: false });
    expect(await leadId()).toBeNull();
  });
});

describe('holidays that run out', () => {
  const warn = (now: string) =>
    warnCoverage({ services, workspaceId, now: new Date(now), actor: { type: 'system' } });
  const told = () =>
    test.db.read.outboxOperation.count({ where: { workspaceId, template: 'people.calendar-coverage' } });

  it('are told to administrators once a covered year, and not before it is near', async () => {
    expect(await warn('2026-10-20T01:00:00Z')).toEqual({ told: 0 });
    await warn('2026-11-23T01:00:00Z');
    await warn('2026-11-24T01:00:00Z');
    expect(await told()).toBe(1);
    await change({ ownHolidays: '2027-10-01 off' });
    expect(await warn('2026-12-30T01:00:00Z')).toEqual({ told: 0 });
    await warn('2027-11-23T01:00:00Z');
    expect(await told()).toBe(2);
  });

  it('are nobody’s worry where no holidays are kept', async () => {
    await change({ holidays: 'none' });
    expect(await warn('2026-12-30T01:00:00Z')).toEqual({ told: 0 });
  });
});
