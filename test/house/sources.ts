import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** One file of src/, as the house rules look at it. */
export interface Source {
  /** Below src/, with slashes: `slack/asker.ts`. */
  path: string;
  /** Its folder below src/: `slack`; '' for src's own files. */
  room: string;
  text: string;
  /** The text without comments. */
  code: string;
  imports: Import[];
}

export interface Import {
  /** As written: `../db/types.js`, `@slack/bolt`. */
  from: string;
  /** Below src/ when it is ours: `db/types.ts`; null for packages. */
  target: string | null;
  room: string | null;
  /** Only types are imported: gone once compiled. */
  typeOnly: boolean;
}

export function sources(): Source[] {
  return walk(join(root, 'src'))
    .filter((file) => /\.(ts|tsx)$/.test(file) && !file.includes(`${sep}generated${sep}`))
    .map((file) => {
      const path = relative(join(root, 'src'), file).split(sep).join('/');
      const text = readFileSync(file, 'utf8');
      const code = withoutComments(text);
      return { path, room: roomOf(path), text, code, imports: importsOf(path, code) };
    });
}

function roomOf(path: string): string {
  return path.includes('/') ? (path.split('/')[0] ?? '') : '';
}

export function importsOf(path: string, code: string): Import[] {
  const found: Import[] = [];
  const statement = /\b(?:import|export)\b(\s+type\b)?([^;'"]*?)\bfrom\s*['"]([^'"]+)['"]/g;
  for (const [, typeKeyword, what = '', from = ''] of code.matchAll(statement)) {
    const names =
      /\{([^}]*)\}/
        .exec(what)?.[1]
        ?.split(',')
        .map((name) => name.trim()) ?? [];
    const onlyTypes =
      typeKeyword !== undefined ||
      (names.filter(Boolean).length > 0 &&
        names.filter(Boolean).every((name) => name.startsWith('type ')) &&
        /^\s*\{[^}]*\}\s*$/.test(what));
    found.push(resolved(path, from, onlyTypes));
  }
  for (const [, from = ''] of code.matchAll(/\bimport\s*\(?\s*['"]([^'"]+)['"]/g)) {
    found.push(resolved(path, from, false));
  }
  return found;
}

function resolved(path: string, from: string, typeOnly: boolean): Import {
  if (!from.startsWith('.')) return { from, target: null, room: null, typeOnly };
  const target = posix.join(posix.dirname(path), from).replace(/\.jsx?$/, '.ts');
  return { from, target, room: roomOf(target), typeOnly };
}

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? walk(join(folder, entry.name)) : [join(folder, entry.name)],
  );
}

/** Comments become blanks; what looks like one inside a string, a template or a regex class stays. */
export function withoutComments(text: string): string {
  const pieces =
    /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|\/(?![*/ ])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[dgimsuvy]*/g;
  return text.replace(pieces, (piece) => (/^\/[*/]/.test(piece) ? piece.replace(/[^\n]/g, ' ') : piece));
}
