import type { Tour } from '../../playground/protocol.js';
import { complaintTour } from './complaint.js';
import { handoffTour } from './handoff.js';

/** The stories that the playground offers, in the order in which they are best walked. */
export const tours: readonly Tour[] = [complaintTour, handoffTour];
