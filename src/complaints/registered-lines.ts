import type { RecordLine, RenderInput } from '../feature.js';
import { countLimit } from '../messages/counted.js';
import { button } from '../slack/blocks.js';
import { customersOf, stillOpen } from './queries.js';
import { toldTo } from './recused.js';
import { actionIds } from './views/ids.js';
import { stateInWords } from './views/reopened.js';
import { complaintInWords } from './views/summary.js';

/** What somebody registered and waits for, the oldest first: each with how it stands. */
export async function registeredLines(
  { reader, workspace, t }: RenderInput,
  { staffId, limit }: { staffId: string; limit: number },
): Promise<{ lines: RecordLine[]; total: number }> {
  const workspaceId = workspace.id;
  const where = {
    workspaceId,
    registeredById: staffId,
    ...stillOpen,
    AND: [toldTo({ staffId })],
  };
  const [complaints, total] = await Promise.all([
    reader.complaint.findMany({ where, orderBy: [{ registeredAt: 'asc' }, { id: 'asc' }], take: limit }),
    reader.complaint.count({ where, orderBy: { registeredAt: 'asc' }, take: countLimit }),
  ]);
  const customers = await customersOf(reader, { workspaceId, complaints });
  const lines = complaints.map((complaint) => {
    const customer = complaint.customerId ? customers.get(complaint.customerId) : undefined;
    return {
      line: complaintInWords(t, complaint, customer?.name ?? null),
      state: stateInWords(t, complaint),
      by: complaint.solveDueAt,
      button: button({ text: t.complaints.card.buttons.open, actionId: actionIds.open, value: complaint.id }),
    };
  });
  return { lines, total };
}
