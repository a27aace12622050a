import { nextLocalTime } from '../calendar/local-time.js';
import type { Job } from '../feature.js';
import { markDormant } from './mark-dormant.js';

export const lifeCycleJobs: readonly Job[] = [
  {
    name: 'life-cycle.dormant',
    next: ({ workspace, after }) => nextLocalTime(workspace.timeZone, after, '07:00'),
    async run({ services, workspaceId, now }) {
      let more = true;
      while (more) ({ more } = await markDormant({ services, workspaceId, now, actor: { type: 'system' } }));
    },
    late: 'run',
  },
];
