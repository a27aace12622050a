import { nextLocalTime } from '../calendar/local-time.js';
import type { Job } from '../feature.js';
import { keepWeekly } from './keep-weekly.js';
import { planBirthdays } from './plan-birthdays.js';

export const callbackJobs: readonly Job[] = [
  {
    name: 'callbacks.weekly',
    next: ({ workspace, after }) => nextLocalTime(workspace.timeZone, after, '07:30'),
    async run({ services, workspaceId, now }) {
      await keepWeekly({ services, workspaceId, now, actor: { type: 'system' } });
    },
    late: 'run',
  },
  {
    name: 'callbacks.birthdays',
    next: ({ workspace, after }) => nextLocalTime(workspace.timeZone, after, '07:30'),
    async run({ services, workspaceId, now }) {
      await planBirthdays({ services, workspaceId, now, actor: { type: 'system' } });
    },
    late: 'run',
  },
];
