import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../house/sources.js';

export interface Run {
  /** Resolves with what was printed when `pattern` is seen. */
  prints(pattern: RegExp): Promise<string>;
  ended: Promise<{ code: number | null; out: string; err: string }>;
  child: ChildProcess;
}

/** Baton as `npm start` runs it, in a folder; noted in `children`, for whoever ends them. */
export function runMain({
  folder,
  environment,
  words = [],
  children,
}: {
  folder: string;
  environment: Record<string, string>;
  words?: string[];
  children: ChildProcess[];
}): Run {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(
    process.execPath,
    ['--import', import.meta.resolve('tsx'), join(root, 'src/main.ts'), ...words],
    {
      cwd: folder,
      env: { PATH, HOME, ...environment },
    },
  );
  children.push(child);
  let out = '';
  let err = '';
  let look = () => {};
  child.stdout.on('data', (part: Buffer) => {
    out += part;
    look();
  });
  child.stderr.on('data', (part: Buffer) => {
    err += part;
  });
  const ended = new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, out, err }));
  });
  return {
    child,
    ended,
    prints: (pattern) =>
      new Promise((resolve, reject) => {
        look = () => pattern.test(out) && resolve(out);
        look();
        void ended.then(({ code }) => reject(new Error(`It ended with ${code}\n${out}\n${err}`)));
      }),
  };
}
