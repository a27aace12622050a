import { randomBytes } from 'node:crypto';
import { realNow } from '../clock.js';
import type { Prisma } from './generated/sqlite/client.js';
import { join, raw, type Sql, sql } from './sql.js';
import type { Tx } from './types.js';

type Value = string | number | boolean | Date | null;

/** So many rows to a statement: both databases take some 32,000 values. */
const together = 200;

/**
 * Adds rows in as few statements as possible, in the caller's transaction. All of them name the same columns, in one
 * order; instants are dates. Prisma's createMany works its plan out anew for every row, which costs more than writing
 * them one by one. `unlessThere`: a row whose unique key is taken is left out.
 */
export async function insertMany(
  tx: Pick<Tx, '$executeRaw'>,
  table: Prisma.ModelName,
  rows: readonly Readonly<Record<string, Value>>[],
  { unlessThere = false }: { unlessThere?: boolean } = {},
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first);
  const names = raw(columns.map((column) => `"${column}"`).join(', '));
  for (let from = 0; from < rows.length; from += together) {
    const values = rows.slice(from, from + together).map((row): Sql => {
      return sql`(${join(columns.map((column) => row[column] ?? null))})`;
    });
    await tx.$executeRaw(
      sql`INSERT INTO ${raw(`"${table}"`)} (${names}) VALUES ${join(values)}${raw(unlessThere ? ' ON CONFLICT DO NOTHING' : '')}`,
    );
  }
}

let lastMs = 0;
let sequence = 0;

/** An id as Prisma draws them (a UUID of version 7), each greater than the one before it in this process. */
export function newId(): string {
  const now = realNow().getTime();
  sequence = now > lastMs ? 0 : sequence + 1;
  // More than the counter holds within one millisecond: the next one is begun early.
  if (sequence > 0xfff) sequence = 0;
  lastMs = sequence === 0 ? Math.max(now, lastMs + 1) : lastMs;
  const time = lastMs.toString(16).padStart(12, '0');
  const count = sequence.toString(16).padStart(3, '0');
  const random = randomBytes(8);
  random[0] = ((random[0] ?? 0) & 0x3f) | 0x80;
  const tail = random.toString('hex');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${count}-${tail.slice(0, 4)}-${tail.slice(4)}`;
}
