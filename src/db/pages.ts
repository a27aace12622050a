import { z } from 'zod';

/**
 * A page of a list that is ordered by a key: which row it begins after (or, turned back, ends before). Unlike a
 * number of rows to skip it costs the same on every page, and nothing is shown twice when something comes or goes.
 */
export interface PagePosition<Key> {
  key: Key | null;
  back: boolean;
  /** How many rows came before it when it was reached: for "9–16 of 240". */
  from: number;
}

/** The first page of any list. */
export const firstPage = { key: null, back: false, from: 0 } as const;

/** A position as a button carries it. */
export function positionOf<Key extends z.ZodType>(key: Key) {
  return z.object({ key: key.nullable(), back: z.boolean(), from: z.number().int().min(0).max(10_000_000) });
}

export interface Page<Row, Key> {
  /** Where this is: another place than was asked for when nothing is left there. */
  at: PagePosition<Key>;
  rows: Row[];
  from: number;
  previous: PagePosition<Key> | null;
  next: PagePosition<Key> | null;
}

/**
 * The page at a position; the last one when everything behind it has gone, the first one when nothing is left
 * before it.
 * @param find the next `take` rows after `key` in the list's order, or before it, the nearest first, when `back`
 */
export async function pageByKey<Row, Key>({
  at,
  size,
  find,
  keyOf,
}: {
  at: PagePosition<Key>;
  size: number;
  find(input: { key: Key | null; back: boolean; take: number }): Promise<Row[]>;
  keyOf(row: Row): Key;
}): Promise<Page<Row, Key>> {
  const found = await find({ key: at.key, back: at.back, take: size + 1 });
  if (at.key && !at.back && found.length === 0) {
    const from = Math.max(0, at.from - size);
    return pageByKey({ at: { key: at.key, back: true, from }, size, find, keyOf });
  }
  // Turned back to the head of the list: a whole page, whatever has come or gone there.
  if (at.back && found.length <= size) return pageByKey({ at: firstPage, size, find, keyOf });
  const rows = found.slice(0, size);
  if (at.back) rows.reverse();
  const [first] = rows;
  const last = rows.at(-1);
  const from = at.key ? at.from : 0;
  // What was turned back from lies behind it.
  const goesOn = at.back || found.length > size;
  return {
    at,
    rows,
    from,
    previous: at.key && first ? { key: keyOf(first), back: true, from: Math.max(0, from - size) } : null,
    next: goesOn && last ? { key: keyOf(last), back: false, from: from + size } : null,
  };
}
