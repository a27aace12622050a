import type { Locale } from '../../messages/index.js';
import type { Tour } from '../../playground/protocol.js';
import { complaintTour } from './complaint.js';
import { handoffTour } from './handoff.js';

/** The stories that the playground offers, in the order in which they are best walked. `company`: what its cards speak. */
export function toursFor(company: Locale): readonly Tour[] {
  return [complaintTour(company), handoffTour(company)];
}
