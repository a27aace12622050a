import type { lifeCycle as En, lifeCycleErrors as EnErrors } from '../en/life-cycle.js';

export const lifeCycle: typeof En = {
  duties: {
    guide: ({ name }) => `指导 *${name}* · 交易习惯已记入档案`,
    fileNote: ({ name }) => `将 *${name}* 的交易习惯归档`,
    fund: ({ name }) => `*${name}* 已达到激活条件，请安排入金`,
    askHabits: ({ name }) => `询问 *${name}* 何时、如何交易，并登记`,
    reason: ({ name }) => `*${name}* 已销户，请登记原因`,
    papers: ({ name, checklist }) => `*${name}* 已开户，请归档资料，或交客服部归档（${checklist}）`,
  },
  recordReason: '登记销户原因',
  recordHabits: '登记交易习惯',
  habits: {
    title: '交易习惯',
    about: ({ name }) => `*${name}* 的交易习惯是怎样的？技术指导会据此跟进，客服部会归档。`,
    note: '品种、手数、时段、习惯',
    placeholder: '黄金，2–5 手，多在夜盘交易，习惯持仓过夜',
    noted: ({ who }) => `已记录。由${who ? ` ${who} ` : '技术部主管'}指导客户，客服部归档。`,
  },
  condition: {
    title: '达到激活条件',
    noted: '已记录，将由客户经理安排入金。',
  },
  reason: {
    title: '销户原因',
    about: ({ name }) => `*${name}* 已销户。`,
    reason: '原因',
    placeholder: '客户怎么说，我们本可以怎样做',
    noted: '已登记，辛苦了。',
  },
  noteKinds: { 'first-contact': '首次联系', 'trading-habits': '交易习惯', 'closing-reason': '销户原因' },
  opened: {
    purpose: '已开户：归档资料并跟进至入金',
    checklist: ['已取得模拟或实盘账号', '已安装交易软件', '已安装分析软件', '已确认电话', '已留联系渠道'],
  },
};

export const lifeCycleErrors: typeof EnErrors = {
  lifeCycleClosed: ({ name }) => `${name}已销户，未做任何改动。`,
  lifeCycleNotOpened: ({ name }) => `只适用于已开户、尚未入金的客户，${name}不在此阶段，请重新查看。`,
  lifeCycleStillOpen: ({ name }) => `${name}尚未销户。如已销户，请先调整阶段。`,
};
