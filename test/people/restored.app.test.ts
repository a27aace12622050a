import { afterEach, beforeEach, expect, it } from 'vitest';
import { noticeRestore } from '../../src/people/notice-restore.js';
import type { Actor } from '../support/actor.js';
import { startTestBaton, type TestBaton } from '../support/baton.js';

let company: TestBaton;
beforeEach(async () => {
  company = await startTestBaton();
});
afterEach(() => company.stop());

const shown = (what: unknown) => JSON.stringify(what);
/** As at the start after somebody has put a backup back. */
const restored = async (numbers: { workspaceId: string; name: string; n: number }[] = []) => {
  await noticeRestore(company.baton.services, { id: 'elsewhere', numbers, keep: async () => {} });
  await company.quiet();
};
const numbers = async () =>
  (await company.baton.services.db.read.complaint.findMany({ orderBy: { number: 'asc' } })).map(
    ({ number }) => number,
  );
async function complain(person: Actor, content: string) {
  await person.command('general', `/complaint ${content}`);
  const answer = await person.submit({ complainant: 'Ann Lee', category: 'fees' });
  return answer;
}
const closeAll = async (person: Actor) => {
  while (person.modals().length > 0) await person.closeModal();
};

it('gives no number after a restore until an administrator has said the last one, and none twice', async () => {
  const [sam, peter] = [company.as('sam'), company.as('peter')];
  await complain(sam, 'before the backup');
  await closeAll(sam);
  await restored();

  const refused = await complain(sam, 'after the restore');
  expect(shown(refused)).toContain('/baton restored');
  expect(await numbers()).toEqual(['C-2026-0001']);

  expect(shown(peter.newest('@baton').blocks)).toContain('people.restored');
  await peter.press('people.restored', { channel: '@baton' });
  expect(shown(peter.modal().blocks)).toContain('C-2026-0001');
  for (const [typed, why] of [
    ['soon', 'C-2026-0042'],
    ['C-2026-0000', '已有 C-2026-0001'],
    ['C-2026-50000', '一万'],
  ] as const) {
    expect(shown(await peter.submit({ last: typed }))).toContain(why);
  }
  await peter.submit({ last: 'ｃ－2026－8' });
  expect(shown(peter.modal().blocks)).toMatch(/C-2026-0002.*C-2026-0008.*C-2026-0009/);
  await closeAll(peter);

  // The form was kept.
  await sam.submit();
  expect(await numbers()).toEqual(['C-2026-0001', 'C-2026-0009']);
  const row = await company.baton.services.db.read.history.findFirstOrThrow({
    where: { event: 'workspace.numbers-lost' },
  });
  expect(JSON.parse(row.after ?? '')).toEqual({ series: 'complaint:2026', from: 2, to: 8 });
});

it('never gives a number again that was noted beside the database', async () => {
  const workspaceId = company.baton.workspace.id;
  await restored([{ workspaceId, name: 'complaint:2026', n: 41 }]);
  const peter = company.as('peter');
  await peter.command('general', '/baton restored');
  expect(shown(peter.modal().blocks)).toContain('C-2026-0041');
  await peter.submit();
  expect(shown(peter.modal().blocks)).toContain('C-2026-0042');
  await closeAll(peter);
  await complain(company.as('sam'), 'after the restore');
  expect(await numbers()).toEqual(['C-2026-0042']);
});

it('is for administrators', async () => {
  const sam = company.as('sam');
  await sam.command('general', '/baton restored');
  expect(sam.modals()).toHaveLength(0);
});
