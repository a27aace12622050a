import type { riskAlerts as En, riskAlertErrors as EnErrors } from '../en/risk-alerts.js';

export const riskAlerts: typeof En = {
  about: '*风险提示* · 面向技术部、客户负责人和管理层',
  usage: '`/risk [客户]` 立即通知客户负责人：该客户账户有风险，并附上您的建议',
  raise: '风险提示',
  title: ({ name }) => `风险提示：${name}`,
  form: {
    title: '风险提示',
    submit: '立即通知',
    customer: '客户',
    situation: '风险情况',
    situationExample: '保证金比例 60% 且持续下降，持有白银空单三手',
    advice: '给客户的建议',
    adviceExample: '夜盘前平仓一手或追加资金',
    whatHappens: ({ minutes }) =>
      `立即通知客户负责人（不分时段），须在${minutes === 60 ? '一小时' : ` ${minutes} 分钟`}内联系到客户；否则通知其主管。`,
  },
  raised: {
    told: ({ who, until }) => `已通知 ${who}，须在 ${until} 前联系到客户。结果会告知您。`,
    nobody: '已记录，但负责人均不在，未能通知任何人。请直接联系客户或管理层。',
  },
  raisedBy: ({ name, at }) => `${at} ${name} 提出`,
  reachUntil: ({ until }) => `请在 ${until} 前联系到客户，逾时将通知您的主管。`,
  record: '记录联系结果',
  openCustomer: '打开档案',
  ways: { phone: '电话', message: '消息', visit: '面谈' },
  reach: {
    title: '联系结果',
    reached: '是否已联系到客户？',
    yes: '已联系到',
    no: '未联系到，继续联系',
    way: '方式',
    outcome: '客户的答复和决定',
    outcomeHint: '联系到客户时必填。',
  },
  reached: ({ name, by, at, way }) => `${at} ${by} 已联系到 *${name}* （${way}）。`,
  duty: ({ name, attempts }) =>
    `:rotating_light: 联系 *${name}* · 账户有风险${attempts > 0 ? `（已尝试 ${attempts} 次）` : ''}`,
};

export const riskAlertErrors: typeof EnErrors = {
  riskNotFound: '找不到这条风险提示，未做任何改动。',
  riskReached: ({ by }) => `${by ? `${by}已` : '已'}联系到该客户，无需再处理。`,
  riskOutcomeMissing: '请简单记录客户的答复和决定。',
};
