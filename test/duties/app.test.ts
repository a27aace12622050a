import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Duty } from '../../src/db/types.js';
import { closeDuties } from '../../src/duties/close-duties.js';
import { openDuty } from '../../src/duties/open-duty.js';
import { features } from '../../src/features.js';
import { startTestBaton, type TestBaton } from '../support/baton.js';
import { at, featureOf, kindWith } from './company.js';

let company: TestBaton;
beforeAll(async () => {
  company = await startTestBaton({ features: [...features, featureOf(kindWith({}))] });
});
afterAll(() => company.stop());

const shown = (what: unknown) => JSON.stringify(what);
const db = () => company.baton.services.db;
const stored = (id: string) => db().read.duty.findUniqueOrThrow({ where: { id } });
const received = (handle: string) => company.as(handle).messages('@baton');

async function owes(handle: string, name: string, ladder: Record<string, string>): Promise<Duty> {
  const ctx = await company.contextOf(handle);
  return db().transaction((tx) =>
    openDuty(tx, ctx, {
      kind: 'test.thing',
      key: name,
      subject: { type: 'thing', id: name },
      ownerId: company.people[handle]?.id ?? null,
      dueAt: at(ladder.due ?? '2026-11-25 18:00'),
      ladder: Object.entries(ladder).map(([rung, time]) => ({ rung, at: at(time) })),
    }),
  );
}

it('Sam is reminded of all that is due in one message, and of nothing that is done', async () => {
  await owes('sam', 'first', { due: '2026-11-25 10:30', lead: '2026-11-25 14:00' });
  const done = await owes('sam', 'second', { due: '2026-11-25 10:30' });
  await owes('sam', 'third', { before: '2026-11-25 10:30' });
  const ctx = await company.contextOf('sam');
  await company.advanceTo(at('2026-11-25 10:29'));
  expect(received('sam')).toEqual([]);
  await db().transaction((tx) => closeDuties(tx, ctx, { key: done.key, outcome: 'done' }));
  await company.advanceTo(at('2026-11-25 10:40'));
  expect(received('sam').map(({ text }) => text)).toEqual(['2 items to do']);
  const blocks = shown(received('sam')[0]?.blocks);
  expect(blocks).toContain('Thing first');
  expect(blocks).toContain('Thing third');
  expect(blocks).toContain('lead told');
  expect(blocks).not.toContain('Thing second');
});

it('he snoozes one, with a reason; his lead is told all the same', async () => {
  const sam = company.as('sam');
  const duty = await db().read.duty.findFirstOrThrow({ where: { key: 'first' } });
  await sam.press('duty.snooze', { channel: '@baton', value: duty.id });
  expect(shown(sam.modal().blocks)).toContain('Thing first');
  const untimed = await sam.submit({ until: 'at-time', reason: 'Waiting for the bank' });
  expect(shown(untimed)).toContain('Please choose the time');
  const past = await sam.submit({ time: Math.floor(at('2026-11-25 09:00').getTime() / 1000) });
  expect(shown(past)).toContain('has passed');
  const { outcome } = await sam.submit({ until: 'tomorrow-morning' });
  expect(outcome).toBe('closed');
  expect((await stored(duty.id)).snoozedUntil).toEqual(at('2026-11-26 09:00'));
  await company.advanceTo(at('2026-11-25 16:00'));
  expect(received('sam')).toHaveLength(1);
  expect(received('anna').at(-1)?.text).toBe('1 件已逾期');
  await company.advanceTo(at('2026-11-26 09:00'));
  expect(shown(received('sam').at(-1)?.blocks)).toContain('Waiting for the bank');
});

it('he hands it to Lucy with a word, who is told in her language', async () => {
  const sam = company.as('sam');
  const duty = await db().read.duty.findFirstOrThrow({ where: { key: 'first' } });
  await sam.press('duty.hand-over', { channel: '@baton', value: duty.id });
  const lucy = company.as('lucy');
  const himself = await sam.submit({ to: sam.id, word: '银行已回电，请跟进 <!channel>' });
  expect(shown(himself)).toContain('own this already');
  expect((await sam.submit({ to: lucy.id })).outcome).toBe('closed');
  expect((await stored(duty.id)).ownerId).toBe(company.people.lucy?.id);
  await company.advanceTo(at('2026-11-26 09:01'));
  const told = shown(received('lucy').at(-1)?.blocks);
  expect(told).toContain(`由 <@${sam.id}> 转交给您：“银行已回电，请跟进 &lt;!channel&gt;”`);
  // His old message's button now tells Sam that it is no longer his.
  await sam.press('duty.snooze', { channel: '@baton', value: duty.id });
  expect(sam.modals()).toEqual([]);
  expect(shown(sam.newest('@baton'))).toContain('Only the person who owes this');
});

it('a button for what is done, or forged, says so', async () => {
  const sam = company.as('sam');
  const ctx = await company.contextOf('sam');
  const third = await db().read.duty.findFirstOrThrow({ where: { key: 'third' } });
  await db().transaction((tx) => closeDuties(tx, ctx, { key: 'third', outcome: 'done' }));
  await sam.press('duty.hand-over', { channel: '@baton', value: third.id });
  expect(sam.modals()).toEqual([]);
  expect(shown(sam.newest('@baton'))).toContain('done meanwhile');
});
