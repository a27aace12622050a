import type { Audience, MessageTemplate, Rendered, RenderInput } from '../feature.js';
import { section } from '../slack/blocks.js';
import { deadline } from '../slack/text.js';
import { type ComplaintState, finalStates, stateOf } from './complaint.js';
import { complaintDutyKinds, dutyKey } from './complaint-duties.js';
import { complaintById, customersOf } from './queries.js';
import { isToldTo } from './recused.js';
import { reopenReasons } from './step-queries.js';
import { openBlock } from './views/card.js';
import { reopenedLines } from './views/reopened.js';
import { complaintInWords } from './views/summary.js';

/** Direct messages to those who take a complaint over or are released, management's word of a critical one, and how it ended. */
export const complaintTemplates: readonly MessageTemplate[] = [
  {
    template: 'complaint.critical',
    render: (input) =>
      about(
        input,
        (what, { t, by }) => `${t.complaints.told.critical(what)}\n${t.complaints.told.deadline(by)}`,
      ),
  },
  {
    template: 'complaint.your-turn',
    async render(input) {
      const { reader, workspace, t, params, recipient } = input;
      const kind = complaintDutyKinds.find((one) => one === params.kind);
      const key = kind && dutyKey(kind, params.complaintId ?? '');
      const duty = key && (await reader.duty.findFirst({ where: { workspaceId: workspace.id, key } }));
      // Taken, or passed on, before it was sent: no longer true, so not said.
      if (!kind || !duty || duty.state !== 'open' || duty.ownerId !== recipient?.id) return null;
      const by = deadline(duty.dueAt, t, { timeZone: workspace.timeZone });
      return about(input, (what) => `${t.complaints.duties[kind](what)}\n${t.complaints.told.until(by)}`);
    },
  },
  {
    template: 'complaint.ended',
    render: (input) =>
      about(
        input,
        (what, { t, state }) =>
          finalStates.includes(state) ? t.complaints.told.ended(what, t.complaints.states[state]) : null,
        { alsoEnded: true },
      ),
  },
  {
    template: 'complaint.assigned',
    async render(input) {
      const { role } = input.params;
      if (role !== 'central' && role !== 'investigator' && role !== 'released') return null;
      return about(input, (what, { t, by, promised, carriers }) => {
        const told = t.complaints.told;
        // Overtaken by a later assignment before it was sent: no longer true, so not said.
        const carries = carriers[role === 'released' ? 'any' : role].includes(input.recipient?.id ?? '');
        if (carries === (role === 'released')) return null;
        if (role === 'released') return told.released(what);
        return [told[role](what), told.deadline(by), ...(promised ? [told.promised(promised)] : [])].join(
          '\n',
        );
      });
    },
  },
];

interface Facts {
  t: RenderInput['t'];
  state: ComplaintState;
  /** When it is to be solved, in words. */
  by: string;
  promised: string | null;
  carriers: Record<'central' | 'investigator' | 'any', (string | null)[]>;
}

async function about(
  input: Parameters<MessageTemplate['render']>[0],
  say: (what: string, facts: Facts) => string | null,
  { alsoEnded = false }: { alsoEnded?: boolean } = {},
): Promise<Rendered | null> {
  const { reader, workspace, t } = input;
  const workspaceId = workspace.id;
  const complaint = await complaintById(reader, {
    workspaceId,
    complaintId: input.params.complaintId ?? '',
  });
  if (!complaint) return null;
  const state = stateOf(complaint.state);
  if (finalStates.includes(state) && !alsoEnded) return null;
  const customers = await customersOf(reader, { workspaceId, complaints: [complaint] });
  const customer = complaint.customerId ? customers.get(complaint.customerId) : undefined;
  const at = (instant: Date) => deadline(instant, t, { timeZone: workspace.timeZone });
  const { centralPersonId, investigatorId, promisedAt } = complaint;
  const audience: Audience = input.recipient ? { staffId: input.recipient.id } : 'channel';
  const told = isToldTo(audience, complaint);
  const what = told
    ? complaintInWords(t, complaint, customer?.name ?? null)
    : t.complaints.confidential({ number: complaint.number });
  const text = say(what, {
    t,
    state,
    by: at(complaint.solveDueAt),
    promised: promisedAt ? at(promisedAt) : null,
    carriers: {
      central: [centralPersonId],
      investigator: [investigatorId],
      any: [centralPersonId, investigatorId],
    },
  });
  if (!text) return null;
  const why = told ? (await reopenReasons(reader, [complaint])).get(complaint.id) : undefined;
  const words = [text, ...reopenedLines(t, complaint, why)].join('\n');
  return { text, blocks: [section(words), openBlock(t, complaint.id)] };
}
