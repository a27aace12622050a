import { ofWorkspace } from '../db/of-workspace.js';
import type { DutyKind } from '../feature.js';
import { actions, button } from '../slack/blocks.js';
import { escapeText } from '../slack/text.js';
import { lookForWriter, tellBackup } from './look-for-writer.js';
import { endOfDay } from './occasions.js';
import { dayInWords } from './views/parts.js';

/** Somebody owes the text of a day's issue (docs/processes.md#briefings). */
export const writeDuty: DutyKind = {
  kind: 'briefing.write',
  rungs: {
    look: { tells: 'nobody', act: lookForWriter },
    'look-again': { tells: 'nobody', act: lookForWriter },
    again: { tells: 'owner' },
    backup: { tells: 'nobody', act: tellBackup },
  },
  async describe({ reader, workspace, duties, t, now }) {
    const where = ofWorkspace(workspace.id);
    const issues = await reader.briefing.findMany({
      where: { ...where, id: { in: duties.map(({ subjectId }) => subjectId) } },
    });
    const schedules = await reader.briefingSchedule.findMany({
      where: { ...where, id: { in: issues.map(({ scheduleId }) => scheduleId) } },
      select: { id: true, name: true },
    });
    const texts = t.briefings.duties;
    return new Map(
      duties.flatMap((duty) => {
        const issue = issues.find(({ id }) => id === duty.subjectId);
        const schedule = schedules.find(({ id }) => id === issue?.scheduleId);
        if (!issue || !schedule) return [];
        const { timeZone } = workspace;
        // Its round comes in a moment and ends it: after downtime reminders fire first.
        if (endOfDay({ timeZone }, issue.date) <= now) return [];
        const names = { name: escapeText(schedule.name), date: dayInWords(issue.date, t, timeZone) };
        const overdue = issue.publishAt <= now;
        return [
          [
            duty.id,
            {
              line: overdue ? texts.overdue(names) : texts.write(names),
              button: writeButton({ text: t.briefings.write, issue }),
              ...(overdue ? {} : { next: texts.next }),
            },
          ] as const,
        ];
      }),
    );
  },
};

/** Opens the form of an issue. */
export function writeButton({ text, issue }: { text: string; issue: { scheduleId: string; date: string } }) {
  const value = JSON.stringify({ scheduleId: issue.scheduleId, date: issue.date });
  return actions([button({ text, actionId: 'briefing.write', value, style: 'primary' })]);
}
