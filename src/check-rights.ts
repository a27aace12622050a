import { accessSync, closeSync, constants, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Config } from './config.js';
import { sqliteFile } from './db/sqlite-file.js';

/**
 * Looks, before anything else happens, whether this user may do what Baton does with its files: write the folder of
 * the database and the database, read the key. Throws the machine's error with its path (see startTrouble).
 */
export function checkRights({
  databaseUrl,
  dataDirectory,
  masterKey,
}: Pick<Config, 'databaseUrl' | 'dataDirectory' | 'masterKey'>): void {
  const onSqlite = databaseUrl.startsWith('file:');
  if (onSqlite) {
    const file = sqliteFile(databaseUrl);
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    // Beside the file SQLite writes its journal, and we our lock.
    accessSync(dirname(file), constants.R_OK | constants.W_OK | constants.X_OK);
    for (const one of [file, `${file}-wal`, `${file}.lock`]) {
      if (existsSync(one)) accessSync(one, constants.R_OK | constants.W_OK);
    }
  }
  if (masterKey) return;
  mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
  const key = join(dataDirectory, 'key');
  if (existsSync(key)) closeSync(openSync(key, 'r'));
  else accessSync(dataDirectory, constants.W_OK | constants.X_OK);
}
