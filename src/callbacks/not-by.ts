import type { Callback } from '../db/types.js';

/** Who is not to make a call, nor to hear what it is for, by staff id: whom the complaint before it was about. */
export function notByOf({ notBy }: Pick<Callback, 'notBy'>): readonly string[] {
  return notBy === null ? [] : (JSON.parse(notBy) as string[]);
}

/** The calls that somebody may make, as a condition of queries; put it into an AND. */
export function madeBy(staffId: string) {
  return { OR: [{ notBy: null }, { NOT: { notBy: { contains: JSON.stringify(staffId) } } }] };
}

/** As it is stored. */
export function storedNotBy(staffIds: readonly string[]): string | null {
  return staffIds.length > 0 ? JSON.stringify([...new Set(staffIds)]) : null;
}
