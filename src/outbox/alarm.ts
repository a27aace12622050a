/**
 * Rings when as many milliseconds have passed as it was set to, each time; what lies close together rings once.
 */
export interface Alarm {
  set(ms: number): void;
  stop(): void;
}

/** Timers may ring a moment early. */
const marginMs = 2;

/** `elapsed`: milliseconds that go on evenly, whatever the clock is set to. */
export function createAlarm({ elapsed, ring }: { elapsed: () => number; ring: () => void }): Alarm {
  const instants = new Set<number>();
  let timer: { at: number; handle: NodeJS.Timeout } | null = null;

  function arm(): void {
    const next = Math.min(...instants);
    if (!Number.isFinite(next) || (timer && timer.at <= next)) return;
    if (timer) clearTimeout(timer.handle);
    const handle = setTimeout(
      () => {
        timer = null;
        const at = elapsed();
        for (const instant of instants) if (instant <= at) instants.delete(instant);
        ring();
        arm();
      },
      Math.max(0, next - elapsed()) + marginMs,
    );
    handle.unref();
    timer = { at: next, handle };
  }

  return {
    set(ms) {
      instants.add(elapsed() + ms);
      arm();
    },
    stop() {
      instants.clear();
      if (timer) clearTimeout(timer.handle);
      timer = null;
    },
  };
}
