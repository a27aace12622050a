import type { Log } from './log.js';

/** A fault that comes this often in a row does not pass by itself. */
const lastingFrom = 3;

/** Logs what is tried again by itself: as a warning, and as an error once it has failed three times in a row. */
export interface FaultLog {
  failed(what: string, about: object, text: string): void;
  succeeded(what: string): void;
}

export function createFaultLog(log: Log): FaultLog {
  const inARow = new Map<string, number>();
  return {
    failed(what, about, text) {
      const times = (inARow.get(what) ?? 0) + 1;
      inARow.set(what, times);
      if (times < lastingFrom) log.warn(about, text);
      else log.error({ ...about, times }, text);
    },
    succeeded: (what) => void inARow.delete(what),
  };
}
