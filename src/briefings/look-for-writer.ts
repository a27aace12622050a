import type { Context } from '../context.js';
import type { Duty, Tx } from '../db/types.js';
import { setDutyOwner } from '../duties/set-owner.js';
import { whomToTell } from '../duties/surroundings.js';
import { enqueue } from '../outbox/enqueue.js';
import { isPresent, loadRoster, presentInChain } from '../people/stand-in.js';
import { chooseWriter } from './choose-writer.js';
import { publishesOn } from './occasions.js';
import { endBriefing } from './open-briefings.js';
import { briefingById, calendarsFor, scheduleById } from './queries.js';

/**
 * A minute before each reminder: is the day still one on which it goes out, and is the writer there? An absent one
 * is replaced: by whoever stands in for them, then the backup author, then the lead.
 */
export async function lookForWriter(tx: Tx, { ctx, duty }: { ctx: Context; duty: Duty }): Promise<void> {
  const { workspaceId, now } = ctx;
  const found = await issueOfDuty(tx, ctx, duty);
  if (!found) return;
  const { issue, schedule } = found;
  const workspace = await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
  const calendar = (await calendarsFor(tx, workspace))(schedule);
  if (!publishesOn(schedule, calendar, issue.date)) {
    await endBriefing(tx, ctx, { issue, event: 'drop' });
    return;
  }
  const roster = await loadRoster(tx, { workspaceId });
  const owner = duty.ownerId ? roster.people.get(duty.ownerId) : undefined;
  if (owner && isPresent(owner, now)) return;
  const { authorId } = issue;
  const { backupId } = schedule;
  const ownerId =
    presentInChain({ staffId: duty.ownerId, roster, now }) ??
    chooseWriter({ authorId, backupId, roster, now });
  if (ownerId !== duty.ownerId) await setDutyOwner(tx, ctx, { duty, ownerId });
}

/** At its minute nothing is written: the backup author is told too; whoever owes it and the lead are by the ladder. */
export async function tellBackup(tx: Tx, { ctx, duty }: { ctx: Context; duty: Duty }): Promise<void> {
  const { workspaceId, now } = ctx;
  const found = await issueOfDuty(tx, ctx, duty);
  const backupId = found?.schedule.backupId;
  if (!found || !backupId) return;
  const roster = await loadRoster(tx, { workspaceId });
  const staffId = presentInChain({ staffId: backupId, roster, now });
  // One message is enough: the ladder reminds whoever owes it and the lead.
  const told = (['owner', 'lead'] as const).map((tells) => whomToTell({ tells, duty, roster, now }));
  if (!staffId || staffId === duty.ownerId || told.includes(staffId)) return;
  await enqueue(tx, ctx, {
    key: `briefing.missing:${duty.id}`,
    destination: { staffId },
    template: 'briefing.missing',
    params: { briefingId: found.issue.id },
  });
}

async function issueOfDuty(tx: Tx, { workspaceId }: Context, duty: Duty) {
  const issue = await briefingById(tx, { workspaceId, briefingId: duty.subjectId });
  const schedule = issue && (await scheduleById(tx, { workspaceId, scheduleId: issue.scheduleId }));
  return issue && schedule ? { issue, schedule } : null;
}
