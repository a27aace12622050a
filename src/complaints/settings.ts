import { z } from 'zod';
import { localDate } from '../calendar/local-time.js';
import type { Workspace } from '../db/types.js';
import { type Policy, policyFor } from './policies.js';

const settings = z.object({
  complaints: z
    .object({ policy: z.enum(['house', 'china-2020-3', 'fca-disp', 'cfpb']).catch('house') })
    .catch({ policy: 'house' }),
});

/** The policy version under which a complaint registered at `now` begins: the workspace's pack, else the house's. */
export function policyOf(workspace: Pick<Workspace, 'settings' | 'timeZone'>, now: Date): Policy {
  const { complaints } = settings.parse(JSON.parse(workspace.settings));
  return policyFor({ pack: complaints.policy, date: localDate(workspace.timeZone, now) });
}
