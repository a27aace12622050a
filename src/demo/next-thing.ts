/** What the playground's clock calls the next thing that will happen, short and in both languages. */
const names: Readonly<Record<string, string>> = {
  'duty:complaint.judge': 'Judge complaint 判断投诉',
  'duty:complaint.assign': 'Assign complaint 指派投诉',
  'duty:complaint.answer': 'Answer complaint 答复投诉',
  'duty:complaint.solve': 'Solve complaint 解决投诉',
  'duty:complaint.apology': 'Apology call 致歉电话',
  'duty:customer.first-contact': 'First contact 首次联系',
  'duty:handoff.accept': 'Handoff waits 交接待接收',
  'duty:handoff.returned': 'Handoff returned 交接退回',
  'duty:handoff.papers': 'File papers 归档资料',
  'duty:briefing.write': 'Briefing to write 待写早评',
  'duty:callback.unreached': 'Customer not reached 客户未联系上',
  'duty:life-cycle.file-note': 'File a note 归档记录',
  'duty:life-cycle.fund': 'Arrange funding 安排入金',
  'duty:life-cycle.guide': 'Guide customer 技术指导',
  'duty:life-cycle.reason': 'Closing reason 销户原因',
  'duty:notice.acknowledge': 'Notice to acknowledge 通知待确认',
  'duty:risk.reach': 'Risk alert 风险预警',
  'duty:vip.add': 'VIP group 入VIP群',
  'duty:vip.invite': 'VIP invitation 邀请入群',
  'duty:vip.remove': 'Leave VIP group 移出VIP群',
  'job:briefings.round': 'Briefing goes out 早评发布',
  'job:callbacks.weekly': 'Weekly calls 每周回访',
  'job:digests.department': 'Department digest 部门日报',
  'job:digests.new-day': 'New day 新的一天',
  'job:life-cycle.dormant': 'Dormant customers 沉睡客户',
  'job:vip.compare': 'VIP group check 核对VIP群',
  'job:people.back': 'Colleague is back 同事返岗',
  'job:people.calendar-coverage': 'Holiday check 节假日检查',
};

const kinds: Readonly<Record<string, string>> = {
  duty: 'Reminder 提醒',
  job: 'Daily job 定时任务',
  message: 'Message 消息',
};

/** `duty:complaint.judge` in words. */
export function nextThingName(what: string): string {
  return names[what] ?? kinds[what.split(':', 1)[0] ?? ''] ?? what;
}
