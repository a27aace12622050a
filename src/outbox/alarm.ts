/** Rings at every instant it was set to, in real time; instants that lie close together ring once. */
export interface Alarm {
  set(at: Date): void;
  stop(): void;
}

/** Timers may ring a moment before the clock shows their time. */
const marginMs = 2;

export function createAlarm({ now, ring }: { now: () => Date; ring: () => void }): Alarm {
  const instants = new Set<number>();
  let timer: { at: number; handle: NodeJS.Timeout } | null = null;

  function arm(): void {
    const next = Math.min(...instants);
    if (!Number.isFinite(next) || (timer && timer.at <= next)) return;
    if (timer) clearTimeout(timer.handle);
    const handle = setTimeout(
      () => {
        timer = null;
        const at = now().getTime();
        for (const instant of instants) if (instant <= at) instants.delete(instant);
        ring();
        arm();
      },
      Math.max(0, next - now().getTime()) + marginMs,
    );
    handle.unref();
    timer = { at: next, handle };
  }

  return {
    set(at) {
      instants.add(at.getTime());
      arm();
    },
    stop() {
      instants.clear();
      if (timer) clearTimeout(timer.handle);
      timer = null;
    },
  };
}
