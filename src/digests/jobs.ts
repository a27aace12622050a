import { nextLocalTime } from '../calendar/local-time.js';
import type { Services } from '../context.js';
import type { Department, Workspace } from '../db/types.js';
import type { Job } from '../feature.js';
import { touchAllHomes } from '../outbox/homes.js';
import { listDepartments } from '../people/queries.js';
import { calendarOf, ownHolidaysOf } from '../people/work-calendar.js';
import { nextDigestAt } from './digest.js';
import { sendDigests } from './send-digests.js';

/** Whoever has not opened App Home for so long finds it fresh when they do. */
const homesKeptMs = 14 * 86_400_000;

export const digestJobs: readonly Job[] = [
  {
    name: 'digests.department',
    async next({ services, workspace, after }) {
      const times = [...(await nextDigests(services, { workspace, after })).values()];
      return times.sort((a, b) => a.getTime() - b.getTime())[0] ?? null;
    },
    async run({ services, workspaceId, slot, now }) {
      const { read } = services.db;
      const workspace = await read.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
      const after = new Date(slot.getTime() - 1);
      const due = [...(await nextDigests(services, { workspace, after }))].flatMap(([department, at]) =>
        at.getTime() === slot.getTime() ? [department] : [],
      );
      const ctx = { services, workspaceId, actor: { type: 'system' as const }, now };
      await sendDigests(ctx, { departments: due, slot });
    },
    late: 'run',
  },
  {
    // What is due today, who is on: a new day changes both.
    name: 'digests.new-day',
    next: ({ workspace, after }) => nextLocalTime(workspace.timeZone, after, '00:05'),
    async run({ services, workspaceId, now }) {
      const openedSince = new Date(now.getTime() - homesKeptMs);
      await services.db.transaction((tx) => touchAllHomes(tx, { workspaceId }, { openedSince }));
    },
    late: 'run',
  },
];

/** When each department that has a channel and a time gets its next digest. */
async function nextDigests(
  { db }: Pick<Services, 'db'>,
  { workspace, after }: { workspace: Workspace; after: Date },
): Promise<Map<Department, Date>> {
  const departments = await listDepartments(db.read, { workspaceId: workspace.id });
  const ownHolidays = await ownHolidaysOf(db.read, workspace);
  const found = new Map<Department, Date>();
  for (const department of departments) {
    const { digestAt, channelId } = department;
    if (!digestAt || !channelId) continue;
    const calendar = calendarOf({ workspace, department, ownHolidays });
    const at = nextDigestAt(calendar, { time: digestAt, after });
    if (at) found.set(department, at);
  }
  return found;
}
