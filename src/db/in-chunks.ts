import { setTimeout as rest } from 'node:timers/promises';
import { elapsedMs } from '../clock.js';

/** The longest that a chunk should take: nobody else writes meanwhile, and on SQLite nobody is answered either. */
const chunkMs = 40;
/** However long they take: there is no end to it otherwise. */
const fewest = 10;

/** How many rows the next chunk has, `most` at most, after one of `size` rows that took `ms` milliseconds. */
export function nextSize(size: number, { ms, most }: { ms: number; most: number }): number {
  if (ms > chunkMs) return Math.max(Math.min(fewest, most), Math.floor(size / 2));
  return ms < chunkMs / 4 ? Math.min(most, size * 2) : size;
}

/**
 * Calls `once` until there is nothing left to do, and rests after each call for as long as it took, so that others
 * have at least half of the time.
 * @param once does at most so many rows, in a transaction of its own; returns how many it did
 * @param most rows of one chunk; on a slow disk they are fewer
 * @returns how many rows there were
 */
export async function inChunks(
  once: (size: number) => Promise<number>,
  { most, elapsed = elapsedMs }: { most: number; elapsed?: () => number },
): Promise<number> {
  let done = 0;
  let size = Math.min(most, 100);
  for (;;) {
    const begun = elapsed();
    const count = await once(size);
    done += count;
    if (count < size) return done;
    const ms = elapsed() - begun;
    size = nextSize(size, { ms, most });
    await rest(ms);
  }
}
