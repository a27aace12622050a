import type { Complaint } from '../db/types.js';
import type { DutyKind, DutyLine, RungRule } from '../feature.js';
import { touchCards } from '../outbox/cards.js';
import { finalStates, stateOf } from './complaint.js';
import { type ComplaintDutyKind, complaintDutyKinds } from './complaint-duties.js';
import { complaintsByIds, customersOf } from './queries.js';
import { isToldTo, recusedFrom } from './recused.js';
import { proposersOf } from './step-queries.js';
import { openBlock } from './views/card.js';
import { complaintInWords } from './views/summary.js';

/** The card says what is overdue and who is told next: it is brought up to date when that changes. */
const act: NonNullable<RungRule['act']> = (tx, { ctx, duty }) =>
  touchCards(tx, ctx, { kind: 'complaint', subjectId: duty.subjectId });

const rungs: Readonly<Record<string, RungRule>> = {
  before: { tells: 'owner' },
  due: { tells: 'owner', act },
  lead: { tells: 'lead', act },
  management: { tells: 'management', act },
};

/** What complaints make people owe; the instants of the rungs are in deadlines.ts. */
export const complaintDuties: readonly DutyKind[] = complaintDutyKinds.map(dutyKind);

/** What a finished complaint leaves owed is the call that follows it. */
function isOver(kind: ComplaintDutyKind, { state }: Complaint): boolean {
  return kind !== 'complaint.call-back' && finalStates.includes(stateOf(state));
}

function dutyKind(kind: ComplaintDutyKind): DutyKind {
  return {
    kind,
    rungs,
    async barred(reader, { workspaceId, duties }) {
      const complaintIds = duties.map((duty) => duty.subjectId);
      const complaints = await complaintsByIds(reader, { workspaceId, complaintIds });
      // Four eyes: who proposed neither decides nor is asked to, not even in somebody's place.
      const proposers =
        kind === 'complaint.approve' ? await proposersOf(reader, { workspaceId, complaintIds }) : null;
      return new Map(
        duties.map(({ id, subjectId }) => {
          const complaint = complaints.get(subjectId);
          const ids = [...(complaint ? recusedFrom(complaint) : []), proposers?.get(subjectId)];
          return [id, ids.filter((one): one is string => !!one)] as const;
        }),
      );
    },
    async describe({ reader, workspace, t, duties, audience }) {
      const workspaceId = workspace.id;
      const complaintIds = duties.map((duty) => duty.subjectId);
      const complaints = await complaintsByIds(reader, { workspaceId, complaintIds });
      const customers = await customersOf(reader, { workspaceId, complaints: complaints.values() });
      const lines = new Map<string, DutyLine>();
      for (const duty of duties) {
        const complaint = complaints.get(duty.subjectId);
        if (!complaint || isOver(kind, complaint)) continue;
        const customer = complaint.customerId ? customers.get(complaint.customerId) : undefined;
        const told = isToldTo(audience, complaint);
        if (!told && audience !== 'channel') continue;
        const what = told
          ? complaintInWords(t, complaint, customer?.name ?? null)
          : t.complaints.confidential({ number: complaint.number });
        lines.set(duty.id, {
          line: t.complaints.duties[kind](what),
          button: openBlock(t, complaint.id),
        });
      }
      return lines;
    },
  };
}
