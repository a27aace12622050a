import type { Complaint, ComplaintOption, ComplaintStep, Reader } from '../db/types.js';
import type { ComplaintEvent } from './complaint.js';

/** The latest of these steps of a complaint; null when none was taken yet. */
export async function latestStep(
  reader: Reader,
  {
    complaint,
    events,
  }: { complaint: Pick<Complaint, 'id' | 'workspaceId'>; events: readonly ComplaintEvent[] },
): Promise<ComplaintStep | null> {
  // All of its steps: there are few, and without statistics SQLite would rather look through those of the event.
  const steps = await stepsOf(reader, complaint);
  return steps.findLast(({ event }) => events.some((one) => one === event)) ?? null;
}

/** Everything that was recorded on the way, the oldest first; ids are drawn in order and tell one instant's apart. */
export function stepsOf(
  reader: Reader,
  { workspaceId, id }: Pick<Complaint, 'id' | 'workspaceId'>,
): Promise<ComplaintStep[]> {
  return reader.complaintStep.findMany({
    where: { workspaceId, complaintId: id },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
  });
}

/** The options of one proposal, in their order. */
export function optionsOfStep(
  reader: Reader,
  { workspaceId, stepId }: { workspaceId: string; stepId: string },
): Promise<ComplaintOption[]> {
  return reader.complaintOption.findMany({
    where: { workspaceId, stepId },
    orderBy: { position: 'asc' },
  });
}

/** The options of all proposals of a complaint, by proposal. */
export async function optionsOf(
  reader: Reader,
  { workspaceId, id }: Pick<Complaint, 'id' | 'workspaceId'>,
): Promise<Map<string, ComplaintOption[]>> {
  const options = await reader.complaintOption.findMany({
    where: { workspaceId, complaintId: id },
    orderBy: { position: 'asc' },
  });
  const byStep = new Map<string, ComplaintOption[]>();
  for (const option of options) byStep.set(option.stepId, [...(byStep.get(option.stepId) ?? []), option]);
  return byStep;
}

/** The option that was approved last; null before the first approval. */
export async function chosenOption(
  reader: Reader,
  complaint: Pick<Complaint, 'id' | 'workspaceId'>,
): Promise<ComplaintOption | null> {
  const approval = await latestStep(reader, { complaint, events: ['approve'] });
  return approval?.optionId
    ? reader.complaintOption.findFirst({
        where: { id: approval.optionId, workspaceId: complaint.workspaceId },
      })
    : null;
}

/** Why these complaints were last reopened, as typed; those that never were are left out. */
export async function reopenReasons(
  reader: Reader,
  complaints: readonly Pick<Complaint, 'id' | 'workspaceId' | 'reopenedTimes'>[],
): Promise<Map<string, string>> {
  const reopened = complaints.filter(({ reopenedTimes }) => reopenedTimes > 0);
  const [first] = reopened;
  if (!first) return new Map();
  // All of their steps, for the same reason as above.
  const steps = await reader.complaintStep.findMany({
    where: { workspaceId: first.workspaceId, complaintId: { in: reopened.map(({ id }) => id) } },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
    select: { complaintId: true, event: true, text: true },
  });
  return new Map(
    steps.flatMap(({ complaintId, event, text }) => (event === 'reopen' ? [[complaintId, text]] : [])),
  );
}

/** Who made the latest proposal of each of these complaints. */
export async function proposersOf(
  reader: Reader,
  { workspaceId, complaintIds }: { workspaceId: string; complaintIds: readonly string[] },
): Promise<Map<string, string>> {
  const steps = await reader.complaintStep.findMany({
    where: { workspaceId, complaintId: { in: [...complaintIds] } },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
    select: { complaintId: true, byId: true, event: true },
  });
  return new Map(
    steps.flatMap(({ complaintId, byId, event }) => (event === 'propose' ? [[complaintId, byId]] : [])),
  );
}
