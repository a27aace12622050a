import { join, raw, type Sql, sql } from './sql.js';
import type { Reader } from './types.js';

// What is found in several ways is asked for in several branches (docs/decisions/0022): each goes down an index of its
// own and has a limit of its own. Joined by OR they would share one index, and read past what it does not serve.

/** The ids that the branches find; `each` finds rows that no other one does. */
export function idsOf(branches: readonly Sql[], { distinct }: { distinct: boolean }): Sql {
  const parts = branches.map((branch) => sql`SELECT "id" FROM (${branch}) AS "b"`);
  return join(parts, distinct ? ' UNION ' : ' UNION ALL ');
}

/** How many rows each of these has, in one statement. Null has none. */
export async function countEach<Names extends string>(
  reader: Reader,
  each: Readonly<Record<Names, Sql | null>>,
): Promise<Record<Names, number>> {
  const names = Object.keys(each) as Names[];
  const columns = names.map((name, i) => {
    const rows = each[name];
    const count = rows ? sql`SELECT COUNT(*) FROM (${rows}) AS "n"` : sql`SELECT 0`;
    return sql`(${count}) AS ${raw(`"n${i}"`)}`;
  });
  const [row] = await reader.$queryRaw<Record<string, number | bigint>[]>(sql`SELECT ${join(columns)}`);
  const counts = names.map((name, i) => [name, Number(row?.[`n${i}`] ?? 0)] as const);
  return Object.fromEntries(counts) as Record<Names, number>;
}

/** A row's place in a list that is ordered by an instant, and by id where that is the same. */
export interface InstantKey {
  at: Date;
  id: string;
}

/** The conditions of what comes after a key in the order of a column, or before it. Null: of everything. */
export function behind(column: string, key: InstantKey | null, order: 'asc' | 'desc'): Sql[] {
  if (!key) return [];
  const name = raw(`"${column}"`);
  // The first is what an index is entered by.
  return order === 'asc'
    ? [sql`${name} >= ${key.at}`, sql`(${name} > ${key.at} OR "id" > ${key.id})`]
    : [sql`${name} <= ${key.at}`, sql`(${name} < ${key.at} OR "id" < ${key.id})`];
}
