import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { sqliteFile } from './sqlite-file.js';
import type { Database } from './types.js';

/** A series of numbers and the last one given. */
export interface LastNumber {
  workspaceId: string;
  name: string;
  n: number;
}

/** The place where a database stands, as something outside the database names it. */
export interface Home {
  id: string;
  /** The last numbers given there, as far as they were noted beside the database. */
  numbers: readonly LastNumber[];
  /** Notes the last numbers beside the database. */
  keep(): Promise<void>;
}

const noted = z.object({
  id: z.string(),
  numbers: z.array(z.object({ workspaceId: z.string(), name: z.string(), n: z.number().int() })),
});

/**
 * On SQLite a small file beside the database: whoever puts an older database back leaves it as it is, or loses it. On
 * PostgreSQL what the server says: dumped and loaded again, a database is another one, at least its tables are.
 */
export function homeOf(db: Database, url: string): Promise<Home> {
  return db.provider === 'sqlite' ? homeOfFile(db, `${sqliteFile(url)}.numbers`) : homeOfServer(db);
}

async function homeOfFile(db: Database, file: string): Promise<Home> {
  const before = readNote(file);
  const id = before?.id ?? randomUUID();
  let kept = '';
  return {
    id,
    numbers: before?.numbers ?? [],
    async keep() {
      const numbers = await db.read.counter.findMany();
      const text = `${JSON.stringify({ id, numbers })}\n`;
      if (text === kept) return;
      // Written aside and moved into place: a kill leaves the old one.
      writeFileSync(`${file}.new`, text, { mode: 0o600, flush: true });
      renameSync(`${file}.new`, file);
      kept = text;
    },
  };
}

function readNote(file: string): z.output<typeof noted> | null {
  if (!existsSync(file)) return null;
  try {
    return noted.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

async function homeOfServer(db: Database): Promise<Home> {
  const [place] = await db.read.$queryRaw<{ id: string }[]>`
    SELECT d."oid" || ':' || (to_regclass('"Counter"')::oid) AS "id"
    FROM pg_database d WHERE d.datname = current_database()`;
  const server = await db.read.$queryRaw<{ id: string }[]>`
    SELECT system_identifier::text AS "id" FROM pg_control_system()`
    // Some hosts keep it to themselves.
    .catch(() => []);
  return {
    id: [server[0]?.id, place?.id].filter(Boolean).join(':'),
    numbers: [],
    keep: async () => {},
  };
}
