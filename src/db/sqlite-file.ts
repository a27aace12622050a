import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * The path that an address of an SQLite file names: `file:` and a path as it is, or a `file://` URL.
 * @throws Error when it is no such address
 */
export function sqliteFile(url: string): string {
  if (!url.startsWith('file:')) {
    throw new Error('Not a database address: expected file:/path/to/file.db or postgres://…');
  }
  return url.startsWith('file://') ? fileURLToPath(url) : resolve(url.slice('file:'.length));
}

/** The address as libsql wants it: a URL, so that blanks, %, # and ? in the path are meant as such. */
export function libsqlUrl(file: string): string {
  return pathToFileURL(file).href;
}
