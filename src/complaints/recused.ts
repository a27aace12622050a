import type { Complaint } from '../db/types.js';
import type { Audience } from '../feature.js';
import { UserError } from '../slack/user-error.js';

// Conflict of interest (docs/processes.md#complaints-about-a-colleague): nobody acts on a complaint about themselves,
// and nobody is shown one. Whatever shows or lists complaints asks here.

type About = Pick<Complaint, 'accusedStaffId'>;

/** Who is kept out of a complaint, by staff id. */
export function recusedFrom({ accusedStaffId }: About): readonly string[] {
  return accusedStaffId ? [accusedStaffId] : [];
}

export function isRecused(staffId: string | null | undefined, complaint: About): boolean {
  return !!staffId && recusedFrom(complaint).includes(staffId);
}

/** @throws UserError complaintAboutYou */
export function refuseRecused(person: { id: string }, complaint: About): void {
  if (isRecused(person.id, complaint)) throw new UserError('complaintAboutYou');
}

/** Whether a complaint is told in words there; a channel may be read by whomever it is about. */
export function isToldTo(audience: Audience, complaint: About): boolean {
  return audience === 'channel'
    ? recusedFrom(complaint).length === 0
    : !isRecused(audience.staffId, complaint);
}

/** The same as a condition of queries; put it into an AND. */
export function toldTo(audience: Audience) {
  return audience === 'channel'
    ? { accusedStaffId: null }
    : { OR: [{ accusedStaffId: null }, { accusedStaffId: { not: audience.staffId } }] };
}
