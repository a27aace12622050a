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
