import { coverageWarning } from '../calendar/holidays.js';
import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import type { Reader, Workspace } from '../db/types.js';
import { enqueue } from '../outbox/enqueue.js';
import { administrators } from './queries.js';
import { holidaySettings } from './work-calendar.js';

/**
 * Tells each administrator, once for every year that is covered, that the known holidays run out soon: working time
 * after that would count holidays as working days (docs/processes.md#setup).
 */
export function warnCoverage(ctx: Context): Promise<{ told: number }> {
  return commit(ctx, async (tx) => {
    const { workspaceId, now } = ctx;
    const workspace = await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
    const until = await holidaysRunOut(tx, { workspace, now });
    if (!until) return { told: 0 };
    const people = await administrators(tx, { workspaceId });
    for (const { id } of people) {
      await enqueue(tx, ctx, {
        key: `people.calendar-coverage:${until}:${id}`,
        destination: { staffId: id },
        template: 'people.calendar-coverage',
        params: { until },
      });
    }
    return { told: people.length };
  });
}

/** The last day whose holidays are known, when it is near; else null. */
export async function holidaysRunOut(
  reader: Reader,
  { workspace, now }: { workspace: Workspace; now: Date },
): Promise<string | null> {
  const calendar = await holidaySettings(reader, workspace);
  return coverageWarning({ calendar, at: now, timeZone: workspace.timeZone })?.coveredUntil ?? null;
}
