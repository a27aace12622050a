import { ofWorkspace } from '../db/of-workspace.js';
import { describeDuties } from '../duties/reminder.js';
import type { RecordLine, RenderInput } from '../feature.js';
import { staffByIds } from '../people/queries.js';

/** Longer ago nobody waits for it any more. */
const since = 60 * 86_400_000;
const mostLooked = 50;

/** Duties that somebody handed to a colleague who has not done them yet, the latest first. */
export async function handedOverLines(
  input: RenderInput,
  { staffId, limit }: { staffId: string; limit: number },
): Promise<{ lines: RecordLine[]; total: number }> {
  const { reader, workspace, t, now } = input;
  const workspaceId = workspace.id;
  const rows = await reader.history.findMany({
    where: {
      workspaceId,
      event: 'duty.handed-over',
      at: { gte: new Date(now.getTime() - since) },
      actorType: 'person',
      actorId: staffId,
    },
    orderBy: { at: 'desc' },
    take: mostLooked,
    select: { subjectId: true },
  });
  const ids = [...new Set(rows.map(({ subjectId }) => subjectId))];
  if (ids.length === 0) return { lines: [], total: 0 };
  const found = await reader.duty.findMany({
    where: { ...ofWorkspace(workspaceId), id: { in: ids }, state: 'open', ownerId: { not: staffId } },
  });
  const duties = ids.flatMap((id) => found.find((duty) => duty.id === id) ?? []);
  const shown = duties.slice(0, limit);
  const [lines, owners] = await Promise.all([
    describeDuties(input, shown),
    staffByIds(reader, { workspaceId, staffIds: shown.map(({ ownerId }) => ownerId) }),
  ]);
  return {
    total: duties.length,
    lines: shown.flatMap((duty): RecordLine[] => {
      const line = lines.get(duty.id)?.line;
      const owner = owners.get(duty.ownerId ?? '');
      if (!line) return [];
      return [
        {
          line,
          state: owner ? `<@${owner.slackUserId}>` : t.common.nobody,
          by: duty.dueAt,
        },
      ];
    }),
  };
}
