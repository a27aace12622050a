import { z } from 'zod';
import type { Complaint } from '../../db/types.js';
import { readMetadata } from '../../slack/forms.js';

/** What a step's form carries: which complaint, and which version of it the person saw. */
export const ofVersion = z.object({ complaintId: z.string().min(1).max(100), version: z.number().int() });

export function seenMetadata({ id, version }: Pick<Complaint, 'id' | 'version'>): z.output<typeof ofVersion> {
  return { complaintId: id, version };
}

/** @throws UserError formStale */
export function readSeen(view: { private_metadata: string }): { complaintId: string; seenVersion: number } {
  const { complaintId, version } = readMetadata(view.private_metadata, ofVersion);
  return { complaintId, seenVersion: version };
}
