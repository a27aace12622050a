import { describe, expect, it } from 'vitest';
import { testDatabase } from '../support/database.js';

describe('the database', () => {
  it('opens fast', async () => {
    const t0 = performance.now();
    const a = await testDatabase();
    const t1 = performance.now();
    await a.db.read.workspace.findMany();
    const t2 = performance.now();
    const b = await testDatabase();
    const t3 = performance.now();
    await b.db.read.workspace.findMany();
    console.log({ first: t1 - t0, query: t2 - t1, second: t3 - t2, q2: performance.now() - t3 });
    expect(await a.db.read.$queryRaw`select 1 as x`).toHaveLength(1);
    await a.close();
    await b.close();
  });
});
