import type { WireDetail, WireLine, WireList } from '../protocol.js';
import type { Slack } from './ground.js';
import { isPlain, str } from './plain.js';
import type { WireEntry } from './wire.js';

const MOST_LINES = 500;

function faultOf({ trouble, response, status }: WireEntry): string | null {
  if (trouble) return trouble;
  if (isPlain(response) && response.ok === false) return str(response.error) || 'failed';
  return status !== undefined && status >= 400 ? `http_${status}` : null;
}

function lineOf(entry: WireEntry): WireLine {
  const { n, direction, by, name, at, ms, status } = entry;
  return { n, direction, by, name, at, ms: ms ?? null, status: status ?? null, fault: faultOf(entry) };
}

/** Whether every word is somewhere in the exchange: its name, fault, request or answer. */
function holds(entry: WireEntry, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const text = JSON.stringify([entry.name, faultOf(entry), entry.request, entry.response]).toLowerCase();
  return words.every((word) => text.includes(word));
}

/** A copy without tokens and secrets. */
function withoutSecrets(value: unknown): unknown {
  const text = JSON.stringify(value ?? null, (key, held: unknown) =>
    /(^|_)(token|secret)$/.test(key) && typeof held === 'string' ? '…' : held,
  );
  return JSON.parse(text) as unknown;
}

/** The exchanges that were asked for (`q`, `limit`), newest first, or one in full (`n`); null if it is gone. */
export function wireFor(slack: Slack, asked: URLSearchParams): WireList | WireDetail | null {
  const { entries } = slack.wire;
  const n = asked.get('n');
  if (n !== null) {
    const entry = entries.find((one) => one.n === Number(n));
    if (!entry) return null;
    const { request, response } = entry;
    return { ...lineOf(entry), request: withoutSecrets(request), response: withoutSecrets(response) };
  }
  const words = (asked.get('q') ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const fitting = entries.filter((one) => holds(one, words));
  const limit = Math.min(MOST_LINES, Math.max(1, Number(asked.get('limit')) || 200));
  return { lines: fitting.slice(-limit).reverse().map(lineOf), total: fitting.length };
}
