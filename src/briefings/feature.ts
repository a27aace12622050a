import type { Feature } from '../feature.js';
import { briefingCommand } from './commands.js';
import { writeDuty } from './duties.js';
import { forgetBriefings } from './forget-briefings.js';
import { briefingJobs } from './jobs.js';
import { registerBriefingListeners } from './listeners.js';
import { loadIssue } from './load-issues.js';
import { briefingById, briefingChannels } from './queries.js';
import { expiredTemplate, missingTemplate } from './templates.js';
import { briefingCard } from './views/card.js';

export const briefingsFeature: Feature = {
  name: 'briefings',
  commands: [briefingCommand],
  scopes: [
    { scope: 'commands', because: '/briefing writes, schedules and shows briefings' },
    { scope: 'chat:write', because: 'briefings are posted at their minute and edited when corrected' },
  ],
  duties: [writeDuty],
  jobs: briefingJobs,
  cards: [
    {
      kind: 'briefing',
      async render({ reader, workspace, subjectId, t }) {
        const workspaceId = workspace.id;
        const issue = await briefingById(reader, { workspaceId, briefingId: subjectId });
        if (issue?.state !== 'published') return null;
        const content = await loadIssue(reader, { workspaceId, issue });
        return briefingCard({ t, timeZone: workspace.timeZone, content });
      },
    },
  ],
  templates: [missingTemplate, expiredTemplate],
  listeners: registerBriefingListeners,
  homeActions: [
    {
      actionId: 'briefing.write-any',
      label: (t) => t.briefings.form.title,
      offeredTo: ({ active, department }) => active && department?.key === 'tech',
    },
  ],
  channels: briefingChannels,
  forgetTrial: forgetBriefings,
};
