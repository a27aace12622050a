import type { Said, Tour, TourInfo, TourSign } from '../protocol.js';
import { isPlain } from './plain.js';
import { refuseAct } from './slack-refusal.js';
import type { WireEntry } from './wire.js';

/**
 * Follows the tours that somebody has begun: what goes over the wire ticks their steps off, one after the other.
 * The others stay as they are, so that one story does not tick off half of the next.
 */
export interface Tours {
  list(): TourInfo[];
  /** Begins a tour, where it was left or at a step. @throws ActRefusal no_such_tour, invalid_step */
  go(id: string, at?: number): void;
  /** An exchange began; it is looked at when it has ended. */
  note(entry: WireEntry): void;
  /** To be called when exchanges may have ended. */
  look(): void;
}

/** Exchanges that never end (the app hangs) are forgotten from this many on. */
const MOST_PENDING = 500;

function at(value: unknown, path: string): string {
  let here: unknown = value;
  for (const key of path.split('.')) {
    if (Array.isArray(here)) here = here[Number(key)];
    else here = isPlain(here) ? here[key] : undefined;
  }
  if (here === undefined || here === null) return '';
  return typeof here === 'string' ? here : JSON.stringify(here);
}

type Needle = Said | string | readonly (Said | string)[];

/** Whether a text holds what is said, in either language; of a list all. */
function saidIn(text: string, said: Needle): boolean {
  if (typeof said === 'string') return text.includes(said);
  if ('en' in said) return text.includes(said.en) || text.includes(said.zh);
  return said.every((one) => saidIn(text, one));
}

/** Whether an exchange is what a step waits for. */
export function isSign(sign: TourSign, entry: WireEntry): boolean {
  if (entry.name !== sign.name || entry.ms === undefined || entry.trouble !== undefined) return false;
  const holds = ([path, said]: [string, Needle]) => saidIn(at(entry, path), said);
  return Object.entries(sign.has ?? {}).every(holds) && !Object.entries(sign.hasNot ?? {}).some(holds);
}

/** `changed` is called after every step that was ticked off. */
export function makeTours(tours: readonly Tour[], changed: () => void): Tours {
  const reached = new Map(tours.map((tour) => [tour.id, 0]));
  const begun = new Set<string>();
  let pending: WireEntry[] = [];
  return {
    list: () => tours.map((tour) => ({ ...tour, at: reached.get(tour.id) ?? 0 })),
    go(id, step) {
      const tour = tours.find((one) => one.id === id);
      if (!tour) refuseAct('no_such_tour', `There is no tour ${id}`);
      if (step !== undefined && (!Number.isInteger(step) || step < 0 || step > tour.steps.length)) {
        refuseAct('invalid_step', `The tour ${id} has ${tour.steps.length} steps`);
      }
      begun.add(id);
      if (step === undefined) return;
      reached.set(id, step);
      changed();
    },
    note(entry) {
      if (begun.size === 0) return;
      pending.push(entry);
      if (pending.length > MOST_PENDING) pending = pending.slice(-MOST_PENDING / 2);
    },
    look() {
      if (!pending.some((entry) => entry.ms !== undefined)) return;
      const ended = pending.filter((entry) => entry.ms !== undefined);
      pending = pending.filter((entry) => entry.ms === undefined);
      let ticked = false;
      for (const entry of ended) {
        for (const tour of tours) {
          const step = reached.get(tour.id) ?? 0;
          const sign = tour.steps[step]?.done;
          if (!begun.has(tour.id) || !sign || !isSign(sign, entry)) continue;
          reached.set(tour.id, step + 1);
          ticked = true;
        }
      }
      if (ticked) changed();
    },
  };
}
