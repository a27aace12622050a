import { z } from 'zod';
import type { Duty } from '../db/types.js';
import type { Rung, RungRule } from '../feature.js';

/** A rung with its instant, as features compute it. */
export interface LadderStep {
  rung: string;
  at: Date;
}

/** As stored: `tries` counts the attempts of a rung whose act threw. */
export interface StoredRung extends Rung {
  tries?: number | undefined;
}

/** What the rungs that most ladders have do, unless a kind says otherwise. */
export const usualRungs: Readonly<Record<string, RungRule>> = {
  before: { tells: 'owner' },
  due: { tells: 'owner' },
  lead: { tells: 'lead' },
  management: { tells: 'management' },
};

/**
 * Rungs that every kind has, put into the ladder here: a snoozed reminder coming back, and the word to a
 * new owner.
 */
export const builtInRungs: Readonly<Record<string, RungRule>> = {
  snoozed: { tells: 'owner' },
  'handed-over': { tells: 'owner' },
};

const stored = z.array(
  z.object({ rung: z.string(), at: z.iso.datetime(), tries: z.number().int().optional() }),
);

/** The ladder's rungs in order of time; those before `duty.nextRung` have fired. Throws on a broken text. */
export function readLadder(duty: Pick<Duty, 'ladder'>): StoredRung[] {
  return stored.parse(JSON.parse(duty.ladder));
}

export function writeLadder(ladder: readonly StoredRung[]): string {
  return JSON.stringify(ladder);
}

/** Puts a rung among those to come, in order of time. What has fired stays before `nextRung`. */
export function insertRung(ladder: readonly StoredRung[], nextRung: number, rung: StoredRung): StoredRung[] {
  const place = ladder.findIndex((other, index) => index >= nextRung && other.at > rung.at);
  return place < 0 ? [...ladder, rung] : [...ladder.slice(0, place), rung, ...ladder.slice(place)];
}

/** When the sweep must look at a duty again: its next rung's instant, null when nothing more will happen. */
export function nextInstant(ladder: readonly StoredRung[], nextRung: number): Date | null {
  const next = ladder[nextRung];
  return next ? new Date(next.at) : null;
}

/**
 * What will still happen if nobody acts, in order of time: the last line of a card ("lead told 14:00 · Li Wei
 * assigned 18:00"). A rung that waits for working time is given with the instant it waits for.
 */
export function nextSteps(
  duty: Pick<Duty, 'ladder' | 'nextRung' | 'nextAt' | 'state'>,
  now: Date,
): LadderStep[] {
  if (duty.state !== 'open') return [];
  const waiting = Math.max(now.getTime(), duty.nextAt?.getTime() ?? 0);
  return readLadder(duty)
    .slice(duty.nextRung)
    .filter(({ rung }) => !(rung in builtInRungs))
    .map(({ rung, at }) => {
      const due = Date.parse(at);
      return { rung, at: new Date(due <= now.getTime() ? waiting : due) };
    });
}
