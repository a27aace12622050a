import type { DutyKind, Feature, RungRule } from '../feature.js';
import { builtInRungs, usualRungs } from './ladder.js';

const known = new WeakMap<readonly Feature[], ReadonlyMap<string, DutyKind>>();

/** A duty kind by its name, from the features that are switched on. Throws for one that nobody hands in. */
export function dutyKind(features: readonly Feature[], name: string): DutyKind {
  const kind = findDutyKind(features, name);
  if (!kind) throw new Error(`No feature hands in the duty kind ${name}`);
  return kind;
}

/** The same, null for an unknown one. */
export function findDutyKind(features: readonly Feature[], name: string): DutyKind | null {
  let kinds = known.get(features);
  if (!kinds) {
    kinds = new Map(features.flatMap((feature) => feature.duties ?? []).map((kind) => [kind.kind, kind]));
    known.set(features, kinds);
  }
  return kinds.get(name) ?? null;
}

/** All rungs that a kind's ladders may have: the usual ones, its own, and those put in here. */
export function rungsOf(kind: DutyKind | null): Readonly<Record<string, RungRule>> {
  return { ...usualRungs, ...kind?.rungs, ...builtInRungs };
}
