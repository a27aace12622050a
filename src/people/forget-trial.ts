import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import { record } from '../db/history.js';
import type { Reader } from '../db/types.js';
import { touchAllHomes } from '../outbox/homes.js';
import { UserError } from '../slack/user-error.js';
import { may } from './may.js';

/** A company with more customers than this is no longer trying Baton out. */
export const mostTrialCustomers = 2_000;
const mostMessages = 500;

export interface TrialRecords {
  customers: number;
  complaints: number;
  handoffs: number;
}

/** What would be removed. */
export async function trialRecords(
  reader: Reader,
  { workspaceId }: { workspaceId: string },
): Promise<TrialRecords> {
  const where = { workspaceId };
  const [customers, complaints, handoffs] = await Promise.all([
    reader.customer.count({ where }),
    reader.complaint.count({ where }),
    reader.handoff.count({ where }),
  ]);
  return { customers, complaints, handoffs };
}

/**
 * Removes everything that was registered while the company tried Baton out: customers, complaints, handoffs and what
 * the other features keep, with their duties and unsent messages. People, departments and settings stay, and so does
 * the history, which holds ids only. `typed` must be the workspace's name (docs/processes.md#setup).
 * @returns how much went, and the messages in Slack that showed it
 * @throws UserError notAllowed, forgetNotConfirmed, forgetTooMuch
 */
export function forgetTrial(
  ctx: Context,
  { typed }: { typed: string },
): Promise<{
  records: TrialRecords & { [key: string]: number };
  messages: { channel: string; ts: string }[];
}> {
  return commit(ctx, async (tx) => {
    const { workspaceId, actor, services } = ctx;
    if (actor.type !== 'person' || !may(actor.staff, 'settings.change')) throw new UserError('notAllowed');
    const { name } = await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
    const fold = (text: string) => text.normalize('NFKC').replace(/\s+/gu, ' ').trim().toLowerCase();
    if (fold(typed) !== fold(name)) {
      throw new UserError('forgetNotConfirmed', { name }, { field: 'confirm' });
    }
    const records = await trialRecords(tx, { workspaceId });
    if (records.customers > mostTrialCustomers) {
      throw new UserError('forgetTooMuch', { most: mostTrialCustomers }, { field: 'confirm' });
    }
    const cards = await tx.card.findMany({
      where: { workspaceId, ts: { not: null } },
      orderBy: { createdAt: 'desc' },
      take: mostMessages,
      select: { channelId: true, ts: true },
    });
    await tx.dutyNotice.deleteMany({ where: { workspaceId } });
    await tx.duty.deleteMany({ where: { workspaceId } });
    await tx.card.deleteMany({ where: { workspaceId } });
    await tx.outboxOperation.deleteMany({ where: { workspaceId, state: { in: ['pending', 'parked'] } } });
    for (const feature of services.features) await feature.forgetTrial?.(tx, ctx);
    await record(tx, ctx, {
      subject: { type: 'workspace', id: workspaceId },
      event: 'workspace.trial-forgotten',
      before: records,
    });
    await touchAllHomes(tx, ctx, { openedSince: new Date(0) });
    return {
      records: { ...records },
      messages: cards.flatMap(({ channelId, ts }) => (ts ? [{ channel: channelId, ts }] : [])),
    };
  });
}
