import type { Duty } from '../db/types.js';
import type { DutyKind, RungRule } from '../feature.js';
import { without } from './barred.js';
import { rungsOf } from './duty-kind.js';
import { builtInRungs, insertRung, nextInstant, readLadder, type StoredRung, writeLadder } from './ladder.js';
import { dayOf, nextWorkingMorning, type Surroundings, whomToTell } from './surroundings.js';

export interface PlannedNotice {
  dutyId: string;
  staffId: string;
  rung: string;
  firedOn: string;
}

/** What firing changes: computed first, then claimed and written in one transaction. */
export interface Firing {
  duty: Duty;
  /** The duty's columns afterwards. */
  data: { ladder: string; nextRung: number; nextAt: Date | null };
  fired: { rung: string; rule: RungRule }[];
  notices: PlannedNotice[];
}

/** The rule of a rung. Throws when neither the kind nor Baton itself knows the word. */
export function ruleOf(kind: DutyKind, rung: string): RungRule {
  const rule = rungsOf(kind)[rung];
  if (!rule) throw new Error(`The kind ${kind.kind} has no rung ${rung}`);
  return rule;
}

/** Whether a rung that is due does something by itself. */
export function acts(duty: Duty, kind: DutyKind, now: Date): boolean {
  return dueRungs(duty, now).some(({ rung }) => ruleOf(kind, rung).act !== undefined);
}

/** The rungs that are due, in order of time. */
export function dueRungs(duty: Duty, now: Date): StoredRung[] {
  return readLadder(duty)
    .slice(duty.nextRung)
    .filter(({ at }) => Date.parse(at) <= now.getTime());
}

/**
 * Works out what firing a duty's due rungs does (only the first, with `only: 'first'`): who is told, and when
 * the sweep must look again. A repeating rung moves on to the next working morning instead of being passed,
 * so it is due at most once a working day and its turns missed during downtime are one. Null when nothing is due.
 */
export function planFiring({
  duty,
  kind,
  surroundings,
  barred,
  now,
  only,
}: {
  duty: Duty;
  kind: DutyKind;
  surroundings: Surroundings;
  /** Who must not hear of it. */
  barred: readonly string[];
  now: Date;
  only?: 'first';
}): Firing | null {
  const due = only ? dueRungs(duty, now).slice(0, 1) : dueRungs(duty, now);
  if (due.length === 0) return null;
  const calendar = surroundings.calendarFor(duty);
  const roster = without(surroundings.roster, barred);
  let ladder = readLadder(duty);
  let nextRung = duty.nextRung;
  const firing: Firing = {
    duty,
    data: { ladder: duty.ladder, nextRung, nextAt: null },
    fired: [],
    notices: [],
  };
  for (const { rung, at } of due) {
    const rule = ruleOf(kind, rung);
    const repeats = rule.repeats === 'each-working-day';
    if (repeats) {
      const again = { rung, at: nextWorkingMorning(calendar, now).toISOString() };
      ladder = insertRung(ladder.toSpliced(nextRung, 1), nextRung, again);
    } else {
      nextRung++;
    }
    firing.fired.push({ rung, rule });
    const staffId = whomToTell({ tells: rule.tells, duty, roster, now });
    if (staffId && !silenced({ duty, rung, rule, staffId, now })) {
      const firedOn = repeats ? dayOf(calendar, now) : rung in builtInRungs ? at : '';
      firing.notices.push({ dutyId: duty.id, staffId, rung, firedOn });
    }
  }
  firing.data = { ladder: writeLadder(ladder), nextRung, nextAt: nextInstant(ladder, nextRung) };
  return firing;
}

/**
 * A snooze silences what speaks to the owner's side, for whoever snoozed; the lead's and management's rungs stand, and
 * acts happen.
 */
function silenced({
  duty,
  rung,
  rule,
  staffId,
  now,
}: {
  duty: Duty;
  rung: string;
  rule: RungRule;
  staffId: string;
  now: Date;
}): boolean {
  if (rule.tells !== 'owner' || rung === 'handed-over') return false;
  if (duty.snoozedUntil === null || duty.snoozedUntil <= now) return false;
  return staffId === (duty.snoozedById ?? duty.ownerId ?? staffId);
}
