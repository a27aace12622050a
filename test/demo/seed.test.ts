import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Workspace } from '../../src/db/types.js';
import { fillArchive } from '../../src/demo/fill-archive.js';
import { nextOpening } from '../../src/demo/opening-time.js';
import { planBriefings } from '../../src/demo/plan-briefings.js';
import { setUpCompany } from '../../src/demo/set-up-company.js';
import { demoTexts } from '../../src/demo/texts/demo-texts.js';
import { features } from '../../src/features.js';
import { ensureWorkspace } from '../../src/people/ensure-workspace.js';
import { type TestDatabase, testDatabase } from '../support/database.js';
import { type TestServices, testServices } from '../support/factories.js';

describe('the demo company', () => {
  let database: TestDatabase;
  let services: TestServices;
  let workspace: Workspace;
  const opening = nextOpening({ now: new Date('2026-11-23T06:00:00Z'), timeZone: 'Asia/Shanghai' });

  beforeAll(async () => {
    database = await testDatabase();
    services = testServices({ db: database.db, features, start: opening });
    workspace = await ensureWorkspace({ db: database.db, now: opening }, { teamId: 'T0DEMO', name: 'Demo' });
    const people = await setUpCompany(services, { workspaceId: workspace.id });
    const texts = demoTexts('zh-CN');
    await fillArchive(services, { workspaceId: workspace.id, people, texts });
    await planBriefings(services, { workspaceId: workspace.id, people, texts });
  });
  afterAll(() => database.close());

  it('opens at 08:20 of a working day, with forty customers in all stages', async () => {
    expect(opening.toISOString()).toBe('2026-11-24T00:20:00.000Z');
    const stages = await database.db.read.customer.groupBy({ by: ['stage'], _count: { _all: true } });
    expect(stages.map(({ stage }) => stage).sort()).toEqual(
      ['activated', 'closed', 'invited', 'lead', 'opened', 'vip', 'visited'].sort(),
    );
    expect(stages.reduce((sum, { _count }) => sum + _count._all, 0)).toBe(40);
  });

  it('leaves no customer without an owner', async () => {
    const none = await database.db.read.customer.count({
      where: { accountManagerId: null, serviceSpecialistId: null, technicalGuideId: null },
    });
    expect(none).toBe(0);
  });

  it('has complaints in several states, numbered without gaps, and a handoff that waits', async () => {
    const complaints = await database.db.read.complaint.findMany({ orderBy: { sequence: 'asc' } });
    expect(complaints.map(({ number, state }) => [number, state])).toEqual([
      ['C-2026-0001', 'closed'],
      ['C-2026-0002', 'closed'],
      ['C-2026-0003', 'declined'],
      ['C-2026-0004', 'approving'],
      ['C-2026-0005', 'investigating'],
      ['C-2026-0006', 'judged'],
      ['C-2026-0007', 'registered'],
    ]);
    expect(await database.db.read.handoff.count({ where: { state: 'offered' } })).toBe(1);
  });

  it('published yesterday’s briefing, and somebody owes today’s', async () => {
    const issues = await database.db.read.briefing.findMany({ orderBy: { date: 'asc' } });
    expect(issues.map(({ date, state, late }) => [date, state, late])).toEqual([
      ['2026-11-23', 'published', false],
      ['2026-11-24', 'draft', false],
    ]);
    const duty = await database.db.read.duty.findFirstOrThrow({
      where: { kind: 'briefing.write', state: 'open' },
    });
    expect(duty).toMatchObject({ subjectId: issues[1]?.id, dueAt: new Date('2026-11-24T00:50:00Z') });
  });

  it('owes nothing yet that should have been reminded of before the page opened', async () => {
    const late = await database.db.read.duty.findMany({ where: { state: 'open', dueAt: { lt: opening } } });
    expect(late.map(({ kind }) => kind)).toEqual([]);
  });
});
