import { ofWorkspace } from '../db/of-workspace.js';
import type { Duty } from '../db/types.js';
import type { DutyKind, RenderInput } from '../feature.js';
import { actions, button } from '../slack/blocks.js';
import { publicText } from '../slack/masking.js';

type Button = ReturnType<typeof button>;

/** One kind of thing owed to a customer: how it reads, and what is pressed. */
function about(
  kind: DutyKind['kind'],
  word: (input: RenderInput, name: string) => string,
  buttons: (input: RenderInput, duty: Duty) => Button[],
  more: Pick<DutyKind, 'tickOff'> = {},
): DutyKind {
  return {
    kind,
    ...more,
    rungs: { asked: { tells: 'owner' } },
    async describe(input) {
      const customers = await input.reader.customer.findMany({
        where: {
          ...ofWorkspace(input.workspace.id),
          id: { in: input.duties.map(({ subjectId }) => subjectId) },
          erasedAt: null,
        },
        select: { id: true, name: true },
      });
      const names = new Map(customers.map(({ id, name }) => [id, publicText(name)]));
      return new Map(
        input.duties.flatMap((duty) => {
          const name = names.get(duty.subjectId);
          if (name === undefined) return [];
          return [[duty.id, { line: word(input, name), button: actions(buttons(input, duty)) }] as const];
        }),
      );
    },
  };
}

const open = ({ t }: RenderInput, duty: Duty) =>
  button({ text: t.customers.find.open, actionId: 'customer.open', value: duty.subjectId });
const done = ({ t }: RenderInput, duty: Duty) =>
  button({ text: t.duties.done, actionId: 'duty.done', value: duty.id, style: 'primary' });

/** What the life cycle asks of people (docs/processes.md#life-cycle). */
export const lifeCycleDuties: readonly DutyKind[] = [
  about(
    'life-cycle.guide',
    ({ t }, name) => t.lifeCycle.duties.guide({ name }),
    (input, duty) => [done(input, duty), open(input, duty)],
    { tickOff: true },
  ),
  about(
    'life-cycle.file-note',
    ({ t }, name) => t.lifeCycle.duties.fileNote({ name }),
    (input, duty) => [done(input, duty), open(input, duty)],
    { tickOff: true },
  ),
  about(
    'life-cycle.fund',
    ({ t }, name) => t.lifeCycle.duties.fund({ name }),
    (input, duty) => [
      button({
        text: input.t.customers.record.moveStage,
        actionId: 'customer.move-stage',
        value: duty.subjectId,
        style: 'primary',
      }),
      open(input, duty),
    ],
  ),
  about(
    'life-cycle.ask-habits',
    ({ t }, name) => t.lifeCycle.duties.askHabits({ name }),
    (input, duty) => [
      button({
        text: input.t.lifeCycle.recordHabits,
        actionId: 'life-cycle.habits',
        value: duty.subjectId,
        style: 'primary',
      }),
      open(input, duty),
    ],
  ),
  about(
    'life-cycle.reason',
    ({ t }, name) => t.lifeCycle.duties.reason({ name }),
    (input, duty) => [
      button({
        text: input.t.lifeCycle.recordReason,
        actionId: 'life-cycle.reason',
        value: duty.subjectId,
        style: 'primary',
      }),
      open(input, duty),
    ],
  ),
];
