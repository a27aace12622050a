import type { Callback } from '../db/types.js';
import type { DutyKind, DutyLine, RenderInput } from '../feature.js';
import { numbersOf } from '../settings/numbers.js';
import { actions, button } from '../slack/blocks.js';
import { date, escapeText } from '../slack/text.js';
import { type PlannedKind, plannedKinds, putOffBecause } from './callback.js';

const callKinds = plannedKinds.map(
  (kind): DutyKind => ({
    kind: `callback.${kind}`,
    rungs: {},
    async describe(input) {
      const { reader, workspace, duties } = input;
      const calls = await reader.callback.findMany({
        where: {
          workspaceId: workspace.id,
          id: { in: duties.map(({ key }) => key.slice('callback:'.length)) },
          state: 'planned',
        },
      });
      const names = await namesOf(
        input,
        calls.map(({ customerId }) => customerId),
      );
      return new Map(
        duties.flatMap((duty) => {
          const call = calls.find(({ id }) => duty.key === `callback:${id}`);
          const name = names.get(call?.customerId ?? '');
          return call && name !== undefined ? [[duty.id, lineOf(input, call, name)] as const] : [];
        }),
      );
    },
  }),
);

/** All attempts made, nobody answered: the lead decides what becomes of it. */
const unreached: DutyKind = {
  kind: 'callback.unreached',
  rungs: { asked: { tells: 'owner' } },
  tickOff: true,
  async describe(input) {
    const { t, duties, workspace } = input;
    const { callAttempts } = numbersOf(workspace);
    const names = await namesOf(
      input,
      duties.map(({ subjectId }) => subjectId),
    );
    return new Map(
      duties.flatMap((duty) => {
        const name = names.get(duty.subjectId);
        if (name === undefined) return [];
        const line: DutyLine = {
          line: t.callbacks.duties.unreached({ name, attempts: callAttempts }),
          button: actions([
            button({
              text: t.callbacks.record,
              actionId: 'callback.record-for-customer',
              value: duty.subjectId,
              style: 'primary',
            }),
            button({ text: t.callbacks.letRest, actionId: 'duty.done', value: duty.id }),
          ]),
        };
        return [[duty.id, line] as const];
      }),
    );
  },
};

export const callbackDuties: readonly DutyKind[] = [...callKinds, unreached];

function lineOf({ t, workspace }: RenderInput, call: Callback, name: string): DutyLine {
  const { timeZone } = workspace;
  const texts = t.callbacks.duties;
  const numbers = numbersOf(workspace);
  const { weeklyCallDays: days, dormantMonths: months, callAttempts } = numbers;
  const parts = [texts.call[call.kind as PlannedKind]({ name, days, months })];
  if (call.attempt > 1) {
    parts.push(texts.attempt({ attempt: call.attempt, most: Math.max(callAttempts, call.attempt) }));
  }
  if (call.movedFrom) {
    const because = putOffBecause({ timeZone, numbers, from: call.movedFrom });
    parts.push(texts.putOff[because]({ from: date(call.movedFrom, t, { timeZone }) }));
  }
  return {
    line: parts.join(t.common.separator),
    button: actions([
      button({ text: t.callbacks.record, actionId: 'callback.record', value: call.id, style: 'primary' }),
      button({ text: t.customers.find.open, actionId: 'customer.open', value: call.customerId }),
    ]),
  };
}

async function namesOf(
  { reader, workspace }: Pick<RenderInput, 'reader' | 'workspace'>,
  customerIds: readonly string[],
): Promise<Map<string, string>> {
  const customers = await reader.customer.findMany({
    where: { workspaceId: workspace.id, id: { in: [...customerIds] }, erasedAt: null },
    select: { id: true, name: true },
  });
  return new Map(customers.map(({ id, name }) => [id, escapeText(name)]));
}
