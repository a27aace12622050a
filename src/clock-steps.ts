import { elapsedMs, realNow } from './clock.js';

/**
 * Notices that the machine's clock was set, by comparing it with time that goes on evenly. Each call tells by how many
 * milliseconds it was set since the last one; small ones are how clocks are kept right.
 */
export function createStepWatch({
  now = realNow,
  elapsed = elapsedMs,
}: {
  now?: () => Date;
  elapsed?: () => number;
} = {}): () => number {
  const ahead = () => now().getTime() - elapsed();
  let before = ahead();
  return () => {
    const present = ahead();
    const step = present - before;
    before = present;
    return step;
  };
}
