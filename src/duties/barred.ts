import type { Duty, Reader } from '../db/types.js';
import type { Feature } from '../feature.js';
import type { Roster } from '../people/stand-in.js';
import { findDutyKind } from './duty-kind.js';

/** Ids of staff who must neither owe a duty nor hear of it. */
export type Barred = (duty: Pick<Duty, 'id'>) => readonly string[];

/** Looks up who is barred from these duties (the person complained about): a query for each kind that bars anybody. */
export async function barredFrom(
  reader: Reader,
  {
    features,
    workspaceId,
    duties,
  }: { features: readonly Feature[]; workspaceId: string; duties: readonly Duty[] },
): Promise<Barred> {
  const barred = new Map<string, readonly string[]>();
  for (const name of new Set(duties.map(({ kind }) => kind))) {
    const ofKind = duties.filter(({ kind }) => kind === name);
    const found = await findDutyKind(features, name)?.barred?.(reader, { workspaceId, duties: ofKind });
    for (const [dutyId, staffIds] of found ?? []) barred.set(dutyId, staffIds);
  }
  return ({ id }) => barred.get(id) ?? [];
}

/** The roster as if some people were not there. */
export function without(roster: Roster, staffIds: readonly string[]): Roster {
  if (staffIds.length === 0) return roster;
  return { ...roster, people: new Map([...roster.people].filter(([id]) => !staffIds.includes(id))) };
}
