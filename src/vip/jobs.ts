import { nextLocalTime } from '../calendar/local-time.js';
import type { Context } from '../context.js';
import type { Job } from '../feature.js';
import { lookIntoGroup } from './listeners-look.js';
import { vipGroup } from './queries.js';
import { tellWaiting } from './tell-waiting.js';

export const vipJobs: readonly Job[] = [
  {
    name: 'vip.compare',
    next: ({ workspace, after }) => nextLocalTime(workspace.timeZone, after, '09:05'),
    async run({ services, workspaceId, now }) {
      const ctx: Context = { services, workspaceId, now, actor: { type: 'system' } };
      const group = await vipGroup(services.db.read, { workspaceId });
      if (!group) return;
      if (group.kind === 'slack') await lookIntoGroup(ctx, await services.slack.of(workspaceId));
      await tellWaiting(ctx);
    },
    late: 'run',
  },
];
