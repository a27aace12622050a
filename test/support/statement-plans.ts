import { PrismaLibSql } from '@prisma/adapter-libsql';
import { libsqlUrl } from '../../src/db/sqlite-file.js';
import { isExcused } from './excused-plans.js';
import { grows, isCoarse, isFine, rowsOf, valuesOf } from './large-shape.js';
import type { Statement } from './statements.js';

/** A statement that costs more the more there is. */
export interface Offence {
  statement: Statement;
  /** What is wrong with the plan, each once. */
  wrong: string[];
  plan: string[];
  statistics: boolean;
}

type Client = ReturnType<PrismaLibSql['createClient']>;

/** How many values a list is looked at with: few, and a page. */
const lengths = [2, 50];

/**
 * Looks at the plan of each statement, on a database of this schema without statistics and with those of a large
 * company. Plans depend on nothing else: no rows are needed. Refused are scans of tables that grow; searches by columns
 * that say next to nothing (all that is the workspace's, all that is done), but for the first few of an index; and
 * sorting more than what belongs to one record.
 * @param file a migrated SQLite file that is this function's own: statistics are written into it
 */
export async function offencesOf(file: string, statements: readonly Statement[]): Promise<Offence[]> {
  const offences: Offence[] = [];
  for (const statistics of [false, true]) {
    await onFile(file, (client) => (statistics ? writeStatistics(client) : dropStatistics(client)));
    // Statistics are read when a connection is opened.
    await onFile(file, async (client) => {
      const tables = await tablesOf(client);
      for (const statement of statements) {
        const found = await offence(client, { statement, tables });
        if (found) offences.push({ ...found, statement, statistics });
      }
    });
  }
  return offences;
}

async function onFile(file: string, work: (client: Client) => Promise<void>): Promise<void> {
  const url = libsqlUrl(file);
  const client = new PrismaLibSql({ url }).createClient({ url });
  try {
    await work(client);
  } finally {
    client.close();
  }
}

async function tablesOf(client: Client): Promise<ReadonlySet<string>> {
  const { rows } = await client.execute(
    `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '|_%' ESCAPE '|'`,
  );
  return new Set(rows.map(({ name }) => String(name)));
}

async function offence(
  client: Client,
  { statement: { sql }, tables }: { statement: Statement; tables: ReadonlySet<string> },
): Promise<{ wrong: string[]; plan: string[] } | null> {
  // An empty list: nothing is read.
  if (/(?:\bAND |WHERE \()1=0(?= AND|\))/.test(sql)) return null;
  for (const length of lengths) {
    const list = `IN (${Array.from({ length }, () => '?').join()})`;
    const { rows } = await client.execute(`EXPLAIN QUERY PLAN ${sql.replaceAll('IN (?*)', list)}`);
    const plan = rows.map(({ detail }) => String(detail));
    const wrong = wrongWith(plan, { sql, tables });
    if (wrong.length > 0) return { wrong, plan };
  }
  return null;
}

interface Asked {
  sql: string;
  tables: ReadonlySet<string>;
}

function wrongWith(plan: readonly string[], asked: Asked): string[] {
  const reads = plan.flatMap((line) => readOf(line, asked) ?? []);
  const wrong = reads.flatMap(({ problem }) => problem ?? []);
  // Of rows that all belong to one record there are few: they may be sorted. So may those that an index holds
  // together ("the right part"): they are ties.
  const many = reads.filter(({ ofOneRecord }) => !ofOneRecord).map(({ table }) => table);
  const sorts = plan.flatMap((line) => /^USE TEMP B-TREE FOR ((?:ORDER|GROUP) BY)$/.exec(line)?.[1] ?? []);
  if (many.length > 0)
    wrong.push(...sorts.map((what) => `sorts ${[...new Set(many)].join(', ')} for ${what}`));
  return [...new Set(wrong)];
}

interface Read {
  table: string;
  problem: string | null;
  /** It finds what belongs to one record, or to those of a list. */
  ofOneRecord: boolean;
}

/** What one line of a plan reads of a table that grows; null when it reads none. */
function readOf(line: string, asked: Asked): Read | null {
  const [, verb, name, rest = ''] = /^(SCAN|SEARCH) (\S+)(.*)$/.exec(line) ?? [];
  const table = verb && name ? tableOf(name.replace(/^main\./, ''), asked) : null;
  if (!table || !grows(table)) return null;
  if (verb === 'SCAN') return { table, problem: `scans ${table}`, ofOneRecord: false };
  if (rest.includes('AUTOMATIC'))
    return { table, problem: `indexes ${table} for itself`, ofOneRecord: false };
  const conditions = /\((.*)\)(?: LEFT-JOIN)?$/.exec(rest)?.[1]?.split(' AND ') ?? [];
  const equal = conditions.flatMap((one) => /^(\w+)=\?$/.exec(one)?.[1] ?? []);
  const coarse = equal.length === conditions.length && equal.every((column) => isCoarse(table, column));
  return {
    table,
    problem: coarse && !takesAFew(table, equal, asked) ? `walks ${table} by ${equal.join(', ')}` : null,
    ofOneRecord: equal.some((column) => isFine(table, column)),
  };
}

/** The first of an index, no more than asked for: nothing else is asked of the rows. */
function takesAFew(table: string, used: readonly string[], { sql }: Asked): boolean {
  if (!/\bLIMIT\b/i.test(sql)) return false;
  const where = /\bWHERE\b(.*?)(?:\bORDER BY\b|\bGROUP BY\b|\bLIMIT\b)/i.exec(sql)?.[1] ?? '';
  const columns = new Set([...where.matchAll(/[`"](\w+)[`"](?! ?\.)/g)].map(([, name]) => name ?? ''));
  return [...columns].every((column) => column === table || used.includes(column));
}

/** The table behind a name in a plan; null for a list or a query of its own. */
function tableOf(name: string, { sql, tables }: Asked): string | null {
  if (tables.has(name)) return name;
  const alias = name.replace(/\W/g, '');
  const found = new RegExp(`[\`"](\\w+)[\`"] (?:AS )?[\`"]?${alias}[\`"]?(?!\\w)`, 'i').exec(sql)?.[1];
  return found && tables.has(found) ? found : null;
}

async function dropStatistics(client: Client): Promise<void> {
  await client.execute('DROP TABLE IF EXISTS sqlite_stat1');
}

/** The statistics that ANALYZE would write in a large company. */
async function writeStatistics(client: Client): Promise<void> {
  const lines: string[] = [];
  for (const table of await tablesOf(client)) {
    const rows = rowsOf(table);
    const indexes = await client.execute(`SELECT name FROM pragma_index_list('${table}')`);
    for (const { name } of indexes.rows) {
      const columns = await client.execute(`SELECT name FROM pragma_index_info('${name}') ORDER BY seqno`);
      let values = 1;
      const each = columns.rows.map((column) => {
        values = Math.min(rows, values * valuesOf(table, String(column.name)));
        return Math.max(1, Math.round(rows / values));
      });
      lines.push(`('${table}', '${name}', '${[rows, ...each].join(' ')}')`);
    }
  }
  // ANALYZE makes the table.
  await client.executeMultiple(`PRAGMA synchronous = OFF; BEGIN; ANALYZE; DELETE FROM sqlite_stat1;
    INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ${lines.join()}; COMMIT`);
}

/** The offences that nobody has excused, for people to read: one text for each statement. */
export function describeOffences(offences: readonly Offence[]): string[] {
  const bySql = new Map<string, Offence[]>();
  for (const offence of offences.filter((one) => !isExcused(one))) {
    const { sql } = offence.statement;
    bySql.set(sql, [...(bySql.get(sql) ?? []), offence]);
  }
  return [...bySql.values()].map((all) => {
    const [first] = all;
    const from = first?.statement.from;
    return [
      `${from ? `${from}: ` : ''}${first?.statement.sql.replaceAll('`main`.', '')}`,
      ...all.map(
        ({ wrong, plan, statistics }) =>
          `  ${statistics ? 'with' : 'without'} statistics: ${wrong.join('; ')} (${plan.join(' | ')})`,
      ),
    ].join('\n');
  });
}
