import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { touchCards, wantCard } from '../../src/outbox/cards.js';
import { type TestDatabase, testDatabase } from '../support/database.js';
import { type PostRoom, postRoom } from './post-room.js';

let database: TestDatabase;
let room: PostRoom;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  room = await postRoom(database);
});
afterEach(() => room.close());

const minute = 60_000;
const card = { kind: 'test', subjectId: 'case' };
const show = (text: string) => {
  room.shown.set('case', text);
  return room.write((tx) => touchCards(tx, room.ctx, card));
};

it('when Slack was away for an hour: cards as they stand now, nothing that is no longer true, all else in order', async () => {
  const outbox = room.outbox();
  room.shown.set('case', 'registered');
  await room.write((tx) => wantCard(tx, room.ctx, { ...card, channelId: 'C1' }));
  await outbox.drain();
  const before = room.slack.calls.length;

  room.slack.misbehave(() => ({ status: 503 }));
  await room.say({ text: 'first' }, { text: 'reminder', destination: { staffId: room.colleague.id } });
  for (const state of ['judged', 'assigned', 'solved']) {
    await show(state);
    await outbox.drain();
    room.ahead += 20 * minute;
    await outbox.drain();
  }
  // It is done meanwhile: there is nothing to be reminded of.
  room.renders.set('reminder', () => null);
  await room.say({ text: 'second' });
  await outbox.drain();
  // Asked again with ever longer pauses, not all the time.
  expect(room.slack.calls.length - before).toBeLessThan(40);

  room.slack.behave();
  const back = room.slack.calls.length;
  room.ahead += 6 * minute;
  await outbox.drain();
  const sent = room.slack.calls
    .slice(back)
    .map(({ method, channel, text }) => `${method} ${channel} ${text}`);
  expect(sent.toSorted()).toEqual([
    'chat.postMessage C1 first',
    'chat.postMessage C1 second',
    'chat.update C1 solved zh-CN',
  ]);
  expect(room.slack.texts('C1')).toEqual(['solved zh-CN', 'first', 'second']);
  expect(await room.states()).toEqual({ first: 'sent', reminder: 'dropped', second: 'sent' });
  expect(room.logged.filter(({ level }) => level === 'error')).toEqual([]);
});
