import { AsyncLocalStorage } from 'node:async_hooks';
import { appendFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { Database } from '../../src/db/types.js';

/** A statement of the product, with lists of any length made one. */
export interface Statement {
  /** `IN (?*)` stands for a list of any length. */
  sql: string;
  /** Where in the sources it was asked for, when the stack tells. */
  from: string | null;
}

const known = new Set<string>();

/** Lists of values and rows of any length are one statement: what the planner makes of them is the same. */
export function shapeOf(sql: string): string {
  return sql
    .replace(/\s+/g, ' ')
    .replace(/\bIN ?\((?:\?|\$\d+)(?: ?, ?(?:\?|\$\d+))*\)/gi, 'IN (?*)')
    .replace(/\bVALUES (\([^()]*\))(?: ?, ?\([^()]*\))+/gi, 'VALUES $1')
    .trim();
}

/** What has a plan at all, and is not done once in a database's life. */
const planned = /^(?:SELECT|UPDATE|DELETE|WITH|INSERT(?!.* VALUES ))/i;

/** Where in the sources and tests the present call comes from, the nearest place first. */
function places(): string[] {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 60;
  const lines = (new Error().stack ?? '').split('\n');
  Error.stackTraceLimit = limit;
  return lines
    .flatMap((line) => /\/((?:src|test|bench)\/[\w./-]+\.ts:\d+)/.exec(line)?.[1] ?? [])
    .filter((place) => !place.startsWith('test/support/statements'));
}

const ofTest = new AsyncLocalStorage<true>();

/** What a test, and not the product, writes in a transaction of its own is no statement of the product. */
export function leaveOutTestsOwn(db: Database): void {
  const { transaction } = db;
  db.transaction = (work) =>
    places()[0]?.startsWith('src/') ? transaction(work) : ofTest.run(true, () => transaction(work));
}

/**
 * Notes a statement that the product issued, once, for the end of the run, which looks at the plans of all of them.
 * What a test reads for itself is left out: its own line is the nearest one that the stack tells.
 */
export function noteStatement(sql: string): void {
  const shape = shapeOf(sql);
  if (known.has(shape) || !planned.test(shape)) return;
  const from = places().find((place) => !/^(?:src\/db|test\/support)\//.test(place));
  if (from ? !from.startsWith('src/') : ofTest.getStore()) return;
  known.add(shape);
  const statement: Statement = { sql: shape, from: from ?? null };
  const folder = inject('statementsFolder');
  appendFileSync(join(folder, `${process.pid}.jsonl`), `${JSON.stringify(statement)}\n`);
}

/** The statements that were noted in a folder, each once. */
export function readStatements(folder: string): Statement[] {
  const found = new Map<string, Statement>();
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.jsonl'))) {
    for (const line of readFileSync(join(folder, name), 'utf8').split('\n').filter(Boolean)) {
      const statement: Statement = JSON.parse(line);
      if (!found.get(statement.sql)?.from) found.set(statement.sql, statement);
    }
  }
  return [...found.values()];
}
