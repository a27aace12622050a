import type { Locale } from '../../messages/index.js';
import type { Tour } from '../../playground/protocol.js';
import { briefingTour } from './briefing.js';
import { complaintTour } from './complaint.js';
import { handoffTour } from './handoff.js';
import { morningTour } from './morning.js';
import { vipTour } from './vip.js';

/** The stories that the playground offers, in the order in which they are best walked. `company`: what its cards speak. */
export function toursFor(company: Locale): readonly Tour[] {
  return [complaintTour, handoffTour, vipTour, briefingTour, morningTour].map((tour) => tour(company));
}
