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
  // The event stands in the statement: its index holds nothing else.
  const rows = await reader.$queryRaw<{ subjectId: string }[]>`
    SELECT "subjectId" FROM "History"
    WHERE "event" = 'duty.handed-over' AND "workspaceId" = ${workspaceId} AND "actorType" = 'person'
      AND "actorId" = ${staffId} AND "at" >= ${new Date(now.getTime() - since)}
    ORDER BY "at" DESC LIMIT ${mostLooked}`;
  const ids = [...new Set(rows.map(({ subjectId }) => subjectId))];
  if (ids.length === 0) return { lines: [], total: 0 };
  const found = await reader.duty.findMany({
    where: { ...ofWorkspace(workspaceId), id: { in: ids }, state: 'open', ownerId: { not: staffId } },
  });
  const duties = ids.flatMap((id) => found.find((duty) => duty.id === id) ?? []);
  const shown = duties.slice(0, limit);
  const [lines, owners] = await Promise.all([
    describeDuties(input, shown, { staffId }),
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
