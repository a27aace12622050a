import { pino } from 'pino';

/** Structured log to standard output. Never phone numbers, message bodies or tokens: log ids. */
export type Log = Pick<pino.Logger, 'debug' | 'info' | 'warn' | 'error' | 'child'>;

export function createLog({ level }: { level: string }): Log {
  return pino({ level, base: null });
}
