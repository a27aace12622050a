/**
 * Waits for a line on standard input; then writes numbers for ever, several at a time, and acknowledges each on
 * standard output after its commit.
 */
import { once } from 'node:events';
import { writeSync } from 'node:fs';
import { openDatabase } from '../../../src/db/client.js';
import { nextNumber } from '../../../src/db/counter.js';
import { createLog } from '../../../src/log.js';

const [url = '', round = ''] = process.argv.slice(2);
await once(process.stdin, 'data');
const db = await openDatabase({ url, log: createLog({ level: 'silent' }) });

async function writeOn(writer: number) {
  for (let i = 0; ; i++) {
    const key = `${round}-${writer}-${i}`;
    const n = await db.transaction(async (tx) => {
      await tx.repeat.create({ data: { workspaceId: 'w', key, answer: '', at: new Date() } });
      return await nextNumber(tx, { workspaceId: 'w', name: 'kills' });
    });
    writeSync(1, `${key} ${n}\n`);
  }
}

await Promise.all([0, 1, 2, 3].map(writeOn));
