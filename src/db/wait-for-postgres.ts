import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import type { Log } from '../log.js';
import { isUnreachable } from './is-unreachable.js';

const patienceMs = 10_000;
const backOffMs = { first: 1_000, most: 15_000 };

/**
 * Resolves when PostgreSQL takes connections: at a start of several containers it may come later than Baton. Waits
 * for ever, for whoever runs Baton would only start it again; says so each time, with what to look at.
 * @throws what PostgreSQL refuses a connection with (wrong password, no such database), at once
 */
export async function waitForPostgres({
  url,
  log,
  firstMs = backOffMs.first,
}: {
  url: string;
  log: Pick<Log, 'warn' | 'info'>;
  /** Real time before the second attempt; doubles up to 15 seconds. */
  firstMs?: number;
}): Promise<void> {
  for (let pause = firstMs, isFirst = true; ; pause = Math.min(2 * pause, backOffMs.most), isFirst = false) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: patienceMs });
    client.on('error', () => {});
    try {
      await client.connect();
      if (!isFirst) log.info('PostgreSQL is there');
      return;
    } catch (error) {
      if (!isUnreachable(error)) throw error;
      const { message, code } = error as Error & { code?: string };
      log.warn(
        `PostgreSQL cannot be reached: ${message || code}. Waiting for it, next try in ${Math.ceil(pause / 1000)} s. Check that it runs, and DATABASE_URL.`,
      );
    } finally {
      await client.end().catch(() => {});
    }
    await wait(pause);
  }
}
