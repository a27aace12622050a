import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Workspace } from '../../src/db/types.js';
import type { Person } from '../../src/people/person.js';
import { type AskerCache, createAskerCache } from '../../src/slack/asker-cache.js';
import { type TestDatabase, testDatabase } from '../support/database.js';

let test: TestDatabase;
let cache: AskerCache;
beforeAll(async () => {
  test = await testDatabase();
  cache = createAskerCache({ changes: test.db.companyChanges, keepMs: 60_000 });
});
afterAll(() => test.close());

const who = { workspaceId: 'w', slackUserId: 'U0SAM' };
const known = () => ({ workspace: {} as Workspace, staff: {} as Person });

const counter = { data: { workspaceId: 'w', name: 'cache', n: 1 } };

it('reads a person once, whatever is written that is not about the company', async () => {
  const read = vi.fn(async () => known());
  const first = await cache.find(who, read);
  await test.db.transaction((tx) => tx.counter.create(counter));
  await test.db.transaction((tx) => tx.staff.findMany());
  expect(await cache.find(who, read)).toBe(first);
  expect(read).toHaveBeenCalledOnce();
});

it('keeps nobody longer because the clock was set back', async () => {
  let elapsed = 0;
  const watched = createAskerCache({ changes: () => 0, keepMs: 2_000, elapsed: () => elapsed });
  const read = vi.fn(async () => known());
  await watched.find(who, read);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 3_600_000 });
  elapsed += 2_001;
  await watched.find(who, read);
  vi.useRealTimers();
  expect(read).toHaveBeenCalledTimes(2);
});

it('reads anew once people, departments or the workspace were written to', async () => {
  const read = vi.fn(async () => known());
  const writes = [
    () => test.db.transaction((tx) => tx.workspace.updateMany({ data: { name: 'Renamed' } })),
    () => test.db.transaction((tx) => tx.staff.updateMany({ data: { weight: 90 } })),
    () => test.db.transaction((tx) => tx.department.deleteMany({ where: { key: 'none' } })),
  ];
  for (const write of writes) {
    await cache.find(who, read);
    read.mockClear();
    await write();
    await cache.find(who, read);
    expect(read).toHaveBeenCalledOnce();
  }
});

it('does not keep what was read while it changed', async () => {
  await test.db.transaction((tx) => tx.staff.updateMany({ data: { weight: 80 } }));
  const read = vi.fn(async () => {
    await test.db.transaction((tx) => tx.staff.updateMany({ data: { weight: 70 } }));
    return known();
  });
  await cache.find(who, read);
  await cache.find(who, read);
  expect(read).toHaveBeenCalledTimes(2);
});
