import { nextLocalTime } from '../calendar/local-time.js';
import type { Job } from '../feature.js';
import { askAfterJob } from './ask-after.js';
import { backJob } from './back.js';
import { compareWithSlack } from './compare-with-slack.js';
import { finishDepartures } from './staff-left.js';
import { warnCoverage } from './warn-coverage.js';

/** Goes on with what somebody who left still has, should the process that began with it have ended. */
const departuresJob: Job = {
  name: 'people.departures',
  async next({ services, workspace, after }) {
    const open = await services.db.read.departure.findFirst({
      where: { workspaceId: workspace.id, finishedAt: null },
      select: { id: true },
    });
    return open ? new Date(after.getTime() + 60_000) : null;
  },
  run: ({ services, workspaceId, now }) =>
    finishDepartures({ services, workspaceId, now, actor: { type: 'system' } }),
  late: 'run',
};

/** Before people come to work. */
const compareJob: Job = {
  name: 'people.compare',
  next: ({ workspace, after }) => nextLocalTime(workspace.timeZone, after, '06:00'),
  async run({ services, workspaceId, now }) {
    const client = await services.slack.forSending(workspaceId);
    await compareWithSlack({ services, workspaceId, now, actor: { type: 'system' } }, client);
  },
  late: 'run',
};

export const peopleJobs: readonly Job[] = [
  backJob,
  askAfterJob,
  compareJob,
  departuresJob,
  {
    name: 'people.calendar-coverage',
    next: ({ workspace, after }) => nextLocalTime(workspace.timeZone, after, '09:00'),
    async run({ services, workspaceId, now }) {
      await warnCoverage({ services, workspaceId, now, actor: { type: 'system' } });
    },
    late: 'run',
  },
];
