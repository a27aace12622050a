import { workingSpans } from '../calendar/day-spans.js';
import { isoDate } from '../calendar/local-date.js';
import { instantAt, localDay } from '../calendar/local-time.js';
import { answerComplaint } from '../complaints/answer-complaint.js';
import { assignComplaint } from '../complaints/assign-complaint.js';
import { judgeComplaint } from '../complaints/judge-complaint.js';
import { recordApology } from '../complaints/record-apology.js';
import { type NewComplaint, registerComplaint } from '../complaints/register-complaint.js';
import type { Context, Services } from '../context.js';
import { registerCustomer } from '../customers/register-customer.js';
import { acceptHandoff } from '../handoffs/accept-handoff.js';
import { offerHandoff } from '../handoffs/offer-handoff.js';
import { returnHandoff } from '../handoffs/return-handoff.js';
import type { Person } from '../people/person.js';
import { listDepartments } from '../people/queries.js';
import { workCalendar } from '../people/work-calendar.js';
import { askToJoin } from '../vip/ask-to-join.js';
import { setUpGroup } from '../vip/set-up-group.js';
import { callCustomers } from './call-customers.js';
import { demoCustomers } from './customers.js';
import type { DemoTexts } from './texts/demo-texts.js';
import { closeOne, leaveOneToDecide } from './walk-the-loop.js';

/** The demo company at work: what its people did in the days before the playground opens, by the use-cases. */
export async function fillArchive(
  services: Services,
  {
    workspaceId,
    people,
    texts,
  }: { workspaceId: string; people: ReadonlyMap<string, Person>; texts: DemoTexts },
): Promise<void> {
  const { complaints, handoffs } = texts;
  const calendar = await workCalendar(services.db.read, { workspaceId, departmentId: null });
  const { timeZone } = calendar;
  /** The n-th working day before the opening, at a local time. */
  const at = (workingDays: number, time: string): Date => {
    let day = localDay(timeZone, services.clock.now().getTime());
    for (let left = workingDays; left > 0; ) {
      day -= 1;
      if (workingSpans(calendar, day).length > 0) left -= 1;
    }
    return instantAt(timeZone, isoDate(day), time);
  };
  const person = (handle: string): Person => {
    const found = people.get(handle);
    if (!found) throw new Error(`The demo company has no ${handle}`);
    return found;
  };
  const as = (handle: string, now: Date): Context => ({
    services,
    workspaceId,
    actor: { type: 'person', staff: person(handle) },
    now,
  });
  const departments = new Map(
    (await listDepartments(services.db.read, { workspaceId })).map(({ key, id }) => [key, id]),
  );
  const department = (key: string) => departments.get(key) ?? '';

  const ids = new Map<string, string>();
  for (const one of [...demoCustomers].sort((a, b) => b.registered - a.registered)) {
    const { customerId } = await registerCustomer(as(one.manager, at(one.registered, '10:30')), {
      name: one.name,
      phones: [one.phone],
      source: one.source,
      category: one.category,
      stage: one.stage,
      notes: one.note ? texts.notes[one.note] : '',
      ...(one.guide ? { technicalGuideId: person(one.guide).id } : {}),
    });
    ids.set(one.name, customerId);
  }
  await setUpGroup(as('peter', services.clock.now()), {
    kind: 'slack',
    channelId: 'C0VIP',
    name: '',
    cardsChannelId: 'C0VIPDESK',
    keeperSlackUserId: person('mia').slackUserId,
  });
  const toJoin = [
    ['liwei', '吴敏 Wu Min'],
    ['tony', 'Daniel Reed'],
  ] as const;
  for (const [handle, name] of toJoin) {
    await askToJoin(as(handle, services.clock.now()), { customerId: ids.get(name) ?? '' });
  }
  await callCustomers(services, { workspaceId, before: services.clock.now() });
  const customer = (name: string) => ({ id: ids.get(name) ?? '' });

  const complain = (handle: string, now: Date, complaint: Partial<NewComplaint> & { content: string }) =>
    registerComplaint(as(handle, now), {
      customer: null,
      complainantName: '',
      relation: 'self',
      contact: '',
      receivedBy: 'phone',
      receivedAt: now,
      demand: '',
      category: 'service',
      severity: 'normal',
      accusedSlackUserId: null,
      accusedDepartmentId: null,
      sourceLink: null,
      ...complaint,
    });

  const answered = await complain('lucy', at(4, '10:05'), {
    customer: customer('何洁 He Jie'),
    receivedBy: 'message',
    content: complaints.tradingHours.content,
    category: 'information',
  });
  await judgeComplaint(as('lucy', at(4, '10:40')), {
    complaintId: answered.complaintId,
    judgement: {
      verdict: 'communicative',
      grounds: complaints.tradingHours.grounds,
      kind: 'inquiry',
      promisedAt: at(4, '16:00'),
    },
  });
  await answerComplaint(as('lucy', at(4, '11:20')), {
    complaintId: answered.complaintId,
    outcome: 'answered',
    answer: complaints.tradingHours.answer,
    promisedAt: null,
  });

  const stage = {
    services,
    workspaceId,
    texts,
    at,
    as,
    person,
    department,
    customer,
    complain,
  };
  await closeOne(stage);

  const declined = await complain('sam', at(3, '14:10'), {
    customer: customer('Daniel Reed'),
    receivedBy: 'email',
    content: complaints.spread.content,
    demand: complaints.spread.demand,
    category: 'fees',
  });
  await judgeComplaint(as('sam', at(3, '15:30')), {
    complaintId: declined.complaintId,
    judgement: {
      verdict: 'not-sustained',
      grounds: complaints.spread.grounds,
      explanation: complaints.spread.explanation,
      explainedBy: 'phone',
      explainedAt: at(3, '15:20'),
      reaction: complaints.spread.reaction,
    },
  });

  await leaveOneToDecide(stage);

  const serious = await complain('sam', at(1, '09:20'), {
    customer: customer('张伟 Zhang Wei'),
    content: complaints.software.content,
    demand: complaints.software.demand,
    category: 'product',
    severity: 'serious',
    accusedDepartmentId: department('tech'),
  });
  await recordApology(as('sam', at(1, '10:00')), { complaintId: serious.complaintId });
  await judgeComplaint(as('anna', at(1, '10:30')), {
    complaintId: serious.complaintId,
    judgement: {
      verdict: 'valid',
      grounds: complaints.software.grounds,
      demand: 'reasonable',
      promisedAt: at(0, '17:00'),
    },
  });
  await assignComplaint(as('anna', at(1, '11:00')), {
    complaintId: serious.complaintId,
    departmentId: department('tech'),
    investigatorSlackUserId: person('mia').slackUserId,
    seenAssignedAt: null,
  });

  const judged = await complain('lucy', at(1, '14:20'), {
    customer: customer('Emily Carter'),
    receivedBy: 'message',
    content: complaints.statement.content,
    demand: complaints.statement.demand,
    category: 'conduct',
    accusedSlackUserId: person('tony').slackUserId,
  });
  await judgeComplaint(as('sam', at(1, '15:40')), {
    complaintId: judged.complaintId,
    judgement: {
      verdict: 'valid',
      grounds: complaints.statement.grounds,
      demand: 'reasonable',
      promisedAt: at(0, '16:00'),
    },
  });

  await complain('ivy', at(1, '16:35'), {
    customer: customer('王芳 Wang Fang'),
    receivedBy: 'visit',
    content: complaints.reception.content,
    category: 'service',
  });

  const taken = await offerHandoff(as('tony', at(3, '10:10')), {
    customerId: customer('Sophie Laurent').id,
    ownerRole: 'service-specialist',
    toDepartmentId: department('service'),
    ...handoffs.papers,
    promises: handoffs.callPromised,
  });
  await acceptHandoff(as('anna', at(3, '10:45')), {
    handoffId: taken.handoffId,
    newOwnerId: person('sam').id,
  });

  const returned = await offerHandoff(as('liwei', at(1, '15:05')), {
    customerId: customer('梁欣 Liang Xin').id,
    ownerRole: 'technical-guide',
    toDepartmentId: department('tech'),
    purpose: handoffs.guidance.purpose,
    checklist: handoffs.guidance.checklist,
    promises: '',
  });
  await returnHandoff(as('henry', at(1, '16:20')), {
    handoffId: returned.handoffId,
    reason: handoffs.guidance.returned,
  });

  await offerHandoff(as('liwei', at(1, '16:30')), {
    customerId: customer('徐丽 Xu Li').id,
    ownerRole: 'service-specialist',
    toDepartmentId: department('service'),
    ...handoffs.papers,
    promises: handoffs.fundingExplained,
  });
  // After the complaints that were answered, too.
  await callCustomers(services, { workspaceId, before: services.clock.now() });
}
