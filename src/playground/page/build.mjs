/**
 * Builds the playground's page into dist/playground-page/: one script, one style sheet, one HTML file.
 * Everything is served from the same origin and nothing is inlined, so a strict content security policy holds.
 */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const wanted = process.argv.find((argument) => argument.startsWith('--outdir='))?.slice('--outdir='.length);
const outdir = wanted ? resolve(wanted) : join(here, '../../../dist/playground-page');
const budgetBytes = 150_000;

await rm(outdir, { recursive: true, force: true });
const result = await build({
  absWorkingDir: here,
  entryPoints: { page: 'main.tsx', style: 'styles/all.css' },
  outdir,
  bundle: true,
  minify: true,
  sourcemap: process.argv.includes('--sourcemap') ? 'linked' : false,
  format: 'esm',
  target: ['es2022', 'chrome109', 'firefox115', 'safari16'],
  jsx: 'automatic',
  jsxImportSource: 'preact',
  define: { 'process.env.NODE_ENV': '"production"' },
  tsconfigRaw: '{}',
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
});
for (const name of ['index.html', 'icon.svg']) {
  await writeFile(join(outdir, name), await readFile(join(here, name)));
}

let total = 0;
for (const path of [
  ...Object.keys(result.metafile.outputs).map((name) => join(here, name)),
  join(outdir, 'index.html'),
]) {
  if (path.endsWith('.map')) continue;
  total += gzipSync(await readFile(path)).length;
}
if (total > budgetBytes) {
  throw new Error(`The playground's page weighs ${total} bytes gzipped; the budget is ${budgetBytes}.`);
}
console.log(`playground page: ${(total / 1000).toFixed(1)} kB gzipped`);
