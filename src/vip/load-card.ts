import type { Duty, VipGroup, VipMembership } from '../db/types.js';
import { nextSteps } from '../duties/ladder.js';
import { openDutiesAbout } from '../duties/queries.js';
import type { RenderInput } from '../feature.js';
import { staffByIds } from '../people/queries.js';
import { publicText } from '../slack/masking.js';
import { vipGroup } from './queries.js';

/** What the card of a membership shows: the same for everybody. */
export interface VipPacket {
  membership: VipMembership;
  /** escaped */
  customerName: string;
  stage: string;
  group: VipGroup | null;
  /** mentions, or null where nobody is named */
  manager: string | null;
  keeper: string | null;
  /** when the lead is told, if nobody acts */
  leadAt: Date | null;
}

/** Null for an erased customer. */
export async function loadVipPacket(
  { reader, workspace, now }: Pick<RenderInput, 'reader' | 'workspace' | 'now'>,
  membership: VipMembership,
): Promise<VipPacket | null> {
  const workspaceId = workspace.id;
  const [customer, group, duties] = await Promise.all([
    reader.customer.findFirst({ where: { id: membership.customerId, workspaceId, erasedAt: null } }),
    vipGroup(reader, { workspaceId }),
    openDutiesAbout(reader, { workspaceId, subject: { type: 'vip', id: membership.id } }),
  ]);
  if (!customer) return null;
  const ownerOf = (kind: string) => duties.find((duty) => duty.kind === kind)?.ownerId ?? null;
  const managerId = ownerOf('vip.invite') ?? customer.accountManagerId;
  const keeperId = ownerOf('vip.add') ?? ownerOf('vip.remove') ?? group?.keeperId ?? null;
  const people = await staffByIds(reader, { workspaceId, staffIds: [managerId, keeperId] });
  const mention = (id: string | null) => {
    const person = id ? people.get(id) : undefined;
    return person ? `<@${person.slackUserId}>` : null;
  };
  return {
    membership,
    customerName: publicText(customer.name),
    stage: customer.stage,
    group,
    manager: mention(managerId),
    keeper: mention(keeperId),
    leadAt: leadTold(duties, now),
  };
}

function leadTold(duties: readonly Duty[], now: Date): Date | null {
  const instants = duties
    .flatMap((duty) => nextSteps(duty, now))
    .filter(({ rung }) => rung === 'lead')
    .map(({ at }) => at.getTime());
  return instants.length > 0 ? new Date(Math.min(...instants)) : null;
}
