import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Complaint } from '../../src/db/types.js';
import type { Actor } from '../support/actor.js';
import { startTestBaton, type TestBaton } from '../support/baton.js';

let statements = 0;
let test: TestBaton;
let sam: Actor;
beforeEach(async () => {
  test = await startTestBaton({
    onQuery(sql) {
      // Who asks is read now and then, as their time in the cache runs out.
      if (/[`"](?:Complaint|Customer)[`"]/.test(sql)) statements++;
    },
  });
  sam = test.as('sam');
});
afterEach(() => test.stop());

const idOf = (handle: string) => test.people[handle]?.id ?? '';

/** Complaints with these numbers, the higher the later registered and the sooner due. */
async function file(from: number, to: number, data: (n: number) => Partial<Complaint> = () => ({})) {
  const { services, workspace } = test.baton;
  const now = services.clock.now().getTime();
  await services.db.transaction((tx) =>
    tx.complaint.createMany({
      data: Array.from({ length: to - from }, (_, i) => from + i).map((n) => ({
        id: `complaint-${String(n).padStart(5, '0')}`,
        workspaceId: workspace.id,
        year: 2026,
        sequence: n,
        number: `C-2026-${String(n).padStart(4, '0')}`,
        state: 'registered',
        complainantName: `Somebody ${n}`,
        receivedBy: 'phone',
        receivedAt: new Date(now),
        content: 'Waited at the counter',
        category: 'service',
        registeredById: idOf('tony'),
        // Two at a time at the same moment.
        registeredAt: new Date(now + Math.floor(n / 2) * 60_000),
        policy: '{}',
        judgeDueAt: new Date(now),
        solveDueAt: new Date(now - Math.floor(n / 2) * 60_000),
        ...data(n),
      })),
    }),
  );
}

/** The numbers on the page that is shown, in its order. */
const shown = (): number[] =>
  [...JSON.stringify(sam.newest('general').blocks).matchAll(/C-2026-(\d{4})/g)].map(([, n]) => Number(n));
const words = () => JSON.stringify(sam.newest('general').blocks);
const turn = (way: 'page' | 'back') => sam.press(`complaint.list-${way}`, { channel: 'general' });
const countOf = async (run: () => Promise<unknown>) => {
  const before = statements;
  await run();
  return statements - before;
};
const down = (from: number, to: number) => Array.from({ length: from - to + 1 }, (_, i) => from - i);

it('turns the pages of all that ever were to the end and back, and counts none', async () => {
  await file(1, 21, (n) => (n % 2 ? { state: 'closed', closedAt: test.baton.services.clock.now() } : {}));
  await sam.command('general', '/complaint list');
  expect(shown()).toEqual(down(20, 13));
  expect(words()).toContain('1–8"');
  expect(words()).not.toContain('complaint.list-back');
  await turn('page');
  expect(shown()).toEqual(down(12, 5));
  expect(words()).toContain('9–16"');
  await turn('page');
  expect(shown()).toEqual(down(4, 1));
  expect(words()).toContain('17–20"');
  expect(words()).not.toContain('complaint.list-page');
  await turn('back');
  expect(shown()).toEqual(down(12, 5));
  await turn('back');
  expect(shown()).toEqual(down(20, 13));
  expect(words()).not.toContain('complaint.list-back');
});

it('misses none when those of an earlier page are closed meanwhile', async () => {
  await file(1, 20);
  await sam.command('general', '/complaint list open');
  expect(shown()).toEqual([18, 19, 16, 17, 14, 15, 12, 13]);
  const { services } = test.baton;
  const ids = ['complaint-00018', 'complaint-00019'];
  await services.db.transaction((tx) =>
    tx.complaint.updateMany({
      where: { id: { in: ids } },
      data: { state: 'closed', closedAt: services.clock.now() },
    }),
  );
  await turn('page');
  expect(shown()).toEqual([10, 11, 8, 9, 6, 7, 4, 5]);
  await turn('page');
  expect(shown()).toEqual([2, 3, 1]);
  expect(words()).toContain('15–17 of 17');
});

it('shows what is somebody’s own once, whatever they are to it, by its deadline', async () => {
  const me = idOf('sam');
  await file(1, 13, (n) => ({
    ...(n % 2 ? { registeredById: me } : {}),
    ...(n % 3 === 0 ? { centralPersonId: me } : {}),
    ...(n % 5 === 0 ? { investigatorId: me } : {}),
    ...(n === 6 ? { accusedStaffId: me } : {}),
    ...(n === 9 ? { state: 'closed', closedAt: test.baton.services.clock.now() } : {}),
  }));
  await sam.command('general', '/complaint list mine');
  expect(words()).toContain('1–7 of 7');
  expect(shown()).toEqual([12, 10, 11, 7, 5, 3, 1]);
});

it('asks the same few things of the database, however many there are, and counts to a thousand', async () => {
  await file(1, 12, () => ({ centralPersonId: idOf('sam') }));
  const each = async () => {
    const counts: number[] = [];
    for (const filter of ['', 'open', 'mine', 'overdue']) {
      counts.push(await countOf(() => sam.command('general', `/complaint list ${filter}`)));
      counts.push(await countOf(() => turn('page')));
    }
    return counts;
  };
  const few = await each();
  expect(Math.max(...few)).toBeLessThanOrEqual(6);
  await file(12, 1_102, () => ({ centralPersonId: idOf('sam') }));
  expect(await each()).toEqual(few);
  expect(words()).toContain('9–16 of more than 1,000');
});
