/** Gives a place back. */
export type Free = () => void;

/** A number of places, taken in the order of asking. */
export interface Places {
  /** Waits for a place. @throws Error once closed */
  take(): Promise<Free>;
  /** Takes a place if there is one, without waiting. */
  tryTake(): Free | null;
  /** Turns away everybody who waits, now and later. */
  close(): void;
}

/**
 * Counts, and knows no time: a limiter that remembers instants of the machine's clock stands still when that is
 * set back (docs/decisions/0015-clocks-that-step.md).
 */
export function createPlaces(most: number): Places {
  const waiting: { resolve(free: Free): void; reject(error: Error): void }[] = [];
  let taken = 0;
  let closed = false;
  const turnedAway = () => new Error('Nobody gets a place here any more');

  function place(): Free {
    taken += 1;
    let given = false;
    return () => {
      if (given) return;
      given = true;
      taken -= 1;
      waiting.shift()?.resolve(place());
    };
  }

  return {
    async take() {
      if (closed) throw turnedAway();
      if (taken < most) return place();
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    },
    tryTake: () => (!closed && taken < most ? place() : null),
    close() {
      closed = true;
      for (const { reject } of waiting.splice(0)) reject(turnedAway());
    },
  };
}
