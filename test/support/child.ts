import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export interface Child {
  process: ChildProcessByStdio<Writable, Readable, Readable>;
  /** Everything it has written to standard output, line by line; ends with the process. */
  lines: AsyncIterableIterator<string>;
  /** Resolves when it has ended, with its code (null: killed) and what it wrote to standard error. */
  ended: Promise<{ code: number | null; errors: string }>;
}

/**
 * Makes a TypeScript file (from the project's root) runnable as processes of their own, which start quickly
 * because they are bundled once. `remove` in afterAll.
 */
export async function childProgram(
  entry: string,
): Promise<{ start(...args: string[]): Child; remove(): void }> {
  // Inside node_modules: packages are found from there, and so is the project's root.
  const outfile = join(root, 'node_modules', '.baton-test', `${randomBytes(6).toString('hex')}.mjs`);
  await build({
    entryPoints: [join(root, entry)],
    outfile,
    bundle: true,
    // Packages as well, except those that load native parts: a process then starts in two thirds of the time.
    external: ['libsql', 'pg'],
    alias: { '@libsql/client': join(root, 'node_modules', '@libsql', 'client', 'lib-esm', 'sqlite3.js') },
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'silent',
  });
  return {
    remove: () => rmSync(outfile, { force: true }),
    start(...args) {
      const child = spawn(process.execPath, [outfile, ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
      let errors = '';
      child.stderr.on('data', (data: Buffer) => {
        errors += data.toString();
      });
      return {
        process: child,
        lines: createInterface({ input: child.stdout })[Symbol.asyncIterator](),
        ended: new Promise((resolve) => child.on('close', (code) => resolve({ code, errors }))),
      };
    },
  };
}
