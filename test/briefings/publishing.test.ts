import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changeSchedule, setScheduleState } from '../../src/briefings/change-schedule.js';
import { nextRounds } from '../../src/briefings/go-round.js';
import { readBriefing } from '../../src/briefings/read-briefing.js';
import type { Reader, Workspace } from '../../src/db/types.js';
import { recordAbsence } from '../../src/people/record-absence.js';
import { makeWorkspace } from '../support/factories.js';
import { codeOf, type PublishingCompany, publishingCompany } from './company.js';

async function nextRound(
  reader: Reader,
  { workspace, after }: { workspace: Workspace; after: Date },
): Promise<Date | null> {
  return (await nextRounds(reader, { workspaces: [workspace], after })).get(workspace.id) ?? null;
}

describe('briefings', () => {
  let company: PublishingCompany;
  beforeEach(async () => {
    // Tuesday, 18:00 in Shanghai.
    company = await publishingCompany({ start: new Date('2026-11-24T10:00:00Z') });
  });
  afterEach(() => company.close());

  it('go out at once after downtime, and count as late only when they were written late', async () => {
    const { write, at, issue, cards } = company;
    const scheduleId = await company.schedule();
    await at('2026-11-25T00:10:00Z');
    await write(scheduleId, '2026-11-25');
    // Down from 08:45 to 09:10.
    await at('2026-11-25T01:10:00Z');
    const inTime = await issue(scheduleId, '2026-11-25');
    expect(inTime).toMatchObject({
      state: 'published',
      late: false,
      publishedAt: new Date('2026-11-25T01:10:00Z'),
    });
    expect(await cards(inTime.id)).toBe(2);

    await at('2026-11-26T01:10:00Z');
    await write(scheduleId, '2026-11-26');
    const late = await issue(scheduleId, '2026-11-26');
    expect(late).toMatchObject({ state: 'draft' });
    await company.publishLate(late);
    expect(await issue(scheduleId, '2026-11-26')).toMatchObject({ state: 'published', late: true });
    // Within its minute is in time.
    await at('2026-11-27T00:50:59Z');
    await write(scheduleId, '2026-11-27');
    expect(await issue(scheduleId, '2026-11-27')).toMatchObject({ state: 'published', late: false });
  });

  it('publish nothing on a day that has become a holiday, and do on one that has become a working day', async () => {
    const { at, issue, duty, db, workspaceId } = company;
    const scheduleId = await company.schedule();
    await at('2026-11-24T23:00:00Z');
    const opened = await issue(scheduleId, '2026-11-25');
    expect(await duty(opened.id)).not.toBeNull();
    await company.write(scheduleId, '2026-11-25', { ready: false });
    await db.transaction((tx) =>
      tx.ownHoliday.createMany({
        data: [
          { workspaceId, date: '2026-11-25', kind: 'off' },
          { workspaceId, date: '2026-11-28', kind: 'make-up' },
        ],
      }),
    );
    // Before the first reminder it is noticed: nobody is reminded.
    await at('2026-11-25T00:20:00Z');
    expect(await issue(scheduleId, '2026-11-25')).toMatchObject({ state: 'cancelled' });
    expect(
      await db.read.dutyNotice.count({
        where: { dutyId: (await db.read.duty.findFirst({ where: { subjectId: opened.id } }))?.id ?? '' },
      }),
    ).toBe(0);
    expect(await codeOf(company.write(scheduleId, '2026-11-25', { version: 1 }))).toBe('briefingNoDay');
    await at('2026-11-25T00:50:00Z');
    expect(await company.cards(opened.id)).toBe(0);
    // A Saturday that works.
    await at('2026-11-28T00:00:00Z');
    expect(await duty((await issue(scheduleId, '2026-11-28')).id)).not.toBeNull();
  });

  it('find another writer: the substitute, then the backup author, then the lead', async () => {
    const { at, issue, duty, person, as, services } = company;
    const scheduleId = await company.schedule({
      authorIds: [person('mia').id],
      backupId: person('liwei').id,
    });
    await at('2026-11-24T23:00:00Z');
    const { id } = await issue(scheduleId, '2026-11-25');
    expect((await duty(id))?.ownerId).toBe(person('mia').id);
    const away = (handle: string, substituteId: string | null = null) =>
      recordAbsence(as('peter'), {
        staffId: person(handle).id,
        from: services.clock.now(),
        until: new Date('2026-11-26T10:00:00Z'),
        substituteId,
      });
    // Recorded when the work on it had begun: looked at again before each reminder.
    await away('mia');
    await at('2026-11-25T00:19:00Z');
    expect((await duty(id))?.ownerId).toBe(person('liwei').id);
    await away('liwei');
    await at('2026-11-25T00:39:00Z');
    expect((await duty(id))?.ownerId).toBeNull();
    await at('2026-11-25T00:40:00Z');
    const told = await company.db.read.dutyNotice.findMany({ where: { rung: 'again' } });
    expect(told.map(({ staffId }) => staffId)).toEqual([person('henry').id]);
    // Tomorrow: the substitute comes before the backup author.
    await away('mia', person('henry').id);
    await at('2026-11-25T23:00:00Z');
    expect((await duty((await issue(scheduleId, '2026-11-26')).id))?.ownerId).toBe(person('henry').id);
  });

  it('tell author, backup and lead at the minute, each once, and nothing to the channel', async () => {
    const { at, issue, person, db, cards } = company;
    const scheduleId = await company.schedule({
      authorIds: [person('mia').id],
      backupId: person('liwei').id,
    });
    for (const time of ['00:00', '00:19', '00:20', '00:40', '00:50', '00:51']) {
      await at(`2026-11-25T${time}:00Z`);
    }
    const { id } = await issue(scheduleId, '2026-11-25');
    const notices = await db.read.dutyNotice.findMany({ orderBy: { id: 'asc' } });
    const whom = new Map([...['mia', 'henry']].map((handle) => [person(handle).id, handle]));
    expect(notices.map(({ rung, staffId }) => `${rung} ${whom.get(staffId)}`).sort()).toEqual([
      'again mia',
      'before mia',
      'due mia',
      'lead henry',
    ]);
    const backup = await db.read.outboxOperation.findMany({ where: { template: 'briefing.missing' } });
    expect(backup.map(({ destination }) => destination)).toEqual([`person:${person('liwei').id}`]);
    expect(await cards(id)).toBe(0);
    // Its day over, it is no longer owed nor published.
    await at('2026-11-25T16:00:00Z');
    expect(await issue(scheduleId, '2026-11-25')).toMatchObject({ state: 'missed' });
    expect(await codeOf(company.write(scheduleId, '2026-11-25'))).toBe('briefingOver');
  });

  it('tell the writer when a text written ahead never went out', async () => {
    const { at, write, issue, db, person } = company;
    const scheduleId = await company.schedule();
    await write(scheduleId, '2026-11-25', { by: 'mia' });
    await at('2026-11-26T05:00:00Z');
    expect(await issue(scheduleId, '2026-11-25')).toMatchObject({ state: 'missed' });
    const told = await db.read.outboxOperation.findMany({ where: { template: 'briefing.expired' } });
    expect(told.map(({ destination }) => destination)).toEqual([`person:${person('mia').id}`]);
  });

  it('refuse schedules that contradict each other, naming which', async () => {
    const { schedule, person, as, settings } = company;
    const henry = [person('henry').id];
    const mia = [person('mia').id];
    await schedule({ name: '操盘建议', publishAt: '11:00', authorIds: henry });
    expect(await codeOf(schedule({ name: ' 操盘 建议', publishAt: '15:00', authorIds: mia }))).toBe(
      'briefingNameTaken',
    );
    // Two at 11:00 by different people are no contradiction; by the same person they are.
    expect(await codeOf(schedule({ name: '专栏', publishAt: '11:05', authorIds: henry }))).toBe(
      'briefingAuthorBusy',
    );
    const column = await schedule({ name: '专栏', publishAt: '11:00', authorIds: mia });
    expect(
      await codeOf(schedule({ name: '夜评', publishAt: '11:09', weekdays: '67', authorIds: henry })),
    ).toBe('done');
    const both = { name: '专栏', publishAt: '11:00', authorIds: [...mia, ...henry] };
    const change = (seenVersion: number, by = 'henry', over = {}) =>
      changeSchedule(as(by), {
        existing: { scheduleId: column, seenVersion },
        settings: settings({ ...both, ...over }),
      });
    expect(await codeOf(change(1))).toBe('briefingAuthorBusy');
    expect(await codeOf(change(1, 'henry', { publishAt: '14:00' }))).toBe('done');
    expect(await codeOf(change(1, 'henry', { publishAt: '15:00' }))).toBe('briefingScheduleChanged');
    expect(await codeOf(change(2, 'mia'))).toBe('notAllowed');
    expect(await codeOf(change(2, 'henry', { fields: ['a', 'A'] }))).toBe('briefingFields');
    expect(await codeOf(change(2, 'henry', { backupId: henry[0], authorIds: henry }))).toBe('briefingBackup');
  });

  it('take turns by publication day, over weekends and holidays', async () => {
    const { at, issue, person } = company;
    const scheduleId = await company.schedule();
    const dates = ['2026-11-25', '2026-11-26', '2026-11-27', '2026-11-30'];
    for (const date of dates) await at(`${date}T00:00:00Z`);
    const authors = await Promise.all(dates.map(async (date) => (await issue(scheduleId, date)).authorId));
    const [henry, mia] = [person('henry').id, person('mia').id];
    expect(authors).toEqual([henry, mia, henry, mia]);
  });

  it('keep a time in a night on which the clocks change', async () => {
    const { db, workspaceId } = company;
    await db.transaction((tx) =>
      tx.workspace.update({ where: { id: workspaceId }, data: { timeZone: 'America/New_York' } }),
    );
    await company.schedule({ publishAt: '02:30', weekdays: '7' });
    const rounds = async (after: string) => {
      const found: string[] = [];
      let at: Date | null = new Date(after);
      for (let n = 0; n < 3; n++) {
        at = await nextRound(db.read, { workspace: await company.workspace(), after: at ?? new Date(after) });
        found.push(at?.toISOString() ?? '–');
      }
      return found;
    };
    // 14 March 2027: 02:30 does not exist, so right after the gap, at 03:00 EDT.
    expect(await rounds('2027-03-13T12:00:00Z')).toEqual([
      '2027-03-14T05:00:00.000Z',
      '2027-03-14T07:00:00.000Z',
      '2027-03-15T04:00:00.000Z',
    ]);
    // 7 November 2027: 01:30 comes twice, 02:30 once, at EST.
    expect(await rounds('2027-11-07T05:31:00Z')).toContain('2027-11-07T07:30:00.000Z');
  });

  it('hold what one Slack post holds, and refuse more with a number', async () => {
    const { write, as } = company;
    const scheduleId = await company.schedule();
    await expect(write(scheduleId, '2026-11-25', { text: '<'.repeat(3001) })).rejects.toMatchObject({
      code: 'briefingTooLong',
      params: { length: 4 + 3001 * 4, max: 10_500 },
      field: 'part-0',
    });
    expect(await codeOf(write(scheduleId, '2026-11-25', { text: '金'.repeat(10_000) }))).toBe('done');
    expect(await codeOf(write(scheduleId, '2026-11-25', { text: ' ', version: 1 }))).toBe('briefingEmpty');
    expect(await codeOf(write(scheduleId, '2026-11-25', { by: 'sam', version: 1 }))).toBe('notAllowed');
    expect(await codeOf(write(scheduleId, '2026-11-28', { version: 0 }))).toBe('briefingNoDay');
    expect(await codeOf(setScheduleState(as('mia'), { scheduleId, state: 'paused' }))).toBe('notAllowed');
  });

  it('let one of two writers win, also against the minute itself', async () => {
    const { write, at, issue } = company;
    const scheduleId = await company.schedule();
    const both = await Promise.all([
      write(scheduleId, '2026-11-25', { text: 'A' }),
      write(scheduleId, '2026-11-25', { by: 'mia', text: 'B' }),
    ]);
    expect(both.map(({ outcome }) => outcome).sort()).toEqual(['changed', 'saved']);
    const lost = both.find(({ outcome }) => outcome === 'changed');
    expect(lost).toMatchObject({
      version: 1,
      out: false,
      theirs: [{ text: (await issue(scheduleId, '2026-11-25')).content.includes('"A"') ? 'A' : 'B' }],
    });
    await at('2026-11-25T00:50:00Z');
    // Whoever had it open as a draft learns that it is out, and corrects it knowingly.
    expect(await write(scheduleId, '2026-11-25', { text: 'C', version: 1 })).toMatchObject({
      outcome: 'changed',
      out: true,
    });
    expect(await codeOf(write(scheduleId, '2026-11-25', { text: 'C', version: 1, out: true }))).toBe(
      'briefingCorrectionMissing',
    );
    await write(scheduleId, '2026-11-25', { text: 'C', version: 1, out: true, correction: 'typo' });
    expect(await company.db.read.briefingCorrection.count()).toBe(1);
  });

  it('stop while paused, go on afterwards, and leave the archive when deleted', async () => {
    const { write, at, issue, as, duty } = company;
    const scheduleId = await company.schedule();
    await at('2026-11-25T00:00:00Z');
    const { id } = await issue(scheduleId, '2026-11-25');
    await setScheduleState(as('henry'), { scheduleId, state: 'paused' });
    expect(await duty(id)).toBeNull();
    expect(await codeOf(write(scheduleId, '2026-11-25'))).toBe('briefingScheduleGone');
    await at('2026-11-25T00:30:00Z');
    await setScheduleState(as('henry'), { scheduleId, state: 'active' });
    expect(await duty(id)).not.toBeNull();
    await write(scheduleId, '2026-11-25');
    await at('2026-11-25T00:50:00Z');
    await setScheduleState(as('henry'), { scheduleId, state: 'deleted' });
    expect(await issue(scheduleId, '2026-11-25')).toMatchObject({ state: 'published' });
    expect(
      await nextRound(company.db.read, {
        workspace: await company.workspace(),
        after: new Date('2026-11-25T01:00:00Z'),
      }),
    ).toBeNull();
  });

  it('of several workspaces are foreseen together, each by its own zone, hours and schedules', async () => {
    const { db } = company;
    const shanghai = await company.workspace();
    await company.schedule({ publishAt: '08:50' });
    const idle = await makeWorkspace(db, { timeZone: 'America/New_York' });
    const after = new Date('2026-11-25T00:50:00Z');
    const statements = await company.statements(async () => {
      const next = await nextRounds(db.read, { workspaces: [shanghai, idle], after });
      expect(next.get(shanghai.id)).toEqual(new Date('2026-11-25T16:00:00Z'));
      expect(next.get(idle.id)).toBeNull();
    });
    expect(statements).toBeLessThanOrEqual(4);
  });

  it('take a changed time for what is not out; today’s keeps its own when the new one has passed', async () => {
    const { at, issue, as, settings, db } = company;
    const scheduleId = await company.schedule({ publishAt: '11:00' });
    await at('2026-11-25T01:00:00Z');
    const change = (seenVersion: number, publishAt: string) =>
      changeSchedule(as('henry'), {
        existing: { scheduleId, seenVersion },
        settings: settings({ publishAt }),
      });
    await change(1, '10:00');
    expect((await issue(scheduleId, '2026-11-25')).publishAt).toEqual(new Date('2026-11-25T02:00:00Z'));
    await at('2026-11-25T01:30:00Z');
    await change(2, '08:50');
    expect((await issue(scheduleId, '2026-11-25')).publishAt).toEqual(new Date('2026-11-25T02:00:00Z'));
    const next = await nextRound(db.read, {
      workspace: await company.workspace(),
      after: company.services.clock.now(),
    });
    expect(next).toEqual(new Date('2026-11-25T02:00:00Z'));
  });

  it('count each reader once, and bring the post up to date at most once a minute', async () => {
    const { write, at, issue, as, db } = company;
    const scheduleId = await company.schedule({ channelIds: ['C0TECH'] });
    await write(scheduleId, '2026-11-25');
    await at('2026-11-25T00:50:00Z');
    const briefingId = (await issue(scheduleId, '2026-11-25')).id;
    const card = () => db.read.card.findFirstOrThrow({ where: { subjectId: briefingId } });
    await db.transaction((tx) => tx.card.updateMany({ data: { pending: false, sentVersion: 1, ts: '1.1' } }));
    const first = await card();
    expect(await readBriefing(as('mia'), { briefingId })).toEqual({ already: false });
    expect(await readBriefing(as('mia'), { briefingId })).toEqual({ already: true });
    expect(await card()).toMatchObject({ pending: true, wantedVersion: first.wantedVersion + 1 });
    // Shown; the next ones within the minute wait for its end, together.
    await db.transaction((tx) => tx.card.updateMany({ data: { pending: false, sentVersion: 2 } }));
    const shown = (await card()).nextAt;
    await readBriefing(as('grace'), { briefingId });
    await readBriefing(as('liwei'), { briefingId });
    const waiting = await card();
    expect(waiting).toMatchObject({ pending: true, wantedVersion: 4 });
    expect(waiting.nextAt.getTime() - shown.getTime()).toBeGreaterThan(50_000);
    // A correction does not wait.
    await write(scheduleId, '2026-11-25', { version: 1, out: true, text: '偏强', correction: '方向' });
    expect((await card()).nextAt.getTime()).toBeLessThan(waiting.nextAt.getTime() - 50_000);
  });
});
