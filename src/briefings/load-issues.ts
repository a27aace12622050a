import { ofWorkspace } from '../db/of-workspace.js';
import type { Briefing, Reader } from '../db/types.js';
import { staffByIds } from '../people/queries.js';
import type { IssueContent } from './views/card.js';

/** Issues with their names and how many have read them: four queries for all of them. */
export async function loadIssues(
  reader: Reader,
  { workspaceId, issues }: { workspaceId: string; issues: readonly Briefing[] },
): Promise<IssueContent[]> {
  if (issues.length === 0) return [];
  const [schedules, people, reads] = await Promise.all([
    reader.briefingSchedule.findMany({
      where: { ...ofWorkspace(workspaceId), id: { in: issues.map(({ scheduleId }) => scheduleId) } },
      select: { id: true, name: true },
    }),
    staffByIds(reader, {
      workspaceId,
      staffIds: issues.flatMap((one) => [one.writtenById, one.correctedById]),
    }),
    reader.briefingRead.groupBy({
      by: ['briefingId'],
      where: { workspaceId, briefingId: { in: issues.map(({ id }) => id) } },
      _count: { _all: true },
    }),
  ]);
  const name = (id: string | null) => (id && people.get(id)?.name) || null;
  return issues.map((issue) => ({
    issue,
    name: schedules.find(({ id }) => id === issue.scheduleId)?.name ?? '–',
    writtenBy: name(issue.writtenById),
    correctedBy: name(issue.correctedById),
    reads: reads.find(({ briefingId }) => briefingId === issue.id)?._count._all ?? 0,
  }));
}

/** The same for one. */
export async function loadIssue(
  reader: Reader,
  { workspaceId, issue }: { workspaceId: string; issue: Briefing },
): Promise<IssueContent> {
  const [content] = await loadIssues(reader, { workspaceId, issues: [issue] });
  return content ?? { issue, name: '–', writtenBy: null, correctedBy: null, reads: 0 };
}
