import type { Feature } from '../feature.js';
import { section } from '../slack/blocks.js';
import { date } from '../slack/text.js';

/** What the scheduler says to administrators. */
export const schedulerFeature: Feature = {
  name: 'scheduler',
  templates: [
    {
      template: 'scheduler.job-failed',
      async render({ params, workspace, t }) {
        const { job = '', slot = '', reference = '' } = params;
        const time = date(new Date(slot), t, { timeZone: workspace.timeZone });
        const text = t.scheduler.jobFailed({ job, time, reference });
        return { text, blocks: [section(text)] };
      },
    },
  ],
};
