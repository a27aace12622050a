import { PrismaPg } from '@prisma/adapter-pg';
import type { Log } from '../log.js';
import { PrismaClient as PostgresClient } from './generated/postgresql/client.js';
import type { PrismaClient } from './generated/sqlite/client.js';
import { migratePostgres } from './migrate-postgres.js';
import type { Opened } from './open-sqlite.js';

const connections = 10;

/** Migrates and opens a PostgreSQL database. `waitMs`: how long to wait for a free connection. */
export async function openPostgres({
  url,
  log,
  tellQueries,
  waitMs,
}: {
  url: string;
  log: Log;
  tellQueries: boolean;
  waitMs: number;
}): Promise<Opened> {
  const applied = await migratePostgres({ url });
  if (applied.length > 0) log.info({ applied }, 'database migrated');
  const adapter = new PrismaPg(
    { connectionString: url, max: connections, connectionTimeoutMillis: waitMs },
    {
      onPoolError: (error) => log.warn({ err: error }, 'a database connection broke'),
      onConnectionError: (error) => log.warn({ err: error }, 'a database connection broke'),
    },
  );
  const postgres = new PostgresClient({
    adapter,
    errorFormat: 'minimal',
    ...(tellQueries ? { log: [{ emit: 'event', level: 'query' }] } : {}),
  });
  // The one cast: both clients are generated from the same models, so they differ in name only.
  const client = postgres as unknown as PrismaClient;
  await client.$connect();
  return { client, close: () => client.$disconnect() };
}
