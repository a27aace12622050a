import { complaintsByIds, openComplaintsOf } from '../complaints/queries.js';
import { isToldTo } from '../complaints/recused.js';
import { type OwnerRole, ownerOf } from '../customers/customer.js';
import { ofWorkspace } from '../db/of-workspace.js';
import type { Handoff } from '../db/types.js';
import { openDutiesOfCustomer } from '../duties/queries.js';
import { describeDuties } from '../duties/reminder.js';
import type { Audience, RenderInput } from '../feature.js';
import { departmentName } from '../people/department-name.js';
import { staffByIds } from '../people/queries.js';
import { publicText } from '../slack/masking.js';
import { escapeText } from '../slack/text.js';
import { checklistOf } from './handoff.js';
import type { HandoffPacket } from './views/packet.js';

/** What travels with each of these handoffs, in the language of `input`: a handful of queries for all of them. */
export async function loadPackets(
  input: RenderInput,
  handoffs: readonly Handoff[],
): Promise<Map<string, HandoffPacket>> {
  if (handoffs.length === 0) return new Map();
  const { reader, workspace, t } = input;
  const workspaceId = workspace.id;
  const [customers, departments] = await Promise.all([
    reader.customer.findMany({
      where: { ...ofWorkspace(workspaceId), id: { in: handoffs.map((h) => h.customerId) } },
    }),
    reader.department.findMany({ where: { workspaceId } }),
  ]);
  /** Who holds the role while the offer waits. */
  const holderOf = (handoff: Handoff) => {
    const customer = customers.find((one) => one.id === handoff.customerId);
    return customer && handoff.state === 'offered' ? ownerOf(customer, handoff.ownerRole as OwnerRole) : null;
  };
  const withList = handoffs.filter((handoff) => checklistOf(handoff).length > 0).map(({ id }) => id);
  const ticks =
    withList.length > 0
      ? await reader.handoffTick.findMany({
          where: { handoffId: { in: withList } },
          orderBy: [{ handoffId: 'asc' }, { item: 'asc' }],
        })
      : [];
  const people = await staffByIds(reader, {
    workspaceId,
    staffIds: [
      ...handoffs.flatMap((h) => [h.fromStaffId, h.toStaffId, h.newOwnerId, h.decidedById, holderOf(h)]),
      ...ticks.map(({ staffId }) => staffId),
    ],
  });
  const department = (id: string) => {
    const found = departments.find((one) => one.id === id);
    return found ? escapeText(departmentName(t, found)) : '–';
  };
  const mention = (id: string | null) => {
    const person = id ? people.get(id) : undefined;
    return person ? `<@${person.slackUserId}>` : null;
  };
  return new Map(
    handoffs.map((handoff) => {
      const customer = customers.find((one) => one.id === handoff.customerId);
      const fromDepartment = department(handoff.fromDepartmentId);
      const toDepartment = department(handoff.toDepartmentId);
      const sender = mention(handoff.fromStaffId);
      const named = mention(handoff.toStaffId);
      return [
        handoff.id,
        {
          handoff,
          ownerRole: handoff.ownerRole as OwnerRole,
          customerName: publicText(customer?.name ?? '–'),
          from: named ? (sender ?? fromDepartment) : fromDepartment,
          to: named ?? toDepartment,
          fromDepartment,
          toDepartment,
          sender,
          named,
          holder: mention(holderOf(handoff)),
          newOwner: mention(handoff.newOwnerId),
          decidedBy: mention(handoff.decidedById),
          ticks: new Map(
            ticks
              .filter(({ handoffId }) => handoffId === handoff.id)
              .map(({ item, staffId, at }) => [item, { who: mention(staffId), at }] as const),
          ),
          openComplaints: [],
          openComplaintsTotal: 0,
          nextDue: [],
        },
      ];
    }),
  );
}

/** The same for one handoff, with the customer's open complaints and next due dates: what is told to who looks. */
export async function loadPacket(
  input: RenderInput,
  handoff: Handoff,
  audience: Audience,
): Promise<HandoffPacket | null> {
  const { reader, workspace } = input;
  const workspaceId = workspace.id;
  const { customerId } = handoff;
  const [packets, open, duties] = await Promise.all([
    loadPackets(input, [handoff]),
    openComplaintsOf(reader, { workspaceId, customerId, audience }),
    openDutiesOfCustomer(reader, { workspaceId, customerId, limit: 5 }),
  ]);
  const packet = packets.get(handoff.id);
  if (!packet) return null;
  const about = await complaintsByIds(reader, {
    workspaceId,
    complaintIds: duties.flatMap((duty) => (duty.subjectType === 'complaint' ? [duty.subjectId] : [])),
  });
  const owed = duties.filter((duty) => {
    const complaint = about.get(duty.subjectId);
    return duty.subjectType !== 'handoff' && (!complaint || isToldTo(audience, complaint));
  });
  const lines = await describeDuties(input, owed, audience);
  return {
    ...packet,
    openComplaints: open.complaints.map((complaint) => complaint.number),
    openComplaintsTotal: open.total,
    nextDue: owed.flatMap((duty) => {
      const line = lines.get(duty.id)?.line;
      return line ? [{ line, at: duty.dueAt }] : [];
    }),
  };
}
