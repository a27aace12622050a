import { createServer } from 'node:net';
import { expect, it, vi } from 'vitest';
import { waitForPostgres } from '../../src/db/wait-for-postgres.js';
import { postgresServer } from '../support/database.js';

it('waits for PostgreSQL, says so and what to look at, and goes on when it is there', async () => {
  const sentences: string[] = [];
  const info = vi.fn();
  let attempts = 0;
  // Speaks as a server that starts up, and the third time as one that takes anybody.
  const server = createServer((socket) => {
    socket.on('error', () => {});
    attempts += 1;
    socket.once('data', () => {
      if (attempts > 2) {
        socket.write(Buffer.from('520000000800000000' + '5a0000000549', 'hex'));
        return;
      }
      const fields = Buffer.from('SFATAL\0VFATAL\0C57P03\0Mthe database system is starting up\0\0');
      const head = Buffer.from([0x45, 0, 0, 0, fields.length + 4]);
      socket.end(Buffer.concat([head, fields]));
    });
  });
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
  });
  const warn = (sentence: unknown) => void sentences.push(String(sentence));
  await waitForPostgres({
    url: `postgres://baton:secret@127.0.0.1:${port}/x`,
    log: { warn, info },
    firstMs: 1,
  });
  server.close();
  expect(sentences).toHaveLength(2);
  for (const sentence of sentences) {
    expect(sentence).toMatch(
      /PostgreSQL cannot be reached: the database system is starting up\. Waiting for it/,
    );
    expect(sentence).not.toContain('secret');
  }
  expect(info).toHaveBeenCalledWith('PostgreSQL is there');
});

it.skipIf(!postgresServer)('does not wait for what waiting does not mend', async () => {
  const url = new URL(postgresServer ?? '');
  url.pathname = '/no_such_database';
  const log = { warn: vi.fn(), info: vi.fn() };
  await expect(waitForPostgres({ url: url.href, log })).rejects.toMatchObject({ code: '3D000' });
  expect(log.warn).not.toHaveBeenCalled();
});
