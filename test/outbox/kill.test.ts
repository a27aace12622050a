import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../../src/db/client.js';
import { enqueue } from '../../src/outbox/enqueue.js';
import { childProgram } from '../support/child.js';
import { postgresServer, quietLog, testDatabase } from '../support/database.js';
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

test.runIf(postgresServer)(
  'three senders at once lose nothing when one is killed at work',
  async () => {
    const database = await testDatabase();
    const room = await postRoom(database);
    const others = await Promise.all(
      Array.from({ length: 3 }, (_, n) =>
        database.db.transaction((tx) =>
          tx.workspace.create({
            data: { teamId: `T-${n}`, name: 'Another', workingHours: '{}', createdAt: room.clock.now() },
          }),
        ),
      ),
    );
    const texts = [room.workspace, ...others].flatMap(({ id }, workspace) =>
      Array.from({ length: 12 }, (_, n) => ({ workspaceId: id, text: `${workspace}-${n}` })),
    );
    await room.write(async (tx) => {
      for (const { workspaceId, text } of texts)
        await enqueue(
          tx,
          { workspaceId, now: room.clock.now() },
          {
            key: text,
            destination: { channelId: `C${workspaceId}` },
            template: 'test.say',
            params: { text },
          },
        );
    });
    room.slack.beforeEach(() => new Promise((resume) => setTimeout(resume, 5)));
    const children = [1, 2, 3].map(() =>
      program.start(database.url, room.slack.url, room.clock.now().toISOString()),
    );
    await room.slack.until(() => room.slack.calls.length >= 10);
    children[0]?.process.kill('SIGKILL');
    for (const { ended } of children.slice(1)) expect(await ended).toEqual({ code: 0, errors: '' });
    const arrived = room.slack.calls.map(({ text }) => text);
    expect(new Set(arrived)).toEqual(new Set(texts.map(({ text }) => text)));
    // One lane in each workspace, of which the killed one may have had several.
    expect(arrived.length - texts.length).toBeLessThanOrEqual(others.length + 1);
    await room.slack.close();
    await database.close();
  },
  60_000,
);
