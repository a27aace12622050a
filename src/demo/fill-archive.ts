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

/** The demo company at work: what its people did in the days before the playground opens, by the use-cases. */
export async function fillArchive(
  services: Services,
  { workspaceId, people }: { workspaceId: string; people: ReadonlyMap<string, Person> },
): Promise<void> {
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
      notes: one.note ?? '',
      ...(one.guide ? { technicalGuideId: person(one.guide).id } : {}),
    });
    ids.set(one.name, customerId);
  }
  await setUpGroup(as('peter', services.clock.now()), {
    kind: 'slack',
    channelId: 'C0VIP',
    name: '',
    cardsChannelId: 'C0TECH',
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
    content: '想知道夜盘的交易时间为什么和上周不一样。',
    category: 'information',
  });
  await judgeComplaint(as('lucy', at(4, '10:40')), {
    complaintId: answered.complaintId,
    judgement: {
      verdict: 'communicative',
      grounds: '身份和账户状态已核对，属于咨询。',
      kind: 'inquiry',
      promisedAt: at(4, '16:00'),
    },
  });
  await answerComplaint(as('lucy', at(4, '11:20')), {
    complaintId: answered.complaintId,
    outcome: 'answered',
    answer: '已说明冬令时从本月起执行，并把时间表发给客户。',
    promisedAt: null,
  });

  const declined = await complain('sam', at(3, '14:10'), {
    customer: customer('Daniel Reed'),
    receivedBy: 'email',
    content: 'Says the spread during the US jobs report was wider than usual and asks for compensation.',
    demand: 'Refund of the spread on two trades.',
    category: 'fees',
  });
  await judgeComplaint(as('sam', at(3, '15:30')), {
    complaintId: declined.complaintId,
    judgement: {
      verdict: 'not-sustained',
      grounds: 'The quotes match the exchange’s; the risk notice he signed covers news hours.',
      explanation: 'Went through both trades with him and sent the quotes and the clause.',
      explainedBy: 'phone',
      explainedAt: at(3, '15:20'),
      reaction: 'Accepted it and asked for a reminder before such days.',
    },
  });

  const serious = await complain('sam', at(1, '09:20'), {
    customer: customer('张伟 Zhang Wei'),
    content: '分析软件连续两天早盘断线，错过了平仓点位，客户非常不满。',
    demand: '查明原因，并说明如何避免再次发生。',
    category: 'product',
    severity: 'serious',
    accusedDepartmentId: department('tech'),
  });
  await recordApology(as('sam', at(1, '10:00')), { complaintId: serious.complaintId });
  await judgeComplaint(as('anna', at(1, '10:30')), {
    complaintId: serious.complaintId,
    judgement: {
      verdict: 'valid',
      grounds: '日志显示确有断线。',
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
    content: 'She was promised a call back about her statement twice, and nobody called.',
    demand: 'A call from somebody who can explain the statement.',
    category: 'conduct',
    accusedSlackUserId: person('tony').slackUserId,
  });
  await judgeComplaint(as('sam', at(1, '15:40')), {
    complaintId: judged.complaintId,
    judgement: {
      verdict: 'valid',
      grounds: 'The two promised calls are not in the record.',
      demand: 'reasonable',
      promisedAt: at(0, '16:00'),
    },
  });

  await complain('ivy', at(1, '16:35'), {
    customer: customer('王芳 Wang Fang'),
    receivedBy: 'visit',
    content: '到店签字时等了四十分钟，接待室没有人。',
    category: 'service',
  });

  const taken = await offerHandoff(as('tony', at(3, '10:10')), {
    customerId: customer('Sophie Laurent').id,
    ownerRole: 'service-specialist',
    toDepartmentId: department('service'),
    purpose: 'Account opened: file the papers and follow up until funded',
    checklist: ['Demo and real account received', 'Trading software installed', 'Phone confirmed'],
    promises: 'A call on Friday morning.',
  });
  await acceptHandoff(as('anna', at(3, '10:45')), {
    handoffId: taken.handoffId,
    newOwnerId: person('sam').id,
  });

  const returned = await offerHandoff(as('liwei', at(1, '15:05')), {
    customerId: customer('梁欣 Liang Xin').id,
    ownerRole: 'technical-guide',
    toDepartmentId: department('tech'),
    purpose: '客户想学习挂单和止损，请安排技术指导。',
    checklist: ['了解交易习惯', '演示软件'],
    promises: '',
  });
  await returnHandoff(as('henry', at(1, '16:20')), {
    handoffId: returned.handoffId,
    reason: '缺少客户的交易品种和手数，请补充后再交接。',
  });

  await offerHandoff(as('liwei', at(1, '16:30')), {
    customerId: customer('徐丽 Xu Li').id,
    ownerRole: 'service-specialist',
    toDepartmentId: department('service'),
    purpose: '已开户，请归档资料并跟进至入金。',
    checklist: ['已取得模拟和实盘账号', '已安装交易软件', '已安装分析软件', '已确认电话', '已留联系渠道'],
    promises: '答应客户今天下午电话讲解入金流程。',
  });
  // After the complaints that were answered, too.
  await callCustomers(services, { workspaceId, before: services.clock.now() });
}
