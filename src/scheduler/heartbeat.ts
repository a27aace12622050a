import { type ScheduledTask, schedule } from 'node-cron';
import { elapsedMs, realNow } from '../clock.js';
import { createStepWatch } from '../clock-steps.js';
import type { Log } from '../log.js';

export interface Heartbeat {
  /** Does not wait for what the first beat does. */
  start(): void;
  stop(): Promise<void>;
}

/** How often the machine's clock is looked at, and from when on it counts as set. */
const lookMs = 15_000;
const stepMs = 2_000;
/** A clock that was set ahead by more is believed after a while only: it may be set right again. */
const doubtedMs = 3_600_000;
const settleMs = 5 * 60_000;

/**
 * Calls `beat` at once and at each full minute of the machine's clock, also after that was set
 * (docs/decisions/0015-clocks-that-step.md).
 */
export function createHeartbeat({
  beat,
  log,
  now = realNow,
  elapsed = elapsedMs,
}: {
  beat: () => Promise<void>;
  log: Log;
  now?: () => Date;
  elapsed?: () => number;
}): Heartbeat {
  const stepped = createStepWatch({ now, elapsed });
  let task: ScheduledTask | null = null;
  let watching: NodeJS.Timeout | undefined;
  let believedFrom = Number.NEGATIVE_INFINITY;

  function lookAtClock(): void {
    const step = stepped();
    if (Math.abs(step) < stepMs) return;
    log.warn({ seconds: Math.round(step / 1000) }, 'the machine’s clock was set');
    believedFrom = step > doubtedMs ? elapsed() + settleMs : Number.NEGATIVE_INFINITY;
    // It waits for the minute that it had worked out by the clock as it was.
    void task?.stop();
    void task?.start();
  }

  async function beatIfBelieved(): Promise<void> {
    lookAtClock();
    if (elapsed() >= believedFrom) await beat();
  }

  return {
    start() {
      task = schedule('* * * * *', beatIfBelieved, { noOverlap: true, suppressMissedWarning: true });
      watching = setInterval(lookAtClock, lookMs);
      watching.unref();
      void beat();
    },
    async stop() {
      clearInterval(watching);
      await task?.destroy();
    },
  };
}
