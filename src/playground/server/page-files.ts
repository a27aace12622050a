import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';

/** Headers of everything that the page is made of. */
export const SAFE: Record<string, string> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; " +
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
};

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.map': 'application/json',
  '.ico': 'image/x-icon',
};

/** A file of the built page, or 404; nothing outside its directory. */
export async function sendFile(
  response: ServerResponse,
  dir: string | undefined,
  path: string,
): Promise<void> {
  const inner = normalize(path === '/' ? '/index.html' : path);
  if (dir && !inner.includes(`..${sep}`)) {
    try {
      const content = await readFile(join(dir, inner));
      response.writeHead(200, {
        ...SAFE,
        'content-type': TYPES[extname(inner)] ?? 'application/octet-stream',
        'cache-control': 'no-cache',
      });
      response.end(content);
      return;
    } catch {
      // Not there: answered below.
    }
  }
  response.writeHead(404, { ...SAFE, 'content-type': 'text/plain; charset=utf-8' });
  response.end('Not found\n');
}
