import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/db/client.js';
import { childProgram } from '../support/child.js';
import { emptySqlite, quietLog } from '../support/database.js';

describe('one process per SQLite file', () => {
  let program: Awaited<ReturnType<typeof childProgram>>;
  beforeAll(async () => {
    program = await childProgram('test/db/children/open.ts');
  });
  afterAll(() => program.remove());

  it('refuses a second process with what to do, and lets it in once the first has closed', async () => {
    const { url, remove } = emptySqlite();
    const db = await openDatabase({ url, log: quietLog });
    const refused = await program.start(url).ended;
    expect(refused).toMatchObject({ code: 3 });
    expect(refused.errors).toMatch(
      /^DatabaseBusyError: Another Baton process already uses .*baton\.db.*DATABASE_URL/,
    );
    // The one that was there first is not disturbed.
    await db.transaction((tx) => tx.counter.create({ data: { workspaceId: 'w', name: 'n', n: 1 } }));
    await db.close();
    expect(await program.start(url).ended).toEqual({ code: 0, errors: '' });
    await remove();
  });

  it('refuses a second opening in the same process too', async () => {
    const { url, remove } = emptySqlite();
    const db = await openDatabase({ url, log: quietLog });
    await expect(openDatabase({ url, log: quietLog })).rejects.toThrow('Another Baton process');
    await db.close();
    const again = await openDatabase({ url, log: quietLog });
    await again.close();
    await remove();
  });

  it('leaves no lock behind when the holder is killed', async () => {
    const { url, remove } = emptySqlite();
    const holder = program.start(url, '60000');
    expect((await holder.lines.next()).value).toBe('open');
    await expect(openDatabase({ url, log: quietLog })).rejects.toThrow('Another Baton process');
    holder.process.kill('SIGKILL');
    await holder.ended;
    const db = await openDatabase({ url, log: quietLog });
    await db.close();
    await remove();
  });
});
