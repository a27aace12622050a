import { afterEach, beforeEach, expect, it } from 'vitest';
import { renderHome } from '../../src/digests/home.js';
import { loadDigest } from '../../src/digests/load-digest.js';
import { messages } from '../../src/messages/index.js';
import { viewFaults } from '../../src/playground/server/validate-view.js';
import { startTestBaton, type TestBaton } from '../support/baton.js';

let queries = 0;
let test: TestBaton;
beforeEach(async () => {
  test = await startTestBaton({ onQuery: () => queries++ });
});
afterEach(() => test.stop());

const render = async (handle: string, locale: 'en' | 'zh-CN', place = '{}') => {
  const { services, workspace } = test.baton;
  const { actor } = await test.contextOf(handle);
  if (actor.type !== 'person') throw new Error('nobody');
  const before = queries;
  const { view } = await renderHome({
    services,
    reader: services.db.read,
    workspace,
    locale,
    t: messages(locale),
    now: services.clock.now(),
    viewer: actor.staff,
    place,
  });
  return { view, queries: queries - before };
};

async function give(handle: string, from: number, to: number) {
  const { services, workspace } = test.baton;
  const now = services.clock.now();
  const ownerId = test.people[handle]?.id ?? '';
  const numbers = Array.from({ length: to - from }, (_, index) => from + index);
  await services.db.transaction(async (tx) => {
    await tx.customer.createMany({
      data: numbers.map((n) => ({
        id: `${handle}-${n}`,
        workspaceId: workspace.id,
        name: `<!channel> Ümit ${'𠀋長い名前 '.repeat(20)}${n}`,
        nameKey: `umit${n}`,
        source: 'online',
        category: n % 5 === 0 ? 'key-account' : 'ordinary',
        stage: ['lead', 'invited', 'opened', 'vip'][n % 4] ?? 'lead',
        accountManagerId: ownerId,
        createdAt: new Date(now.getTime() - n * 60_000),
        lastActivityAt: now,
      })),
    });
    await tx.duty.createMany({
      data: numbers.map((n) => ({
        workspaceId: workspace.id,
        kind: 'customer.first-contact',
        key: `first-contact:${handle}-${n}`,
        subjectType: 'customer',
        subjectId: `${handle}-${n}`,
        customerId: `${handle}-${n}`,
        ownerId,
        urgent: n === 7,
        dueAt: new Date(now.getTime() + (n - 10) * 3_600_000 - 1),
        ladder: '[]',
        openedAt: now,
      })),
    });
  });
}

it('costs the same few queries with ten open things as with a thousand, and keeps Slack’s limits', async () => {
  await give('tony', 0, 10);
  const few = await render('tony', 'en');
  await give('tony', 10, 1000);
  const many = await render('tony', 'en');
  expect(many.queries).toBe(few.queries);
  expect(many.queries).toBeLessThanOrEqual(30);
  for (const locale of ['en', 'zh-CN'] as const) {
    for (const handle of ['tony', 'peter', 'anna']) {
      expect(viewFaults((await render(handle, locale)).view, 'home')).toEqual([]);
    }
  }
});

it('puts the urgent first, then the longest overdue, and turns pages to the very last and back', async () => {
  await give('tony', 0, 20);
  const first = JSON.stringify((await render('tony', 'en')).view);
  expect(first.indexOf('"tony-7"')).toBeLessThan(first.indexOf('"tony-0"'));
  expect(first).toContain('Needs you (20)');
  expect(first).toContain('11 overdue');
  expect(first).not.toContain('<!channel>');
  const pages = [first];
  for (let place = turn(first, 'more-owed'); place; place = turn(pages.at(-1), 'more-owed')) {
    pages.push(JSON.stringify((await render('tony', 'en', place)).view));
  }
  expect(pages.map((page) => /\d+–\d+ of 20/.exec(page)?.[0])).toEqual([
    '1–8 of 20',
    '9–16 of 20',
    '17–20 of 20',
  ]);
  const numbers = pages.map((page) => owedOn(page));
  expect(numbers.flat()).toEqual([7, ...Array.from({ length: 20 }, (_, n) => n).filter((n) => n !== 7)]);
  const back = JSON.stringify((await render('tony', 'en', turn(pages[2], 'back-owed'))).view);
  expect(back).toContain('9–16 of 20');
  expect(owedOn(back)).toEqual(numbers[1]);
  const start = JSON.stringify((await render('tony', 'en', turn(back, 'back-owed'))).view);
  expect(start).toBe(first);
  expect(JSON.stringify((await render('tony', 'en', 'forged')).view)).toBe(first);
});

it('stays where it is when something before it is done, and shows the last page when its own is', async () => {
  await give('tony', 0, 17);
  const { db } = test.baton.services;
  const done = (numbers: number[]) =>
    db.transaction((tx) =>
      tx.duty.updateMany({
        where: { subjectId: { in: numbers.map((n) => `tony-${n}`) } },
        data: { state: 'done', closedAt: test.baton.services.clock.now() },
      }),
    );
  const first = JSON.stringify((await render('tony', 'en')).view);
  const place = turn(first, 'more-owed') ?? '';
  await done([0]);
  expect(owedOn(JSON.stringify((await render('tony', 'en', place)).view))).toEqual([
    8, 9, 10, 11, 12, 13, 14, 15,
  ]);
  await done([8, 9, 10, 11, 12, 13, 14, 15, 16]);
  const last = JSON.stringify((await render('tony', 'en', place)).view);
  expect(owedOn(last)).toEqual([7, 1, 2, 3, 4, 5, 6]);
  expect(last).not.toContain('digests.back-owed');
});

it('says that there are more than a thousand, and keeps turning', async () => {
  await give('tony', 0, 1002);
  const page = JSON.stringify((await render('tony', 'en')).view);
  expect(page).toContain('Needs you (more than 1,000)');
  expect(page).toContain('1–8 of more than 1,000');
  expect(page).toContain('11 overdue');
  expect(JSON.stringify((await render('tony', 'zh-CN')).view)).toContain('待您处理（超过 1000）');
  expect(owedOn(JSON.stringify((await render('tony', 'en', turn(page, 'more-owed'))).view))).toEqual([
    8, 9, 10, 11, 12, 13, 14, 15,
  ]);
});

it('turns the pages of somebody’s customers to the last and back, and counts each once', async () => {
  await give('tony', 0, 20);
  const { db } = test.baton.services;
  // In two roles, and one of them closed.
  await db.transaction(async (tx) => {
    await tx.customer.updateMany({
      where: { id: { in: ['tony-1', 'tony-2'] } },
      data: { technicalGuideId: test.people.tony?.id ?? '' },
    });
    await tx.customer.update({ where: { id: 'tony-5' }, data: { stage: 'closed' } });
  });
  const pages = [JSON.stringify((await render('tony', 'en')).view)];
  expect(pages[0]).toContain('My customers (19)');
  expect(pages[0]).toContain('Lead 5 · Invited 4 · Account opened 5 · In the VIP group 5');
  for (let place = turn(pages[0], 'more-customers'); place; place = turn(pages.at(-1), 'more-customers')) {
    pages.push(JSON.stringify((await render('tony', 'en', place)).view));
  }
  const own = pages.map((page) => ownOn(page));
  expect(own.flat()).toEqual(Array.from({ length: 20 }, (_, n) => n).filter((n) => n !== 5));
  expect(pages.map((page) => /\d+–\d+ of 19/.exec(page)?.[0])).toEqual([
    '1–8 of 19',
    '9–16 of 19',
    '17–19 of 19',
  ]);
  const back = JSON.stringify((await render('tony', 'en', turn(pages[2], 'back-customers'))).view);
  expect(ownOn(back)).toEqual(own[1]);
});

it('says that somebody has more than a thousand customers, and how many at each stage', async () => {
  await give('tony', 0, 1_004);
  const page = JSON.stringify((await render('tony', 'en')).view);
  expect(page).toContain('My customers (more than 1,000)');
  expect(page).toContain('Lead 251');
  expect(ownOn(JSON.stringify((await render('tony', 'en', turn(page, 'more-customers'))).view))).toEqual([
    8, 9, 10, 11, 12, 13, 14, 15,
  ]);
});

it('a digest asks the same few things of the database, whatever is open', async () => {
  const { services, workspace } = test.baton;
  const digest = async () => {
    const department = await services.db.read.department.findFirstOrThrow({ where: { key: 'market' } });
    const before = queries;
    const { overdue } = await loadDigest(
      {
        services,
        reader: services.db.read,
        workspace,
        locale: 'en',
        t: messages('en'),
        now: services.clock.now(),
      },
      department,
    );
    return { queries: queries - before, overdue: overdue.total };
  };
  await give('tony', 0, 20);
  const few = await digest();
  await give('tony', 20, 1_200);
  await give('liwei', 0, 1_100);
  const many = await digest();
  expect(many.queries).toBe(few.queries);
  expect(many.queries).toBeLessThanOrEqual(30);
});

interface Blocks {
  blocks: { elements?: { action_id?: string; value?: string }[] }[];
}

function elementsOf(view: string | undefined) {
  return (JSON.parse(view ?? '{"blocks":[]}') as Blocks).blocks.flatMap(({ elements = [] }) => elements);
}

/** The place that a page button of this view leads to. */
function turn(view: string | undefined, button: string): string | undefined {
  return elementsOf(view).find((one) => one.action_id === `digests.${button}`)?.value;
}

/** The numbers of the duties that a view shows, in order. */
function owedOn(view: string): number[] {
  return elementsOf(view).flatMap(({ action_id, value }) =>
    action_id === 'customer.open' ? [Number(value?.replace('tony-', ''))] : [],
  );
}

/** The numbers of the customers that a view shows, in order: each line has its button beside it. */
function ownOn(view: string): number[] {
  const { blocks } = JSON.parse(view) as { blocks: { accessory?: { action_id?: string; value?: string } }[] };
  return blocks.flatMap(({ accessory }) =>
    accessory?.action_id === 'customer.open' ? [Number(accessory.value?.replace('tony-', ''))] : [],
  );
}
