import { ofWorkspace } from '../db/of-workspace.js';
import type { DutyKind } from '../feature.js';
import { actions, button } from '../slack/blocks.js';
import { publicText } from '../slack/masking.js';

/** First contact within a week of assignment. */
export const firstContactDuty: DutyKind = {
  kind: 'customer.first-contact',
  rungs: {},
  async describe({ reader, workspace, duties, t }) {
    const customers = await reader.customer.findMany({
      where: {
        ...ofWorkspace(workspace.id),
        id: { in: duties.map((duty) => duty.subjectId) },
        erasedAt: null,
      },
      select: { id: true, name: true },
    });
    const names = new Map(customers.map(({ id, name }) => [id, name]));
    return new Map(
      duties.flatMap((duty) => {
        const name = names.get(duty.subjectId);
        if (name === undefined) return [];
        const line = t.customers.firstContactDuty({ name: publicText(name) });
        const open = button({
          text: t.customers.find.open,
          actionId: 'customer.open',
          value: duty.subjectId,
        });
        return [[duty.id, { line, button: actions([open]) }] as const];
      }),
    );
  },
};
