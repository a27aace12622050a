import { nextLocalTime } from '../calendar/local-time.js';
import type { Job } from '../feature.js';
import { backJob } from './back.js';
import { warnCoverage } from './warn-coverage.js';

export const peopleJobs: readonly Job[] = [
  backJob,
  {
    name: 'people.calendar-coverage',
    next: ({ workspace, after }) => nextLocalTime(workspace.timeZone, after, '09:00'),
    async run({ services, workspaceId, now }) {
      await warnCoverage({ services, workspaceId, now, actor: { type: 'system' } });
    },
    late: 'run',
  },
];
