import type { Context } from '../context.js';
import type { Duty, Reader, Tx } from '../db/types.js';
import { type Action, may } from '../people/may.js';
import { loadRoster, type Roster, standIn } from '../people/stand-in.js';
import { UserError } from '../slack/user-error.js';
import { barredFrom } from './barred.js';
import { findDutyKind, rungsOf } from './duty-kind.js';
import { dutyById } from './queries.js';

/**
 * An open duty that the asker may act on. Whoever stands in for an absent owner may do what the owner may; who is
 * barred from it may do nothing.
 * @throws UserError dutyNotFound, dutyClosed, dutyNotYours
 */
export async function needDuty(
  reader: Reader,
  ctx: Context,
  { dutyId, action }: { dutyId: string; action: Extract<Action, `duty.${string}`> },
): Promise<{ duty: Duty; roster: Roster; barred: readonly string[] }> {
  const { workspaceId, actor, now } = ctx;
  const duty = await dutyById(reader, { workspaceId, dutyId });
  if (!duty) throw new UserError('dutyNotFound');
  if (duty.state !== 'open') throw new UserError('dutyClosed');
  const roster = await loadRoster(reader, { workspaceId });
  const { ownerId, departmentId } = duty;
  const owner = ownerId ? roster.people.get(ownerId) : undefined;
  const home = departmentId ?? owner?.departmentId ?? null;
  const affair = {
    department: roster.departments.find(({ id }) => id === home) ?? null,
    ownerIds: [ownerId, standIn({ staffId: ownerId, departmentId: home, roster, now })],
  };
  const { features } = ctx.services;
  const barred = (await barredFrom(reader, { features, workspaceId, duties: [duty] }))(duty);
  if (actor.type === 'person' && (barred.includes(actor.staff.id) || !may(actor.staff, action, affair))) {
    throw new UserError('dutyNotYours');
  }
  return { duty, roster, barred };
}

/** Takes back what was to be said to the owners about duties and has not been sent yet. */
export async function takeBackOwnersNotices(tx: Tx, ctx: Context, duties: readonly Duty[]): Promise<void> {
  for (const [kind, ids] of idsByKind(duties)) {
    const rules = rungsOf(findDutyKind(ctx.services.features, kind));
    const rungs = Object.keys(rules).filter((rung) => rules[rung]?.tells === 'owner');
    await tx.dutyNotice.deleteMany({
      where: { dutyId: { in: ids }, deliveredAt: null, rung: { in: rungs } },
    });
  }
}

function idsByKind(duties: readonly Duty[]): Map<string, string[]> {
  const ids = new Map<string, string[]>();
  for (const { kind, id } of duties) ids.set(kind, [...(ids.get(kind) ?? []), id]);
  return ids;
}
