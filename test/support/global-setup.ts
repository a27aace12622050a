import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migratePostgres } from '../../src/db/migrate-postgres.js';
import { migrateSqlite } from '../../src/db/migrate-sqlite.js';
import { describeOffences, offencesOf } from './statement-plans.js';
import { readStatements } from './statements.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** SQLite: the migrated file that is copied; PostgreSQL: null. */
    sqliteTemplate: string | null;
    /** PostgreSQL: the migrated database that is copied; SQLite: null. */
    postgresTemplate: string | null;
    /** Where the statements of the run are collected. */
    statementsFolder: string;
  }
}

/** Makes one migrated database per run, which the test files copy. */
export default async function globalSetup(project: TestProject): Promise<() => Promise<void>> {
  const server = process.env.TEST_POSTGRES_URL;
  const folder = mkdtempSync(join(tmpdir(), 'baton-template-'));
  const sqliteTemplate = join(folder, 'template.db');
  await migrateSqlite({ file: sqliteTemplate });
  project.provide('sqliteTemplate', sqliteTemplate);
  project.provide('statementsFolder', folder);
  if (!server) {
    console.warn('TEST_POSTGRES_URL is not set: this run tests SQLite only');
    project.provide('postgresTemplate', null);
    return async () => {
      try {
        await lookAtPlans(folder, sqliteTemplate);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    };
  }
  const name = `baton_template_${randomBytes(6).toString('hex')}`;
  await asAdministrator(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  await migratePostgres({ url: url.href });
  project.provide('postgresTemplate', name);
  return async () => {
    rmSync(folder, { recursive: true, force: true });
    await asAdministrator(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  };
}

/** Every statement that this run's tests had the product issue must have a plan that scales. */
async function lookAtPlans(folder: string, template: string): Promise<void> {
  const statements = readStatements(folder);
  if (statements.length === 0) return;
  const problems = describeOffences(await offencesOf(template, statements));
  if (problems.length === 0) return;
  const words = `${problems.length} of ${statements.length} statements cost more the more there is`;
  console.error(`\n${words} (test/support/statement-plans.ts):\n\n${problems.join('\n\n')}\n`);
  if (process.env.BATON_PLANS === 'strict') process.exitCode = 1;
}

async function asAdministrator(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
