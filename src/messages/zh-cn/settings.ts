import { timeOfDay } from '../../calendar/local-date.js';
import type { settings as En, settingsErrors as EnErrors } from '../en/settings.js';

const numbers: typeof En.numbers = {
  firstContactDays: '分配后首次联系期限',
  firstContactReminderDays: '首次联系提醒时间',
  firstContactLeadDays: '首次联系逾期多久通知主管',
  knownPhoneTries: '每人每天最多提示号码已登记几次',
  papersDays: '开户资料归档期限',
  fileNoteDays: '交易习惯归档期限',
  guideDays: '按交易习惯指导客户的期限',
  fundDays: '安排入金期限',
  habitsDays: '入金后了解交易习惯的期限',
  closingReasonDays: '登记销户原因期限',
  lifeCycleLeadDays: '以上各项逾期多久通知主管',
  dormantMonths: '多久没有交易视为沉睡',
  newCustomerCallDays: '新客户回访期限',
  visitCallDays: '到访后回访期限',
  fundingCallDays: '已开户未入金：回访间隔',
  weeklyCallDays: '已入金客户回访间隔',
  complaintCallDays: '投诉结案后回访期限',
  callLeadDays: '回访逾期多久通知主管',
  callAttempts: '未接通：拨打多少次后由主管决定',
  callMorningFrom: '上午可致电：开始',
  callMorningUntil: '上午可致电：结束',
  callAfternoonFrom: '下午可致电：开始',
  callAfternoonUntil: '下午可致电：结束',
  vipRemindHours: '再次提醒（同时提醒频道）',
  vipLeadDays: '多久未入群通知主管',
  vipRemoveDays: '移出期限（再过同样时间通知主管）',
  handoffLeadHours: '无人答复：多久通知接收部门主管',
  handoffAssignHours: '无人答复：多久自动分配',
  handoffRetryHours: '无人可分配：多久再试',
  briefingWritingMinutes: '撰写一篇所需时间',
  briefingOpenMinutes: '发布前多久开始准备',
  briefingFirstMinutes: '第一次提醒，发布前',
  briefingSecondMinutes: '第二次提醒，发布前',
  noticeRemindHours: '未确认知悉：多久提醒一次',
  noticeLetGoDays: '提醒后多久不再等待',
  riskReachMinutes: '须联系到客户的时限，逾期通知主管',
};

export const settings: typeof En = {
  numbers,
  units: {
    minutes: (n) => `${n} 分钟`,
    'working-hours': (n) => `${n} 个工作小时`,
    days: (n) => `${n} 天`,
    'working-days': (n) => `${n} 个工作日`,
    months: (n) => `${n} 个月`,
    times: (n) => `${n} 次`,
    'time-of-day': timeOfDay,
  },
  processes: {
    customers: '客户',
    'life-cycle': '生命周期',
    callbacks: '回访',
    vip: 'VIP 群',
    handoffs: '交接',
    briefings: '早评',
    notices: '通知',
    'risk-alerts': '风险提示',
  },
  unitNames: {
    minutes: '分钟',
    'working-hours': '工作小时',
    days: '天',
    'working-days': '工作日',
    months: '月',
    times: '次',
    'time-of-day': '当地时间',
  },
  summary: {
    title: '流程参数',
    usual: ({ count }) => `${count} 项期限和参数，均为初始值`,
    changed: ({ count, changed }) => `${count} 项期限和参数，已更改 ${changed} 项`,
    open: '查看',
  },
  overview: {
    title: '流程参数',
    explain:
      '带 :pushpin: 的是企业既定规则，其余为 Baton 默认值。更改只影响之后产生的事项，已有事项的期限不变。',
    line: ({ name, value, note }) => `• ${name}： *${value}*${note}`,
    given: ' :pushpin:',
    wasGiven: ({ value }) => ` · 既定 ${value} :pushpin:`,
    wasDefault: ({ value }) => ` · 默认 ${value}`,
    history: '最近更改',
    change: ({ at, who, process, name, from, to }) => `${at} ${who} · ${process} · ${name}：${from} → ${to}`,
  },
  form: {
    explain: '只影响之后产生的事项。留空则恢复初始值。',
    label: ({ name, unit }) => `${name}（${unit}）`,
    given: ({ value, min, max }) => `企业既定：${value}。可填 ${min} 至 ${max}。`,
    usual: ({ value, min, max }) => `默认：${value}。可填 ${min} 至 ${max}。`,
  },
};

export const settingsErrors: typeof EnErrors = {
  numberBounds: ({ unit, min, max }) =>
    unit === 'time-of-day'
      ? `请选择 ${timeOfDay(min)} 至 ${timeOfDay(max)} 之间的时间。`
      : `请填写 ${min} 至 ${max} 的整数。`,
  numberOrder: ({ lower, higher }) => `“${numbers[lower]}”须小于“${numbers[higher]}”。`,
};
