import type { Context } from '../context.js';
import type { Reader, VipGroup } from '../db/types.js';
import { openDutiesAbout } from '../duties/queries.js';
import { type Affair, may } from '../people/may.js';
import { loadRoster, standIn } from '../people/stand-in.js';
import { UserError } from '../slack/user-error.js';

/**
 * What confirming is judged by: the VIP keeper, whoever was handed that step of this customer's, who stands in for
 * them while they are away, and the lead of the keeper's department (docs/processes.md#vip-group).
 */
async function confirmAffair(
  reader: Reader,
  { workspaceId, now }: Pick<Context, 'workspaceId' | 'now'>,
  { group, membershipId }: { group: VipGroup | null; membershipId: string | null },
): Promise<{ affair: Affair; keeper: string | null }> {
  const [roster, duties] = await Promise.all([
    loadRoster(reader, { workspaceId }),
    membershipId ? openDutiesAbout(reader, { workspaceId, subject: { type: 'vip', id: membershipId } }) : [],
  ]);
  const keeper = roster.people.get(group?.keeperId ?? '');
  const tech = roster.departments.find(({ key }) => key === 'tech');
  const departmentId = keeper?.departmentId ?? tech?.id ?? null;
  const owed = duties.filter(({ kind }) => kind === 'vip.add' || kind === 'vip.remove');
  const theirs = [keeper?.id ?? null, ...owed.map(({ ownerId }) => ownerId)];
  const affair = {
    department: roster.departments.find(({ id }) => id === departmentId) ?? null,
    ownerIds: theirs.flatMap((staffId) => [staffId, standIn({ staffId, departmentId, roster, now })]),
  };
  return { affair, keeper: keeper?.name ?? null };
}

/** Whether the asker may confirm who is in the group; of one customer's, when one is given. */
export async function mayConfirm(
  reader: Reader,
  ctx: Context,
  which: { group: VipGroup | null; membershipId: string | null },
): Promise<boolean> {
  const { affair } = await confirmAffair(reader, ctx, which);
  return ctx.actor.type === 'person' && may(ctx.actor.staff, 'vip.confirm', affair);
}

/**
 * Nobody but the keeper's side confirms by their word. `field`: where a form asks for it.
 * @throws UserError vipOnlyKeeper
 */
export async function requireConfirming(
  reader: Reader,
  ctx: Context,
  { field, ...which }: { group: VipGroup | null; membershipId: string | null; field?: string },
): Promise<void> {
  const { affair, keeper } = await confirmAffair(reader, ctx, which);
  if (ctx.actor.type === 'person' && may(ctx.actor.staff, 'vip.confirm', affair)) return;
  throw new UserError('vipOnlyKeeper', { keeper }, field ? { field } : {});
}
