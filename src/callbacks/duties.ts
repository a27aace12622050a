import { ofWorkspace } from '../db/of-workspace.js';
import type { Callback, Duty, Reader } from '../db/types.js';
import type { Audience, DutyKind, DutyLine, RenderInput } from '../feature.js';
import type { Messages } from '../messages/index.js';
import { numbersOf } from '../settings/numbers.js';
import { actions, button } from '../slack/blocks.js';
import { publicText } from '../slack/masking.js';
import { deadline } from '../slack/text.js';
import { daysUntil, type PlannedKind, plannedKinds, putOffBecause } from './callback.js';
import { notByOf } from './not-by.js';

const callKinds = plannedKinds.map(
  (kind): DutyKind => ({
    kind: `callback.${kind}`,
    rungs: {},
    ...(kind === 'complaint' ? { barred } : {}),
    async describe(input) {
      const { reader, workspace, duties } = input;
      const calls = await callsOf(reader, { workspaceId: workspace.id, duties });
      const customers = await namesOf(
        input,
        calls.map(({ customerId }) => customerId),
      );
      return new Map(
        duties.flatMap((duty) => {
          const call = calls.find(({ id }) => duty.key === `callback:${id}`);
          const customer = customers.get(call?.customerId ?? '');
          return call && customer ? [[duty.id, lineOf(input, call, customer)] as const] : [];
        }),
      );
    },
  }),
);

/** The planned calls that are owed. */
function callsOf(
  reader: Reader,
  { workspaceId, duties }: { workspaceId: string; duties: readonly Duty[] },
): Promise<Callback[]> {
  return reader.callback.findMany({
    where: {
      ...ofWorkspace(workspaceId),
      id: { in: duties.map(({ key }) => key.slice('callback:'.length)) },
      state: 'planned',
    },
  });
}

async function barred(
  reader: Reader,
  { workspaceId, duties }: { workspaceId: string; duties: readonly Duty[] },
): Promise<Map<string, readonly string[]>> {
  const calls = new Map((await callsOf(reader, { workspaceId, duties })).map((call) => [call.id, call]));
  return new Map(
    duties.flatMap(({ id, key }) => {
      const call = calls.get(key.slice('callback:'.length));
      return call ? [[id, notByOf(call)] as const] : [];
    }),
  );
}

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
        const name = names.get(duty.subjectId)?.name;
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

interface Called {
  /** mrkdwn */
  name: string;
  birthday: string | null;
}

function lineOf(
  { t, workspace, audience }: RenderInput & { audience: Audience },
  call: Callback,
  { name, birthday }: Called,
): DutyLine {
  const { timeZone } = workspace;
  const texts = t.callbacks.duties;
  const numbers = numbersOf(workspace);
  const { weeklyCallDays: days, dormantMonths: months, callAttempts } = numbers;
  const notBy = notByOf(call);
  const quiet = audience === 'channel' ? notBy.length > 0 : notBy.includes(audience.staffId);
  const parts = [
    quiet
      ? texts.quiet({ name })
      : texts.call[call.kind as PlannedKind]({
          name,
          days,
          months,
          birthday: birthday ? monthDay(birthday, t) : '',
        }),
  ];
  if (call.attempt > 1) {
    parts.push(texts.attempt({ attempt: call.attempt, most: Math.max(callAttempts, call.attempt) }));
  }
  if (call.movedFrom) {
    const late = call.attempt === 1 && Object.hasOwn(daysUntil, call.kind);
    const because = late ? 'late' : putOffBecause({ timeZone, numbers, from: call.movedFrom });
    parts.push(texts.putOff[because]({ from: deadline(call.movedFrom, t, { timeZone }) }));
  }
  return {
    line: parts.join(t.common.separator),
    button: actions([
      button({ text: t.callbacks.record, actionId: 'callback.record', value: call.id, style: 'primary' }),
      button({ text: t.customers.find.open, actionId: 'customer.open', value: call.customerId }),
    ]),
  };
}

/** `1980-11-28` or `11-28` as people write it, without the year. */
function monthDay(birthday: string, t: Messages): string {
  const format = new Intl.DateTimeFormat(t.slack.intlLocale, {
    month: 'short',
    day: 'numeric',
    timeZone: 'UTC',
  });
  return format.format(new Date(`2000-${birthday.slice(-5)}T00:00:00Z`));
}

async function namesOf(
  { reader, workspace }: Pick<RenderInput, 'reader' | 'workspace'>,
  customerIds: readonly string[],
): Promise<Map<string, Called>> {
  const customers = await reader.customer.findMany({
    where: { ...ofWorkspace(workspace.id), id: { in: [...customerIds] }, erasedAt: null },
    select: { id: true, name: true, birthday: true },
  });
  return new Map(customers.map(({ id, name, birthday }) => [id, { name: publicText(name), birthday }]));
}
