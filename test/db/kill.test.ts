import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/db/client.js';
import { childProgram } from '../support/child.js';
import { quietLog, testDatabase } from '../support/database.js';

const rounds = 20;

describe('kill -9 during writes', () => {
  let program: Awaited<ReturnType<typeof childProgram>>;
  beforeAll(async () => {
    program = await childProgram('test/db/children/write-numbers.ts');
  });
  afterAll(() => program.remove());

  it('loses nothing that was acknowledged, twenty times, and needs no cleaning up', async () => {
    const { db, url, close } = await testDatabase();
    await db.close();
    const acknowledged: { key: string; n: number }[] = [];
    // The next one loads while this one writes: most of a round would be loading.
    let next = program.start(url, '0');
    for (let round = 0; round < rounds; round++) {
      const child = next;
      child.process.stdin.write('go\n');
      next = program.start(url, String(round + 1));
      // A different moment each time: the writers are somewhere in their transactions.
      const enough = 3 + ((round * 7) % 20);
      for (let seen = 0; seen < enough; seen++) {
        const line = await child.lines.next();
        if (line.done) throw new Error(`The writer ended by itself: ${(await child.ended).errors}`);
        acknowledged.push(read(line.value));
      }
      child.process.kill('SIGKILL');
      // What it acknowledged before the signal reached it counts as well.
      for await (const line of child.lines) if (/^\S+ \d+$/.test(line)) acknowledged.push(read(line));
      expect((await child.ended).code).toBeNull();
    }

    next.process.kill('SIGKILL');

    const again = await openDatabase({ url, log: quietLog });
    const rows = await again.read.repeat.findMany({ select: { key: true } });
    const counter = await again.read.counter.findFirstOrThrow({ where: { name: 'kills' } });
    const kept = new Set(rows.map(({ key }) => key));
    expect(acknowledged.filter(({ key }) => !kept.has(key))).toEqual([]);
    expect(acknowledged.length).toBeGreaterThanOrEqual(rounds * 3);
    // Row and number were one transaction: as many of the one as of the other, and no number twice.
    expect(counter.n).toBe(rows.length);
    expect(new Set(acknowledged.map(({ n }) => n)).size).toBe(acknowledged.length);
    if (again.provider === 'sqlite') {
      expect(await again.read.$queryRaw`PRAGMA integrity_check`).toEqual([{ integrity_check: 'ok' }]);
    }
    await again.close();
    await close();
  }, 120_000);
});

function read(line: string) {
  const [key = '', n = ''] = line.split(' ');
  return { key, n: Number(n) };
}
