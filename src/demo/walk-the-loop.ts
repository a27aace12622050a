import { approveSolution, proposalOf } from '../complaints/approve-solution.js';
import { assignComplaint } from '../complaints/assign-complaint.js';
import { carryOut } from '../complaints/carry-out.js';
import type { Category, RootCause } from '../complaints/complaint.js';
import { confirmSolution } from '../complaints/confirm-solution.js';
import { judgeComplaint } from '../complaints/judge-complaint.js';
import { proposeSolution } from '../complaints/propose-solution.js';
import { needComplaint } from '../complaints/queries.js';
import type { NewComplaint } from '../complaints/register-complaint.js';
import { reportFacts } from '../complaints/report-facts.js';
import { reviewComplaint } from '../complaints/review-complaint.js';
import type { Context, Services } from '../context.js';
import type { Person } from '../people/person.js';
import type { DemoTexts } from './texts/demo-texts.js';

/** What the archive is filled with the help of. */
interface Stage {
  services: Services;
  workspaceId: string;
  texts: DemoTexts;
  /** The n-th working day before the opening, at a local time. */
  at(workingDays: number, time: string): Date;
  as(handle: string, now: Date): Context;
  person(handle: string): Person;
  department(key: string): string;
  customer(name: string): { id: string };
  complain(
    handle: string,
    now: Date,
    complaint: Partial<NewComplaint> & { content: string },
  ): Promise<{ complaintId: string }>;
}

/** A complaint that went all the way: charged twice, paid back, accepted, reviewed. */
export async function closeOne(stage: Stage): Promise<void> {
  const { at, as, texts } = stage;
  const { commission } = texts.complaints;
  const { complaintId, seen } = await untilFacts(stage, {
    customer: 'Chloe Anderson',
    category: 'fees',
    words: commission,
    day: 4,
    times: ['14:00', '14:20', '14:35', '15:40'],
    rootCause: 'process',
  });
  await proposeSolution(as('tony', at(4, '15:55')), {
    ...(await seen()),
    wish: commission.wish,
    options: [
      { what: commission.refund, cost: '128.50 USD', slackUserId: null, dueAt: at(3, '12:00') },
      { what: commission.voucher, cost: '', slackUserId: null, dueAt: null },
    ],
  });
  await decide(stage, 'grace', at(4, '16:20'), { complaintId, why: commission.why });
  await carryOut(as('grace', at(3, '09:40')), {
    ...(await seen()),
    done: commission.done,
    measures: '',
    leadMeasures: '',
    toldBy: 'email',
    toldAt: at(3, '09:35'),
  });
  await confirmSolution(as('sam', at(3, '10:30')), {
    ...(await seen()),
    answer: {
      outcome: 'accepted',
      how: 'call',
      at: at(3, '10:25'),
      by: 'Chloe Anderson',
      proof: '',
      feedback: commission.feedback,
      satisfaction: 5,
    },
  });
  await reviewComplaint(as('anna', at(3, '11:30')), {
    ...(await seen()),
    evaluation: commission.evaluation,
    prevention: commission.prevention,
  });
}

/** One whose solution waits for management: the lead of Market proposed it. */
export async function leaveOneToDecide(stage: Stage): Promise<void> {
  const { at, as, texts } = stage;
  const { reward } = texts.complaints;
  const { seen } = await untilFacts(stage, {
    customer: '陈静 Chen Jing',
    category: 'information',
    words: reward,
    day: 1,
    times: ['09:05', '09:10', '09:15', '14:40'],
    rootCause: 'communication',
  });
  await proposeSolution(as('grace', at(1, '15:30')), {
    ...(await seen()),
    wish: reward.wish,
    options: [
      { what: reward.full, cost: '￥800', slackUserId: null, dueAt: null },
      { what: reward.half, cost: '￥400', slackUserId: null, dueAt: null },
    ],
  });
}

/** Registered by Service, judged and given to Market by Anna, looked into by the account manager. */
async function untilFacts(
  { services, workspaceId, at, as, person, department, customer, complain }: Stage,
  {
    customer: name,
    category,
    words,
    day,
    times: [registered, judged, assigned, found],
    rootCause,
  }: {
    customer: string;
    category: Category;
    words: { content: string; demand: string; grounds: string; facts: string };
    day: number;
    times: readonly [string, string, string, string];
    rootCause: RootCause;
  },
) {
  const { complaintId } = await complain('sam', at(day, registered), {
    customer: customer(name),
    content: words.content,
    demand: words.demand,
    category,
  });
  await judgeComplaint(as('anna', at(day, judged)), {
    complaintId,
    judgement: {
      verdict: 'valid',
      grounds: words.grounds,
      demand: 'reasonable',
      promisedAt: at(day - 1, '17:00'),
    },
  });
  const investigator = day === 1 ? 'liwei' : 'tony';
  await assignComplaint(as('anna', at(day, assigned)), {
    complaintId,
    departmentId: department('market'),
    investigatorSlackUserId: person(investigator).slackUserId,
    seenAssignedAt: null,
  });
  await reportFacts(as(investigator, at(day, found)), {
    complaintId,
    facts: words.facts,
    rootCause,
    responsibleSlackUserId: null,
  });
  const seen = async () => {
    const { version } = await needComplaint(services.db.read, { workspaceId, complaintId });
    return { complaintId, seenVersion: version };
  };
  return { complaintId, seen };
}

/** The first option. */
async function decide(
  { services, workspaceId, as }: Stage,
  handle: string,
  now: Date,
  { complaintId, why }: { complaintId: string; why: string },
): Promise<void> {
  const complaint = await needComplaint(services.db.read, { workspaceId, complaintId });
  const { options } = await proposalOf(services.db.read, complaint);
  await approveSolution(as(handle, now), {
    complaintId,
    seenVersion: complaint.version,
    decision: {
      decision: 'approve',
      optionId: options[0]?.id ?? null,
      lookedAt: options.map(({ id }) => id),
      why,
    },
  });
}
