import { ofWorkspace } from '../db/of-workspace.js';
import type { Duty } from '../db/types.js';
import type { DutyKind, DutyLine, RenderInput } from '../feature.js';
import { actions, button } from '../slack/blocks.js';
import { publicText } from '../slack/masking.js';
import { date } from '../slack/text.js';
import { assignLyingHandoff } from './assign-handoff.js';
import { loadPackets } from './load-packet.js';
import type { HandoffPacket } from './views/packet.js';

/** Somebody of the receiving department must answer; it rolls on by itself. */
export const acceptDuty: DutyKind = {
  kind: 'handoff.accept',
  rungs: {
    asked: { tells: 'owner' },
    lead: { tells: 'lead' },
    assign: {
      tells: 'nobody',
      act: assignLyingHandoff,
    },
  },
  describe: (input) =>
    describe(input, input.duties, (packet) => ({
      line: input.t.handoffs.duties.accept(names(packet)),
      button: actions([
        button({
          text: input.t.handoffs.card.accept,
          actionId: 'handoff.accept',
          value: packet.handoff.id,
          style: 'primary',
        }),
        button({ text: input.t.handoffs.card.return, actionId: 'handoff.return', value: packet.handoff.id }),
      ]),
      next: input.t.handoffs.duties.acceptNext({
        assign: date(packet.handoff.assignAt, input.t, { timeZone: input.workspace.timeZone }),
      }),
    })),
};

/** While the offer lies somebody looks after the customer: the sender. Seen in lists; it reminds nobody. */
export const keepDuty: DutyKind = {
  kind: 'handoff.keep',
  rungs: {},
  describe: (input) =>
    describe(input, input.duties, (packet) => ({ line: input.t.handoffs.duties.keep(names(packet)) })),
};

/** A returned handoff comes to rest only when the sender offers it anew or keeps the customer. */
export const returnedDuty: DutyKind = {
  kind: 'handoff.returned',
  rungs: {},
  describe: (input) =>
    describe(
      input,
      input.duties,
      (packet) => ({
        line: input.t.handoffs.duties.returned(names(packet)),
        button: returnedButtons(input, packet),
      }),
      (duty) => duty.key.slice('handoff.returned:'.length),
    ),
};

/** Service could not be offered an account just opened: the account manager sees to the papers. */
export const papersDuty: DutyKind = {
  kind: 'handoff.papers',
  tickOff: true,
  rungs: { asked: { tells: 'owner' } },
  async describe({ reader, workspace, duties, t }) {
    const customers = await reader.customer.findMany({
      where: {
        ...ofWorkspace(workspace.id),
        id: { in: duties.map(({ subjectId }) => subjectId) },
        erasedAt: null,
      },
      select: { id: true, name: true },
    });
    const names = new Map(customers.map(({ id, name }) => [id, publicText(name)]));
    const checklist = t.lifeCycle.opened.checklist.join(t.common.listSeparator);
    return new Map(
      duties.flatMap((duty) => {
        const name = names.get(duty.subjectId);
        if (name === undefined) return [];
        const buttons = actions([
          button({
            text: t.handoffs.handOver,
            actionId: 'handoff.offer-for-customer',
            value: duty.subjectId,
            style: 'primary',
          }),
          button({ text: t.duties.done, actionId: 'duty.done', value: duty.id }),
        ]);
        return [
          [duty.id, { line: t.lifeCycle.duties.papers({ name, checklist }), button: buttons }] as const,
        ];
      }),
    );
  },
};

/** Offer it anew or keep the customer: what the sender may do with a returned handoff. */
export function returnedButtons({ t }: Pick<RenderInput, 't'>, { handoff }: HandoffPacket) {
  return actions([
    button({ text: t.handoffs.offerAnew, actionId: 'handoff.offer-for-customer', value: handoff.customerId }),
    button({ text: t.handoffs.keep, actionId: 'handoff.keep', value: handoff.id }),
  ]);
}

const names = ({ customerName, from, to }: HandoffPacket) => ({ name: customerName, from, to });

async function describe(
  input: RenderInput,
  duties: readonly Duty[],
  word: (packet: HandoffPacket) => DutyLine,
  handoffId: (duty: Duty) => string = (duty) => duty.subjectId,
): Promise<Map<string, DutyLine>> {
  const handoffs = await input.reader.handoff.findMany({
    where: { ...ofWorkspace(input.workspace.id), id: { in: duties.map(handoffId) } },
  });
  const packets = await loadPackets(input, handoffs);
  return new Map(
    duties.flatMap((duty) => {
      const packet = packets.get(handoffId(duty));
      return packet ? [[duty.id, word(packet)] as const] : [];
    }),
  );
}
