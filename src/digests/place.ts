import { z } from 'zod';
import { ownedPosition } from '../customers/owned-customers.js';
import { firstPage } from '../db/pages.js';
import { dutyPosition } from '../duties/open-duties.js';

const stored = z.object({ owed: dutyPosition.catch(firstPage), customers: ownedPosition.catch(firstPage) });

/** Which pages of App Home somebody looks at. */
export type Place = z.infer<typeof stored>;

const first: Place = { owed: firstPage, customers: firstPage };

/** The pages as stored, or as a page button carries them; anything else is the first ones. */
export function readPlace(text: string): Place {
  try {
    return stored.catch(first).parse(JSON.parse(text));
  } catch {
    return first;
  }
}

export function writePlace(place: Place): string {
  return JSON.stringify(place);
}
