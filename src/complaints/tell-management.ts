import type { Context } from '../context.js';
import type { Tx } from '../db/types.js';
import { without } from '../duties/barred.js';
import { enqueue } from '../outbox/enqueue.js';
import { leads, type Person } from '../people/person.js';
import { administrators } from '../people/queries.js';
import { loadRoster, standIn } from '../people/stand-in.js';
import type { Company } from './company.js';

/**
 * A critical complaint is told at once: in management's channel, else (also when it is about one of those who read it
 * as theirs) to its lead or who stands in for them, else to the administrators; never to the person complained about (docs/processes.md#complaints).
 */
export async function tellManagement(
  tx: Tx,
  ctx: Context,
  { complaint, company, accused }: { complaint: { id: string }; company: Company; accused: Person | null },
): Promise<void> {
  const post = {
    key: `complaint.critical:${complaint.id}:${ctx.now.getTime()}`,
    template: 'complaint.critical',
    params: { complaintId: complaint.id },
  };
  const { id: departmentId = null, channelId = null, leadId = null } = company.management ?? {};
  const reads = accused && (accused.departmentId === departmentId || leads(accused, company.management));
  if (channelId && !reads) return enqueue(tx, ctx, { ...post, destination: { channelId } });
  if (leadId) {
    const everybody = await loadRoster(tx, { workspaceId: ctx.workspaceId });
    const roster = without(everybody, accused ? [accused.id] : []);
    const staffId = standIn({ staffId: leadId, departmentId, roster, now: ctx.now });
    if (staffId) return enqueue(tx, ctx, { ...post, destination: { staffId } });
  }
  for (const admin of await administrators(tx, { workspaceId: ctx.workspaceId })) {
    if (admin.id === accused?.id) continue;
    await enqueue(tx, ctx, { ...post, key: `${post.key}:${admin.id}`, destination: { staffId: admin.id } });
  }
}
