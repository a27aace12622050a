import type { Said } from '../playground/protocol.js';

/** What the playground's clock calls the next thing that will happen, short. */
const names: Readonly<Record<string, Said>> = {
  'duty:complaint.judge': { en: 'Judge complaint', zh: '判断投诉' },
  'duty:complaint.assign': { en: 'Assign complaint', zh: '指派投诉' },
  'duty:complaint.answer': { en: 'Answer complaint', zh: '答复投诉' },
  'duty:complaint.solve': { en: 'Solve complaint', zh: '解决投诉' },
  'duty:complaint.apology': { en: 'Apology call', zh: '致歉电话' },
  'duty:complaint.promise': { en: 'Promised answer', zh: '承诺的答复' },
  'duty:complaint.call-back': { en: 'Call after complaint', zh: '投诉回访' },
  'duty:complaint.investigate': { en: 'Report facts', zh: '提交调查结果' },
  'duty:complaint.propose': { en: 'Propose a solution', zh: '提出方案' },
  'duty:complaint.approve': { en: 'Decide on a proposal', zh: '批示方案' },
  'duty:complaint.execute': { en: 'Carry out a solution', zh: '实施方案' },
  'duty:complaint.confirm': { en: 'Ask the customer', zh: '请客户确认' },
  'duty:complaint.review': { en: 'Review a complaint', zh: '总结投诉' },
  'duty:customer.first-contact': { en: 'First contact', zh: '首次联系' },
  'duty:handoff.accept': { en: 'Handoff waits', zh: '交接待接收' },
  'duty:handoff.returned': { en: 'Handoff returned', zh: '交接退回' },
  'duty:handoff.papers': { en: 'File papers', zh: '归档资料' },
  'duty:briefing.write': { en: 'Briefing to write', zh: '待写早评' },
  'duty:callback.unreached': { en: 'Customer not reached', zh: '客户未联系上' },
  'duty:life-cycle.file-note': { en: 'File a note', zh: '归档记录' },
  'duty:life-cycle.fund': { en: 'Arrange funding', zh: '安排入金' },
  'duty:life-cycle.guide': { en: 'Guide customer', zh: '技术指导' },
  'duty:life-cycle.reason': { en: 'Closing reason', zh: '销户原因' },
  'duty:notice.acknowledge': { en: 'Notice to acknowledge', zh: '通知待确认' },
  'duty:risk.reach': { en: 'Risk alert', zh: '风险提示' },
  'duty:life-cycle.ask-habits': { en: 'Ask about trading', zh: '了解交易习惯' },
  'duty:vip.set-up': { en: 'VIP group to set up', zh: '待设VIP群' },
  'duty:vip.tell': { en: 'Tell customer', zh: '告知客户' },
  'duty:vip.add': { en: 'VIP group', zh: '入VIP群' },
  'duty:vip.invite': { en: 'VIP invitation', zh: '邀请入群' },
  'duty:vip.remove': { en: 'Leave VIP group', zh: '移出VIP群' },
  'job:briefings.round': { en: 'Briefing goes out', zh: '早评发布' },
  'duty:callback.visit': { en: 'Call: after a visit', zh: '到访后回访' },
  'duty:callback.birthday': { en: 'Birthday greetings', zh: '生日问候' },
  'duty:callback.promised': { en: 'Promised call', zh: '约定回访' },
  'job:callbacks.birthdays': { en: 'Birthdays', zh: '客户生日' },
  'job:callbacks.weekly': { en: 'Weekly calls', zh: '每周回访' },
  'job:digests.department': { en: 'Department digests', zh: '部门日报' },
  'job:digests.new-day': { en: 'New day', zh: '新的一天' },
  'job:life-cycle.dormant': { en: 'Dormant customers', zh: '沉睡客户' },
  'job:vip.compare': { en: 'VIP group check', zh: '核对VIP群' },
  'job:people.compare': { en: 'Comparing with Slack', zh: '与 Slack 核对' },
  'job:people.departures': { en: 'Colleague has left', zh: '离岗交接' },
  'job:people.ask-after': { en: 'Names of new people', zh: '新同事资料' },
  'job:people.back': { en: 'Colleague is back', zh: '同事返岗' },
  'job:people.calendar-coverage': { en: 'Holiday check', zh: '节假日检查' },
  'duty:handoff.keep': { en: 'Customer kept meanwhile', zh: '交接期间继续负责' },
  'duty:callback.new-customer': { en: 'Call: new customer', zh: '新客户回访' },
  'duty:callback.funding': { en: 'Call: not funded yet', zh: '入金跟进电话' },
  'duty:callback.weekly': { en: 'Weekly call', zh: '每周回访' },
  'duty:callback.dormant': { en: 'Call: dormant customer', zh: '沉睡客户回访' },
  'duty:callback.complaint': { en: 'Call: after a complaint', zh: '投诉后回访' },
};

const kinds: Readonly<Record<string, Said>> = {
  duty: { en: 'Reminder', zh: '提醒' },
  job: { en: 'Daily job', zh: '定时任务' },
  message: { en: 'Message', zh: '消息' },
};

/** `duty:complaint.judge` in words. */
export function nextThingName(what: string): Said {
  return names[what] ?? kinds[what.split(':', 1)[0] ?? ''] ?? { en: what, zh: what };
}

/** Whether a thing has a name of its own. */
export function hasName(what: string): boolean {
  return what in names;
}
