import { describe, expect, it, vi } from 'vitest';
import { closeDuties } from '../../src/duties/close-duties.js';
import { nextSteps } from '../../src/duties/ladder.js';
import { openDuty } from '../../src/duties/open-duty.js';
import { sweepDuties } from '../../src/duties/sweep.js';
import { postgresServer } from '../support/database.js';
import { testServices } from '../support/factories.js';
import { at, company, featureOf, kindWith, useDatabase, usualRungs } from './company.js';

const database = useDatabase();
const plain = [featureOf(kindWith(usualRungs))];
const services = ({ start = at('2026-11-25 10:00'), features = plain } = {}) =>
  testServices({ db: database.current.db, features, start });

/** Moves the clock there and sweeps, as a heartbeat does. */
async function sweepAt(running: ReturnType<typeof services>, instant: Date) {
  if (instant > running.clock.now()) running.clock.set(instant);
  return sweepDuties(running, instant);
}

describe('the ladder', () => {
  it('fires each rung once at its time and tells owner, lead, management in turn', async () => {
    const running = services();
    const { open, told } = await company(running);
    const { id } = await open({
      before: at('2026-11-25 10:30'),
      due: at('2026-11-25 11:00'),
      lead: at('2026-11-25 14:00'),
      management: at('2026-11-25 16:00'),
    });
    await sweepAt(running, at('2026-11-25 10:29'));
    expect(await told(id)).toEqual([]);
    await sweepAt(running, at('2026-11-25 10:30'));
    await sweepAt(running, at('2026-11-25 10:31'));
    expect(await told(id)).toEqual(['before→Mei']);
    await sweepAt(running, at('2026-11-25 11:00'));
    await sweepAt(running, at('2026-11-25 14:00'));
    expect(await told(id)).toEqual(['before→Mei', 'due→Mei', 'lead→Lead']);
    await sweepAt(running, at('2026-11-25 16:00'));
    await sweepAt(running, at('2026-11-26 10:00'));
    expect(await told(id)).toEqual(['before→Mei', 'due→Mei', 'lead→Lead', 'management→Boss']);
  });

  it('waits for working time over lunch, night, weekend and holiday', async () => {
    const running = services();
    const { open, told, duty, workspaceId } = await company(running);
    await database.current.db.transaction(async (tx) => {
      await tx.workspace.update({ where: { id: workspaceId }, data: { holidays: 'own' } });
      await tx.ownHoliday.create({ data: { workspaceId, date: '2026-11-30', kind: 'off' } });
    });
    const { id } = await open({
      before: at('2026-11-25 12:30'),
      due: at('2026-11-25 22:00'),
      lead: at('2026-11-28 10:00'),
    });
    await sweepAt(running, at('2026-11-25 12:30'));
    expect(await told(id)).toEqual([]);
    expect((await duty(id)).nextAt).toEqual(at('2026-11-25 13:30'));
    await sweepAt(running, at('2026-11-25 13:30'));
    expect(await told(id)).toEqual(['before→Mei']);
    await sweepAt(running, at('2026-11-25 22:00'));
    expect((await duty(id)).nextAt).toEqual(at('2026-11-26 09:00'));
    await sweepAt(running, at('2026-11-26 09:00'));
    // Saturday → Monday is a holiday → Tuesday.
    await sweepAt(running, at('2026-11-28 10:00'));
    await sweepAt(running, at('2026-11-30 09:00'));
    expect(await told(id)).toEqual(['before→Mei', 'due→Mei']);
    await sweepAt(running, at('2026-12-01 09:00'));
    expect(await told(id)).toEqual(['before→Mei', 'due→Mei', 'lead→Lead']);
  });

  it('goes by the working time of the owner’s department, not of the workspace', async () => {
    const running = services();
    const { open, told, service } = await company(running);
    const evening = [{ start: '18:00', end: '22:00' }];
    const spans = Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [day, evening]));
    await database.current.db.transaction((tx) =>
      tx.department.update({
        where: { id: service.id },
        data: { workingHours: JSON.stringify({ seasons: [{ from: '01-01', spans }] }) },
      }),
    );
    const { id } = await open({ due: at('2026-11-25 10:30') });
    await sweepAt(running, at('2026-11-25 10:30'));
    expect(await told(id)).toEqual([]);
    await sweepAt(running, at('2026-11-25 18:00'));
    expect(await told(id)).toEqual(['due→Mei']);
  });

  it('fires a rung that falls on closing time then, not the next morning', async () => {
    const running = services();
    const { open, told } = await company(running);
    const { id } = await open({ due: at('2026-11-25 17:00') });
    await sweepAt(running, at('2026-11-25 17:01'));
    expect(await told(id)).toEqual(['due→Mei']);
  });

  it('does not wait with urgent duties', async () => {
    const running = services();
    const { open, told } = await company(running);
    const { id } = await open({ due: at('2026-11-28 23:00') }, { urgent: true });
    await sweepAt(running, at('2026-11-28 23:00'));
    expect(await told(id)).toEqual(['due→Mei']);
  });

  it('fires what was missed during downtime together and queues one reminder', async () => {
    const running = services();
    const { open, told, reminders } = await company(running);
    const { id } = await open({ before: at('2026-11-25 10:30'), due: at('2026-11-25 11:00') });
    await open({ due: at('2026-11-25 11:30') });
    await sweepAt(running, at('2026-11-26 09:30'));
    expect(await told(id)).toEqual(['before→Mei', 'due→Mei']);
    expect(await reminders()).toHaveLength(1);
  });

  it('repeats a repeating rung once a working day, and its missed turns once', async () => {
    const rungs = { ...usualRungs, due: { tells: 'owner', repeats: 'each-working-day' } } as const;
    const running = services({ features: [featureOf(kindWith(rungs))] });
    const { open, told, duty } = await company(running);
    const { id } = await open({ due: at('2026-11-26 10:00'), lead: at('2026-11-27 14:00') });
    for (const hour of ['10:00', '11:00', '15:00']) await sweepAt(running, at(`2026-11-26 ${hour}`));
    expect(await told(id)).toEqual(['due→Mei']);
    expect((await duty(id)).nextAt).toEqual(at('2026-11-27 09:00'));
    for (const hour of ['09:00', '11:00', '14:00', '15:00']) await sweepAt(running, at(`2026-11-27 ${hour}`));
    expect(await told(id)).toEqual(['due→Mei', 'due→Mei', 'lead→Lead']);
    // Saturday and Sunday pass; Baton is down until Wednesday.
    await sweepAt(running, at('2026-11-28 10:00'));
    await sweepAt(running, at('2026-12-02 10:00'));
    await sweepAt(running, at('2026-12-02 11:00'));
    expect(await told(id)).toEqual(['due→Mei', 'due→Mei', 'lead→Lead', 'due→Mei']);
    expect((await duty(id)).nextAt).toEqual(at('2026-12-03 09:00'));
  });

  it('says nothing more about a duty that was closed', async () => {
    const running = services();
    const { open, told, ctx } = await company(running);
    const { id, key } = await open({ before: at('2026-11-25 10:30'), due: at('2026-11-25 11:00') });
    await sweepAt(running, at('2026-11-25 10:30'));
    const closed = await running.db.transaction((tx) => closeDuties(tx, ctx(), { key, outcome: 'done' }));
    expect(closed).toBe(1);
    await sweepAt(running, at('2026-11-25 11:00'));
    expect(await told(id)).toEqual([]);
    const again = await running.db.transaction((tx) => closeDuties(tx, ctx(), { key, outcome: 'done' }));
    expect(again).toBe(0);
  });

  it('does not fire again when the clock is set back', async () => {
    const rungs = { ...usualRungs, due: { tells: 'owner', repeats: 'each-working-day' } } as const;
    const running = services({ features: [featureOf(kindWith(rungs))] });
    const { open, told } = await company(running);
    const { id } = await open({ before: at('2026-11-25 10:30'), due: at('2026-11-25 11:00') });
    await sweepDuties(running, at('2026-11-25 11:00'));
    await sweepDuties(running, at('2026-11-25 10:30'));
    await sweepDuties(running, at('2026-11-25 11:00'));
    expect(await told(id)).toEqual(['before→Mei', 'due→Mei']);
  });
});

describe('whom a rung tells', () => {
  const away = { awayFrom: at('2026-11-20 00:00'), awayUntil: at('2026-12-20 00:00') };

  it('is the substitute of the substitute, then the lead, management, an administrator', async () => {
    const running = services();
    const people = await company(running);
    const { mei, li, lead, boss, admin, change, open, told } = people;
    const expected: string[] = [];
    const fires = async (who: string) => {
      const { id } = await open({ due: running.clock.now() });
      await sweepAt(running, running.clock.now());
      expect(await told(id)).toEqual([`due→${who}`]);
      expected.push(who);
    };
    await fires('Mei');
    await change(mei, { ...away, substituteId: li.id });
    await fires('Li');
    // A cycle ends the chain.
    await change(li, { ...away, substituteId: mei.id });
    await fires('Lead');
    await change(lead, away);
    await fires('Boss');
    await change(boss, away);
    await fires('Admin');
    await change(admin, { active: false });
    const { id } = await open({ due: running.clock.now() });
    await sweepAt(running, running.clock.now());
    expect(await told(id)).toEqual([]);
  });

  it('is management when the lead owes it themselves', async () => {
    const running = services();
    const { lead, open, told } = await company(running);
    const { id } = await open({ lead: at('2026-11-25 10:00') }, { ownerId: lead.id });
    await sweepAt(running, at('2026-11-25 10:00'));
    expect(await told(id)).toEqual(['lead→Boss']);
  });

  it('is the department’s lead while nobody owns it', async () => {
    const running = services();
    const { open, told } = await company(running);
    const { id } = await open({ due: at('2026-11-25 10:00') }, { ownerId: null });
    await sweepAt(running, at('2026-11-25 10:00'));
    expect(await told(id)).toEqual(['due→Lead']);
  });
});

describe('acts', () => {
  it('run in the firing’s transaction: one that throws takes the rung back and is tried again', async () => {
    let broken = true;
    const rungs = {
      ...usualRungs,
      assign: {
        tells: 'lead' as const,
        async act(tx: Parameters<typeof openDuty>[0], { ctx }: { ctx: { workspaceId: string } }) {
          await tx.counter.create({ data: { workspaceId: ctx.workspaceId, name: 'acted', n: 1 } });
          if (broken) throw new Error('The act is broken');
        },
      },
    };
    const logged: unknown[] = [];
    const running = services({ features: [featureOf(kindWith(rungs))] });
    const note = (level: string) => (about: object) => void logged.push({ level, ...about });
    const logging = {
      ...running,
      log: { ...running.log, warn: note('warn'), error: note('error') },
    };
    const { open, told, duty, workspaceId, reminders } = await company(running);
    const acted = () => running.db.read.counter.count({ where: { workspaceId, name: 'acted' } });
    const failing = await open({ due: at('2026-11-25 10:00'), assign: at('2026-11-25 10:05') });
    const other = await open({ due: at('2026-11-25 10:06') });

    const now = at('2026-11-25 10:10');
    const sweep = (instant: Date) => sweepDuties(logging as typeof running, instant);
    await sweep(now);
    // The earlier rung and the other duty are not held up.
    expect(await told(failing.id)).toEqual(['due→Mei']);
    expect(await told(other.id)).toEqual(['due→Mei']);
    expect(await acted()).toBe(0);
    const reference = expect.stringMatching(/^[0-9a-f]{8}$/);
    expect(logged).toEqual([
      expect.objectContaining({ level: 'warn', reference, dutyId: failing.id, tries: 1 }),
    ]);
    expect((await duty(failing.id)).nextAt).toEqual(at('2026-11-25 10:11'));
    await sweep(now);
    expect(logged).toHaveLength(1);
    await sweep(at('2026-11-25 10:11'));
    expect((await duty(failing.id)).nextAt).toEqual(at('2026-11-25 10:13'));
    // What does not pass by itself is for somebody to look at.
    await sweep(at('2026-11-25 10:13'));
    expect(logged.slice(1)).toEqual([
      expect.objectContaining({ level: 'warn', tries: 2 }),
      expect.objectContaining({ level: 'error', reference, dutyId: failing.id, tries: 3 }),
    ]);

    broken = false;
    await sweep(at('2026-11-25 10:17'));
    expect(await told(failing.id)).toEqual(['due→Mei', 'assign→Lead']);
    expect(await acted()).toBe(1);
    expect((await duty(failing.id)).nextAt).toBeNull();
    expect((await reminders()).map(({ destination }) => destination)).toHaveLength(3);
  });

  it('may close the duty they belong to', async () => {
    const rungs = {
      assign: {
        tells: 'lead' as const,
        async act(
          tx: Parameters<typeof openDuty>[0],
          { ctx, duty }: { ctx: Parameters<typeof openDuty>[1]; duty: { key: string } },
        ) {
          await closeDuties(tx, ctx, { key: duty.key, outcome: 'done' });
        },
      },
    };
    const running = services({ features: [featureOf(kindWith(rungs))] });
    const { open, told, duty } = await company(running);
    const { id } = await open({ assign: at('2026-11-25 10:00'), management: at('2026-11-25 10:01') });
    await sweepAt(running, at('2026-11-25 10:30'));
    expect(await duty(id)).toMatchObject({ state: 'done', nextAt: null });
    expect(await told(id)).toEqual([]);
  });

  it('a kind that no feature hands in is postponed and logged, and holds up nobody', async () => {
    const running = services();
    const { open, told, duty } = await company(running);
    const strange = await open({ due: at('2026-11-25 10:00') }, { kind: 'test.gone' });
    const usual = await open({ due: at('2026-11-25 10:00') });
    await sweepAt(running, at('2026-11-25 10:00'));
    expect(await told(usual.id)).toEqual(['due→Mei']);
    expect((await duty(strange.id)).nextAt).toEqual(at('2026-11-25 10:01'));
  });
});

describe('two sweeps at once', () => {
  it('fire each rung once', async () => {
    let acts = 0;
    const rungs = { ...usualRungs, lead: { tells: 'lead' as const, act: async () => void acts++ } };
    const running = services({ features: [featureOf(kindWith(rungs))] });
    const { open, told } = await company(running);
    for (let n = 0; n < 12; n++) await open({ due: at('2026-11-25 10:00') });
    for (let n = 0; n < 8; n++) await open({ lead: at('2026-11-25 10:00') });
    const now = at('2026-11-25 10:00');
    const swept = await Promise.all([1, 2, 3].map(() => sweepDuties(running, now)));
    expect(swept.reduce((sum, { fired }) => sum + fired, 0)).toBe(20);
    expect((await told()).sort()).toEqual([...Array(12).fill('due→Mei'), ...Array(8).fill('lead→Lead')]);
    expect(acts).toBe(8);
  });
});

describe('opening', () => {
  it('twice is one duty; a closed one is opened anew with its own ladder', async () => {
    const running = services();
    const { open, ctx, told, workspaceId } = await company(running);
    const key = 'again';
    const first = await open({ due: at('2026-11-25 10:00') }, { key });
    const second = await open({ due: at('2026-11-25 11:00') }, { key });
    expect(second).toEqual(first);
    await sweepAt(running, at('2026-11-25 10:00'));
    await running.db.transaction((tx) => closeDuties(tx, ctx(), { key, outcome: 'done' }));
    const third = await open({ due: at('2026-11-25 11:00') }, { key });
    expect(third.id).not.toBe(first.id);
    await sweepAt(running, at('2026-11-25 11:00'));
    expect(await told(third.id)).toEqual(['due→Mei']);
    const all = await running.db.read.duty.findMany({ where: { workspaceId }, orderBy: { id: 'asc' } });
    expect(all.map(({ state }) => state)).toEqual(['done', 'open']);
  });

  it('refuses a ladder that names a rung twice', async () => {
    const running = services();
    const { ctx } = await company(running);
    const ladder = ['2026-11-25 10:00', '2026-11-25 11:00'].map((time) => ({ rung: 'due', at: at(time) }));
    const duty = { kind: 'test.thing', key: 'twice', subject: { type: 'thing', id: 'x' } };
    const opening = running.db.transaction((tx) =>
      openDuty(tx, ctx(), { ...duty, dueAt: at('2026-11-25 10:00'), ladder }),
    );
    await expect(opening).rejects.toThrow('names a rung twice');
  });
});

describe('the cost', () => {
  const statements: string[] = [];
  const counted = useDatabase({ onQuery: (sql) => void statements.push(sql) });
  const writes = () => statements.filter((sql) => !/^(-- Implicit|BEGIN|COMMIT|ROLLBACK)/i.test(sql)).length;

  it('of opening is one statement', async () => {
    const running = testServices({ db: counted.current.db, features: plain });
    const { ctx } = await company(running);
    statements.length = 0;
    await running.db.transaction((tx) =>
      openDuty(tx, ctx(), {
        kind: 'test.thing',
        key: 'one',
        subject: { type: 'thing', id: 'x' },
        dueAt: at('2026-11-25 10:00'),
        ladder: [{ rung: 'due', at: at('2026-11-25 10:00') }],
      }),
    );
    expect(writes()).toBe(1);
  });

  it('of a sweep grows by the claim only, and not with what is not due', async () => {
    const running = testServices({ db: counted.current.db, features: plain });
    const { open, told } = await company(running);
    const statementsOfSweep = async (due: number, later: number) => {
      for (let n = 0; n < due; n++) await open({ due: running.clock.now() });
      for (let n = 0; n < later; n++) await open({ due: at('2027-01-05 10:00') });
      statements.length = 0;
      await sweepDuties(running, running.clock.now());
      return writes();
    };
    const ofOne = await statementsOfSweep(1, 0);
    expect(await statementsOfSweep(1, 30)).toBe(ofOne);
    expect(await statementsOfSweep(21, 30)).toBe(ofOne + 20);
    expect(await told()).toHaveLength(23);
  });
});

describe('what happens next', () => {
  it('names the rungs to come, the waiting one with the instant it waits for', async () => {
    const running = services();
    const { open, duty } = await company(running);
    const opened = await open({
      before: at('2026-11-25 12:30'),
      lead: at('2026-11-25 14:00'),
      management: at('2026-11-26 10:00'),
    });
    expect(nextSteps(opened, at('2026-11-25 10:00'))).toEqual([
      { rung: 'before', at: at('2026-11-25 12:30') },
      { rung: 'lead', at: at('2026-11-25 14:00') },
      { rung: 'management', at: at('2026-11-26 10:00') },
    ]);
    await sweepAt(running, at('2026-11-25 12:31'));
    expect(nextSteps(await duty(opened.id), at('2026-11-25 12:31'))[0]).toEqual({
      rung: 'before',
      at: at('2026-11-25 13:30'),
    });
    await sweepAt(running, at('2026-11-25 14:00'));
    const { length } = nextSteps(await duty(opened.id), at('2026-11-25 14:00'));
    expect(length).toBe(1);
    expect(nextSteps({ ...opened, state: 'done' }, at('2026-11-25 10:00'))).toEqual([]);
  });
});

describe('a person who acts while a rung fires', () => {
  // SQLite has one writer at a time: there is no lock to wait for.
  it.runIf(postgresServer)('goes first: the firing gives way and is tried again', async () => {
    const other = { current: '' };
    const act = async (tx: Parameters<typeof openDuty>[0]) => {
      await tx.staff.update({ where: { id: other.current }, data: { weight: { increment: 1 } } });
    };
    const running = services({ features: [featureOf(kindWith({ assign: { tells: 'lead', act } }))] });
    const { open, ctx, mei, duty, told } = await company(running);
    other.current = mei.id;
    const { id, key } = await open({ assign: at('2026-11-25 10:00') });
    const [locked, mayGoOn] = [signal(), signal()];
    // Like accepting a handoff at the moment at which it rolls on: first the record, then its duties.
    const person = running.db.transaction(async (tx) => {
      await tx.staff.update({ where: { id: mei.id }, data: { name: 'Mei' } });
      locked.give();
      await mayGoOn.given;
      await closeDuties(tx, ctx(), { key, outcome: 'done' });
    });
    await locked.given;
    const firing = sweepDuties(running, at('2026-11-25 10:00'));
    await vi.waitUntil(async () => {
      const waiting = await running.db.read.$queryRaw<unknown[]>`
        SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
      return waiting.length > 0;
    });
    mayGoOn.give();
    await person;
    await firing;
    expect(await duty(id)).toMatchObject({ state: 'done', nextAt: null });
    expect(await told(id)).toEqual([]);
  });
});

function signal() {
  let give = () => {};
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give };
}
