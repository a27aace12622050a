import type { RecordLine, RenderInput } from '../feature.js';
import { countLimit } from '../messages/counted.js';
import { button } from '../slack/blocks.js';
import { loadPackets } from './load-packet.js';
import { stillOffered, waitingHandoffs } from './queries.js';

/** Handoffs that wait for an answer, the oldest first: sent by somebody, or offered to a department. */
export async function waitingLines(
  input: RenderInput,
  which: ({ fromStaffId: string } | { toDepartmentId: string }) & { limit: number },
): Promise<{ lines: RecordLine[]; total: number }> {
  const { reader, workspace, t } = input;
  const { limit, ...side } = which;
  // What was offered to somebody by name is theirs to answer.
  const where = { workspaceId: workspace.id, ...side, ...('fromStaffId' in side ? {} : { toStaffId: null }) };
  const [handoffs, total] = await Promise.all([
    waitingHandoffs(reader, where, limit),
    reader.handoff.count({
      where: { ...where, ...stillOffered },
      orderBy: { offeredAt: 'asc' },
      take: countLimit,
    }),
  ]);
  const packets = await loadPackets(input, handoffs);
  const lines = handoffs.flatMap((handoff): RecordLine[] => {
    const packet = packets.get(handoff.id);
    if (!packet) return [];
    const role = t.customers.ownerRoles[packet.ownerRole];
    return [
      {
        line: `*${packet.customerName}*${t.common.separator}${role}`,
        state: `${packet.from} → ${packet.to}`,
        by: handoff.assignAt,
        button:
          'fromStaffId' in side
            ? button({ text: t.handoffs.card.withdraw, actionId: 'handoff.withdraw', value: handoff.id })
            : button({ text: t.handoffs.card.accept, actionId: 'handoff.accept', value: handoff.id }),
      },
    ];
  });
  return { lines, total };
}
