import { format } from 'node:util';
import { type Logger, LogLevel } from '@slack/bolt';
import type { Log } from '../log.js';

/** Slack's libraries log through ours. Their `info` is chatter, so it becomes `debug`. */
export function boltLogger(log: Log): Logger {
  return {
    debug: () => {},
    info: (...parts: unknown[]) => log.debug(format(...parts)),
    warn: (...parts: unknown[]) => log.warn(format(...parts)),
    error: (...parts: unknown[]) => log.error(format(...parts)),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  };
}
