import { appendFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';

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

/**
 * Notes a statement that the product issued, once, for the end of the run, which looks at the plans of all of them.
 * What a test reads for itself is left out: its own line is the nearest one that the stack tells.
 */
export function noteStatement(sql: string): void {
  const shape = shapeOf(sql);
  if (known.has(shape) || !planned.test(shape)) return;
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 60;
  const lines = (new Error().stack ?? '').split('\n');
  Error.stackTraceLimit = limit;
  const ours = lines
    .map((line) => /\/((?:src|test|bench)\/[\w./-]+\.ts:\d+)/.exec(line)?.[1])
    .filter((place) => place !== undefined && !/^(src\/db\/|test\/support\/statements)/.test(place))
    .find((place) => place !== undefined && !place.startsWith('test/support/'));
  if (ours && !ours.startsWith('src/')) return;
  known.add(shape);
  const statement: Statement = { sql: shape, from: ours ?? null };
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
