import type { Context } from '../context.js';
import type { Complaint, Department, Reader } from '../db/types.js';
import { type Action, may } from '../people/may.js';
import type { Person } from '../people/person.js';
import { loadRoster, presentInChain } from '../people/stand-in.js';
import { UserError } from '../slack/user-error.js';
import type { Company } from './company.js';
import { dutyKey } from './complaint-duties.js';
import type { LoopStep } from './policies.js';
import { refuseRecused } from './recused.js';

interface Rule {
  action: Action;
  refusal:
    | 'complaintMayNotHandle'
    | 'complaintMayNotApprove'
    | 'complaintForService'
    | 'complaintMayNotReview';
  /** Whether whoever the duty was handed to may act. Authority to approve is not handed on with it. */
  withDuty: boolean;
}

const handling: Rule = { action: 'complaint.handle', refusal: 'complaintMayNotHandle', withDuty: true };
const rules: Record<LoopStep, Rule> = {
  investigate: handling,
  propose: handling,
  approve: { action: 'complaint.approve', refusal: 'complaintMayNotApprove', withDuty: false },
  execute: handling,
  confirm: { action: 'complaint.confirm', refusal: 'complaintForService', withDuty: true },
  review: { action: 'complaint.review', refusal: 'complaintMayNotReview', withDuty: true },
};

/**
 * The person who acts, if this step of the loop is theirs to take (docs/processes.md#complaints), or that of
 * somebody absent for whom they stand in. The person complained about never.
 * @throws UserError complaintMayNotHandle, complaintMayNotApprove, complaintForService, complaintMayNotReview,
 *   complaintAboutYou
 */
export async function stepActor(
  reader: Reader,
  ctx: Context,
  { complaint, company, step }: { complaint: Complaint; company: Company; step: LoopStep },
): Promise<Person> {
  const person = ctx.actor.type === 'person' ? ctx.actor.staff : null;
  const { action, refusal, withDuty } = rules[step];
  const department = departmentOf({ complaint, company, step });
  const named = namedFor({ complaint, company, step, department });
  const direct = action === 'complaint.handle' ? named : [];
  const allowed =
    person !== null &&
    (may(person, action, { department, ownerIds: direct }) ||
      may(person, action, {
        ownerIds: await inTheirPlace(reader, ctx, { complaint, step, named, withDuty }),
      }));
  if (!allowed) throw new UserError(refusal);
  refuseRecused(person, complaint);
  return person;
}

/** Whose business a step is: the responsible department's, or the service department's. */
function departmentOf({
  complaint,
  company,
  step,
}: {
  complaint: Complaint;
  company: Company;
  step: LoopStep;
}): Department | null {
  if (step === 'confirm' || step === 'review') return company.service;
  return company.departments.find(({ id }) => id === complaint.departmentId) ?? null;
}

function namedFor({
  complaint,
  company,
  step,
  department,
}: {
  complaint: Complaint;
  company: Company;
  step: LoopStep;
  department: Department | null;
}): (string | null)[] {
  const lead = department?.leadId ?? null;
  if (step === 'approve') return [lead, company.management?.leadId ?? null];
  if (step === 'review') return [lead];
  if (step === 'confirm') return [];
  return [complaint.investigatorId, complaint.centralPersonId, lead];
}

/** Who owes the step, and who stands in for those it is for: looked up only for somebody who is none of them. */
async function inTheirPlace(
  reader: Reader,
  ctx: Context,
  {
    complaint,
    step,
    named,
    withDuty,
  }: { complaint: Complaint; step: LoopStep; named: readonly (string | null)[]; withDuty: boolean },
): Promise<(string | null)[]> {
  const { workspaceId, now } = ctx;
  const key = dutyKey(`complaint.${step}`, complaint.id);
  const duty = withDuty
    ? await reader.duty.findFirst({ where: { workspaceId, key, state: 'open' }, select: { ownerId: true } })
    : null;
  const owners = duty?.ownerId ? [...named, duty.ownerId] : named;
  const roster = await loadRoster(reader, { workspaceId });
  return [duty?.ownerId ?? null, ...owners.map((staffId) => presentInChain({ staffId, roster, now }))];
}
