import type { MessageTemplate } from '../feature.js';
import { section } from '../slack/blocks.js';
import { dateFor, escapeText } from '../slack/text.js';
import { writeButton } from './duties.js';
import { endOfDay } from './occasions.js';
import { briefingById, scheduleById } from './queries.js';
import { dayInWords } from './views/parts.js';

type Input = Parameters<MessageTemplate['render']>[0];

/** At its minute nothing is written: to the backup author. */
export const missingTemplate: MessageTemplate = {
  template: 'briefing.missing',
  async render(input) {
    const found = await issueIn(input);
    if (found?.issue.state !== 'draft') return null;
    const { t, now, workspace } = input;
    if (endOfDay(workspace, found.issue.date) <= now) return null;
    const text = t.briefings.missing(found.names);
    return { text, blocks: [section(text), writeButton({ text: t.briefings.write, issue: found.issue })] };
  },
};

/** What was written did not go out: to the writer. */
export const expiredTemplate: MessageTemplate = {
  template: 'briefing.expired',
  async render(input) {
    const found = await issueIn(input);
    if (!found) return null;
    const text = input.t.briefings.expired(found.names);
    return { text, blocks: [section(text)] };
  },
};

async function issueIn({ reader, workspace, params, t, recipient, now }: Input) {
  const workspaceId = workspace.id;
  const issue = await briefingById(reader, { workspaceId, briefingId: params.briefingId ?? '' });
  const schedule = issue && (await scheduleById(reader, { workspaceId, scheduleId: issue.scheduleId }));
  if (!issue || !schedule || !recipient) return null;
  const { timeZone } = workspace;
  return {
    issue,
    names: {
      name: escapeText(schedule.name),
      date: dayInWords(issue.date, t, timeZone),
      at: dateFor(issue.publishAt, t, { timeZone, reader: recipient, now }),
    },
  };
}
