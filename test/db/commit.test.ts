import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../src/context.js';
import { commit } from '../../src/db/commit.js';
import { nextNumber } from '../../src/db/counter.js';
import { historyOf, record } from '../../src/db/history.js';
import type { Tx } from '../../src/db/types.js';
import { type TestDatabase, testDatabase } from '../support/database.js';
import { type TestServices, testServices, wednesdayAtTen } from '../support/factories.js';

const statements: string[] = [];
let test: TestDatabase;
let services: TestServices;
beforeAll(async () => {
  test = await testDatabase({ onQuery: (sql) => statements.push(sql) });
  services = testServices({ db: test.db });
});
afterAll(() => test.close());

function ctx(repeatKey?: string, workspaceId = 'w'): Context {
  const request = { services, workspaceId, actor: { type: 'system' as const }, now: wednesdayAtTen };
  return repeatKey === undefined ? request : { ...request, repeatKey };
}
const count = (tx: Tx, name: string) => nextNumber(tx, { workspaceId: 'w', name });
const countOf = async (name: string) =>
  (await test.db.read.counter.findFirst({ where: { workspaceId: 'w', name } }))?.n ?? 0;

describe('a request that is repeated', () => {
  it('is carried out once and answered the same', async () => {
    const answers: unknown[] = [];
    for (let i = 0; i < 3; i++) {
      answers.push(
        await commit(ctx('once'), async (tx) => ({ n: await count(tx, 'once'), list: ['a', null] })),
      );
    }
    expect(answers).toEqual(Array(3).fill({ n: 1, list: ['a', null] }));
    expect(await countOf('once')).toBe(1);
  });

  it('may answer nothing', async () => {
    for (let i = 0; i < 2; i++) {
      expect(
        await commit(ctx('nothing'), async (tx) => {
          await count(tx, 'nothing');
        }),
      ).toBeUndefined();
    }
    expect(await countOf('nothing')).toBe(1);
  });

  it('is carried out once when all deliveries arrive together, even if the second would be refused', async () => {
    // As a conditional update does: whoever comes later finds the record in another state.
    const work = async (tx: Tx) => {
      const n = await count(tx, 'together');
      if (n > 1) throw new Error('Somebody else was faster');
      return n;
    };
    const answers = await Promise.all(Array.from({ length: 5 }, () => commit(ctx('together'), work)));
    expect(answers).toEqual([1, 1, 1, 1, 1]);
    expect(await countOf('together')).toBe(1);
  });

  it('may be sent again after a refusal, which left nothing', async () => {
    const refused = commit(ctx('refused'), async (tx) => {
      await count(tx, 'refused');
      throw new Error('not like this');
    });
    await expect(refused).rejects.toThrow('not like this');
    expect(await countOf('refused')).toBe(0);
    expect(await commit(ctx('refused'), (tx) => count(tx, 'refused'))).toBe(1);
  });

  it('is another one in another workspace, and without a key each is its own', async () => {
    expect(await commit(ctx('shared', 'w'), (tx) => count(tx, 'shared'))).toBe(1);
    expect(await commit(ctx('shared', 'v'), (tx) => count(tx, 'shared'))).toBe(2);
    expect(await commit(ctx(), (tx) => count(tx, 'shared'))).toBe(3);
    expect(await commit(ctx(), (tx) => count(tx, 'shared'))).toBe(4);
  });

  it('costs two statements more, and one nudge after the commit', async () => {
    services.nudged.length = 0;
    statements.length = 0;
    await commit(ctx('cost'), async (tx) => {
      expect(services.nudged).toEqual([]);
      return await count(tx, 'cost');
    });
    expect(services.nudged).toEqual(['w']);
    expect(statements).toHaveLength(3);
    await commit(ctx('cost'), (tx) => count(tx, 'cost'));
    expect(services.nudged).toEqual(['w']);
  });
});

describe('numbers', () => {
  it('have no gaps and no doubles under concurrency, whatever fails in between', async () => {
    const drawn: number[] = [];
    await Promise.allSettled(
      Array.from({ length: 40 }, (_, i) =>
        test.db
          .transaction(async (tx) => {
            const n = await nextNumber(tx, { workspaceId: 'w', name: 'complaint:2026' });
            if (i % 3 === 0) throw new Error('refused after the number was drawn');
            return n;
          })
          .then((n) => drawn.push(n)),
      ),
    );
    expect(drawn.sort((a, b) => a - b)).toEqual(Array.from({ length: 26 }, (_, i) => i + 1));
  });

  it('are a series of their own for each workspace and name', async () => {
    const draw = (workspaceId: string, name: string) =>
      test.db.transaction((tx) => nextNumber(tx, { workspaceId, name }));
    expect(await draw('a', 'x')).toBe(1);
    expect(await draw('a', 'x')).toBe(2);
    expect(await draw('b', 'x')).toBe(1);
    expect(await draw('a', 'y')).toBe(1);
  });
});

describe('history', () => {
  const subject = { type: 'complaint', id: 'c1' };
  const api: Context['actor'] = { type: 'api', name: 'crm' };

  it('says who did what, newest first, within its workspace', async () => {
    await test.db.transaction(async (tx) => {
      await record(tx, ctx(), { subject, event: 'complaint.registered', after: { state: 'registered' } });
      await record(tx, ctx(), { subject, event: 'complaint.judged', before: { state: 'registered' } });
      await record(tx, { ...ctx(), actor: api }, { subject, event: 'complaint.assigned' });
      await record(tx, ctx(undefined, 'other'), { subject, event: 'complaint.closed' });
    });
    const lines = await historyOf(test.db.read, { workspaceId: 'w', subject, limit: 10 });
    expect(lines.map(({ event }) => event)).toEqual([
      'complaint.assigned',
      'complaint.judged',
      'complaint.registered',
    ]);
    expect(lines[0]).toMatchObject({ actorType: 'api', actorId: 'crm', before: null, after: null });
    expect(lines[1]).toMatchObject({ actorType: 'system', actorId: null, before: { state: 'registered' } });
    expect(lines[2]).toMatchObject({ after: { state: 'registered' }, at: wednesdayAtTen });
    expect(await historyOf(test.db.read, { workspaceId: 'w', subject, limit: 1 })).toHaveLength(1);
  });

  it('cannot be changed or deleted, and says so', async () => {
    await expect(
      test.db.transaction((tx) => tx.history.updateMany({ data: { event: 'nothing.happened' } })),
    ).rejects.toThrow('History is append-only');
    await expect(test.db.transaction((tx) => tx.history.deleteMany())).rejects.toThrow(
      'History is append-only',
    );
    expect(await historyOf(test.db.read, { workspaceId: 'w', subject, limit: 10 })).toHaveLength(3);
  });
});

describe('a transaction that PostgreSQL refuses for another one’s sake', () => {
  it('is begun anew: two that would wait for each other for ever both end well', async () => {
    await test.db.transaction((tx) =>
      tx.counter.createMany({ data: ['left', 'right'].map((name) => ({ workspaceId: 'lock', name, n: 0 })) }),
    );
    const raise = (tx: Tx, name: string) =>
      tx.counter.updateMany({ where: { workspaceId: 'lock', name }, data: { n: { increment: 1 } } });
    let met = 0;
    let meet = () => {};
    const both = new Promise<void>((resolve) => {
      meet = resolve;
    });
    const crossing = (first: string, second: string) =>
      test.db.transaction(async (tx) => {
        await raise(tx, first);
        // On SQLite the second one has not begun: it waits for the first to end.
        met += 1;
        if (met === 2) meet();
        if (test.db.provider === 'postgresql') await both;
        await raise(tx, second);
      });
    await Promise.all([crossing('left', 'right'), crossing('right', 'left')]);
    const rows = await test.db.read.counter.findMany({ where: { workspaceId: 'lock' } });
    expect(rows.map(({ n }) => n)).toEqual([2, 2]);
  });
});
