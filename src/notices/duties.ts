import { ofWorkspace } from '../db/of-workspace.js';
import { closeDuties } from '../duties/close-duties.js';
import type { DutyKind } from '../feature.js';
import { actions, button } from '../slack/blocks.js';
import { escapeText } from '../slack/text.js';

/** Everybody who is to read a notice owes an acknowledgement; after some days it is no longer waited for. */
export const acknowledgeDuty: DutyKind = {
  kind: 'notice.acknowledge',
  rungs: {
    'let-go': {
      tells: 'nobody',
      async act(tx, { ctx, duty }) {
        await closeDuties(tx, ctx, { key: duty.key, outcome: 'cancelled' });
      },
    },
  },
  async describe({ reader, workspace, duties, t }) {
    const notices = await reader.notice.findMany({
      where: { ...ofWorkspace(workspace.id), id: { in: duties.map(({ subjectId }) => subjectId) } },
    });
    return new Map(
      duties.flatMap((duty) => {
        const notice = notices.find(({ id }) => id === duty.subjectId);
        if (!notice) return [];
        return [
          [
            duty.id,
            {
              line: t.notices.duty({ title: escapeText(notice.title) }),
              button: actions([
                button({ text: t.notices.open, actionId: 'notice.open', value: notice.id, style: 'primary' }),
              ]),
            },
          ] as const,
        ];
      }),
    );
  },
};
