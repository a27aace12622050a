import { afterAll, beforeAll, expect, it } from 'vitest';
import { renderHome } from '../../src/digests/home.js';
import { messages } from '../../src/messages/index.js';
import { viewFaults } from '../../src/playground/server/validate-view.js';
import { startTestBaton, type TestBaton } from '../support/baton.js';

let queries = 0;
let test: TestBaton;
beforeAll(async () => {
  test = await startTestBaton({ onQuery: () => queries++ });
});
afterAll(() => test.stop());

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
        urgent: n === 77,
        dueAt: new Date(now.getTime() + (n - 100) * 3_600_000),
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

it('puts the urgent first, then the longest overdue, and turns pages to the very last', async () => {
  const first = JSON.stringify((await render('tony', 'en')).view);
  expect(first.indexOf('tony-77')).toBeLessThan(first.indexOf('"tony-0"'));
  expect(first).toContain('Needs you (1000)');
  expect(first).toContain('100 overdue');
  expect(first).not.toContain('<!channel>');
  const last = JSON.stringify((await render('tony', 'en', '{"owed":124,"customers":124}')).view);
  expect(last).toContain('993–1000 of 1000');
  expect(last).toContain('"tony-999"');
  const beyond = JSON.stringify((await render('tony', 'en', '{"owed":9000,"customers":0}')).view);
  expect(beyond).toContain('993–1000 of 1000');
  expect(JSON.stringify((await render('tony', 'en', 'forged')).view)).toContain('1–8 of 1000');
});
