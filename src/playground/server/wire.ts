/** One exchange over the wire, either way. Kept for tests and for whoever wonders what happened. */
export interface WireEntry {
  n: number;
  direction: 'to-app' | 'from-app';
  /** `http`, `socket`, `api` or `response_url`. */
  by: 'http' | 'socket' | 'api' | 'response_url';
  /** The API method, or what was delivered: `/complaint`, `view_submission`, `event:message` … */
  name: string;
  /** Milliseconds since the epoch. */
  at: number;
  /** How long the answer took; undefined while there is none. */
  ms?: number;
  request: unknown;
  status?: number;
  response?: unknown;
  /** What went wrong below the level of answers: `timed_out`, `connection_failed`, a trouble's kind. */
  trouble?: string;
}

export interface Wire {
  readonly entries: readonly WireEntry[];
  /** Calls of one Web API method, oldest first. */
  calls(method: string): WireEntry[];
  clear(): void;
  add(entry: Omit<WireEntry, 'n' | 'at'>): WireEntry;
}

const KEPT = 5000;

export function makeWire(onEntry: (entry: WireEntry) => void): Wire {
  let entries: WireEntry[] = [];
  let n = 0;
  return {
    get entries() {
      return entries;
    },
    calls: (method) => entries.filter((one) => one.name === method),
    clear() {
      entries = [];
    },
    add(given) {
      n += 1;
      const entry: WireEntry = { ...given, n, at: Date.now() };
      entries.push(entry);
      if (entries.length > KEPT) entries = entries.slice(-KEPT / 2);
      onEntry(entry);
      return entry;
    },
  };
}
