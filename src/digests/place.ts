import { z } from 'zod';

/** Which pages of App Home somebody looks at, from 0. */
export interface Place {
  owed: number;
  customers: number;
}

const page = z.number().int().min(0).max(10_000).catch(0);
const stored = z.object({ owed: page, customers: page }).catch({ owed: 0, customers: 0 });

/** The pages as stored, or as a page button carries them; anything else is the first ones. */
export function readPlace(text: string): Place {
  try {
    return stored.parse(JSON.parse(text));
  } catch {
    return { owed: 0, customers: 0 };
  }
}

export function writePlace(place: Place): string {
  return JSON.stringify(place);
}
