import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { PlaygroundOptions } from '../../src/playground/server/start-playground.js';
import { startBare, testManifest } from './stand.js';

export interface Received {
  headers: IncomingMessage['headers'];
  body: string;
  form: URLSearchParams;
  /** The interaction or event. */
  json: Record<string, unknown>;
}
export type Answer = { status?: number; body?: unknown; headers?: Record<string, string>; afterMs?: number };

/** A playground with the barest app: a server that notes what it gets and answers as told. */
export async function bare(
  answer: (got: Received, count: number) => Answer = () => ({}),
  change: Partial<PlaygroundOptions> = {},
) {
  const stand = await startBare({ manifest: testManifest({ events: [] }), ...change });
  const got: Received[] = [];
  const app = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      const form = new URLSearchParams(body);
      const json = JSON.parse(
        body.startsWith('{') ? body : (form.get('payload') ?? '{}'),
      ) as Received['json'];
      got.push({ headers: request.headers, body, form, json });
      const {
        status = 200,
        body: sent,
        headers = {},
        afterMs = 0,
      } = answer(got.at(-1) as Received, got.length);
      setTimeout(() => {
        response.writeHead(status, headers);
        response.end(sent === undefined ? '' : typeof sent === 'string' ? sent : JSON.stringify(sent));
      }, afterMs);
    });
  });
  await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve));
  stand.playground.setRequestUrl(`http://127.0.0.1:${(app.address() as AddressInfo).port}/`);
  onTestFinished(async () => {
    await stand.playground.close();
    app.closeAllConnections();
    app.close();
  });
  return { ...stand, got, sam: stand.slack.as('U_SAM') };
}

/** The error code that a call meets, or 'ok'. */
export const errorOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'ok',
    (thrown: { data?: { error?: string } }) => thrown.data?.error ?? String(thrown),
  );
