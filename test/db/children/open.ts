/** Opens the database, says so, and stays for as many milliseconds as asked. */
import { openDatabase } from '../../../src/db/client.js';
import { createLog } from '../../../src/log.js';

const [url = '', stayMs = '0'] = process.argv.slice(2);
try {
  const db = await openDatabase({ url, log: createLog({ level: 'silent' }) });
  console.log('open');
  if (Number(stayMs) > 0) await new Promise((resolve) => setTimeout(resolve, Number(stayMs)));
  await db.close();
} catch (error) {
  console.error(error instanceof Error ? `${error.name}: ${error.message}` : error);
  process.exitCode = 3;
}
