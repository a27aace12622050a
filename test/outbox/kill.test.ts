import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../../src/db/client.js';
import { childProgram } from '../support/child.js';
import { quietLog, testDatabase } from '../support/database.js';
import { postRoom } from './post-room.js';

const kills = 3;
const channels = 4;
const perChannel = 25;

let program: Awaited<ReturnType<typeof childProgram>>;
beforeAll(async () => {
  program = await childProgram('test/outbox/children/sender.ts');
});
afterAll(() => program.remove());

test('kill -9 while sending loses nothing, and repeats only what was under way', async () => {
  const database = await testDatabase();
  const room = await postRoom(database);
  const texts = Array.from({ length: channels * perChannel }, (_, index) => `${index}`);
  await room.say(
    ...texts.map((text, index) => ({ text, destination: { channelId: `C${index % channels}` } })),
  );
  await database.db.close();
  // Slow enough that the process dies at work.
  room.slack.beforeEach(() => new Promise((resume) => setTimeout(resume, 5)));
  const start = () => program.start(database.url, room.slack.url, room.clock.now().toISOString());

  for (let kill = 1; kill <= kills; kill += 1) {
    const child = start();
    const enough = room.slack.calls.length + 5;
    await room.slack.until(() => room.slack.calls.length >= enough);
    child.process.kill('SIGKILL');
    expect((await child.ended).code).toBeNull();
  }
  const last = start();
  expect(await last.ended).toEqual({ code: 0, errors: '' });

  for (let channel = 0; channel < channels; channel += 1) {
    const arrived = room.slack.texts(`C${channel}`);
    // In order, every one of them, apart from the repeats.
    expect([...new Set(arrived)]).toEqual(texts.filter((text) => Number(text) % channels === channel));
    expect(arrived.length - perChannel).toBeLessThanOrEqual(kills);
  }
  const again = await openDatabase({ url: database.url, log: quietLog });
  expect(await again.read.outboxOperation.count({ where: { state: 'sent' } })).toBe(texts.length);
  await again.close();
  await room.slack.close();
  await database.close();
}, 60_000);
