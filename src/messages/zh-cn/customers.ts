import type { customers as En, customerErrors as EnErrors } from '../en/customers.js';

export const customers: typeof En = {
  stages: {
    lead: '潜在',
    invited: '已邀约',
    visited: '已到访',
    opened: '已开户',
    activated: '已激活入金',
    vip: '已入VIP群',
    closed: '已销户',
  },
  dormant: '沉睡',
  registeredAt: (at) => `${at} 登记`,
  sources: {
    telesales: '电销',
    online: '网销',
    broker: '居间商',
    referral: '转介绍',
    event: '活动',
    'walk-in': '到店',
  },
  categories: { ordinary: '普通', member: '会员', 'key-account': '大客户' },
  ownerRoles: {
    'account-manager': '客户经理',
    'service-specialist': '客服专员',
    'technical-guide': '技术指导',
  },
  usage: [
    '`/customer 登记 [姓名]` 登记客户',
    '`/customer 查找 [姓名、手机号或后四位]` 查找客户',
    '`/customer 查看 [姓名]` 打开客户档案',
    '`/customer 沉睡` 列出可能流失的客户',
  ].join('\n'),
  register: {
    title: '登记客户',
    submit: '登记',
    name: '姓名',
    phones: '电话号码',
    phonesHint: '每行一个。号码加密保存，同事只看到 138****5678。',
    known: '如号码已登记过',
    acceptKnown: '仍要登记',
    source: '来源',
    category: '类别',
    stage: '阶段',
    accountNumber: '账号',
    other: '其他联系方式（微信、邮箱等）',
    address: '地址',
    birthday: '生日',
    background: '背景',
    preferences: '偏好',
    notes: '备注',
  },
  find: {
    title: '查找客户',
    label: '客户',
    placeholder: '姓名、手机号或后四位',
    open: '打开',
    found: ({ count }) => `找到 ${count} 位客户`,
    nothing: ({ query }) =>
      `没有姓名以“${query}”开头或使用该号码的客户。请输入姓名开头、完整号码或后四位；也可用 \`/customer 登记\` 新登记。`,
    more: '还有更多结果，请多输入几个字缩小范围。',
  },
  churn: {
    nobody: '没有沉睡客户：没有客户的最近一次交易已过两个月。',
    title: ({ count }) => `${count} 位客户可能流失`,
    lastTrade: (day) => `最近交易 ${day}`,
    more: '还有更多，这里显示沉睡最久的几位。',
  },
  record: {
    title: '客户档案',
    stage: '阶段',
    category: '类别',
    source: '来源',
    accountNumber: '账号',
    birthday: '生日',
    registered: '登记日期',
    phones: '电话',
    other: '其他联系方式',
    address: '地址',
    background: '背景',
    preferences: '偏好',
    notes: '备注',
    noPhone: '未登记',
    withExtension: ({ number, extension }) => `${number} 转 ${extension}`,
    reveal: '显示联系方式',
    confidential: '大客户：联系方式仅限负责同事、其主管和管理员查看。',
    moveStage: '调整阶段',
    contacted: '已完成首次联系',
    firstContactDue: ({ at }) => `首次联系期限：${at}`,
  },
  moveStage: {
    title: '调整阶段',
    submit: '调整',
    standsAt: ({ name, stage }) => `*${name}* 目前处于 *${stage}* 阶段。`,
    to: '新阶段',
    reason: '原因',
    reasonHint: '回退或跳过阶段须由主管操作并填写原因。',
  },
  firstContactDuty: ({ name }) => `首次联系 *${name}* 并完善档案`,
};

export const customerErrors: typeof EnErrors = {
  customerNotFound: '客户档案中没有（或已不再有）这位客户。请用 `/customer find` 查找。',
  customerConfidential: '这是大客户，联系方式仅限负责同事、其主管和管理员查看。请联系他们。',
  customerStageNeedsLead: '回退或跳过阶段须由负责同事的主管操作。请联系主管，或选择下一阶段。',
  customerReasonMissing: '回退或跳过阶段时请填写原因。',
  customerStageMoved: ({ name, stage }) =>
    `${name}刚刚被更新，目前处于“${(customers.stages as Record<string, string>)[stage] ?? stage}”阶段。未做任何改动，请重新查看。`,
  customerNameMissing: '请填写客户姓名。',
  customerPhoneUnreadable: ({ typed, problem, understood }) => {
    if (problem === 'several') return `“${typed}”像是多个号码，请每行填写一个。`;
    const read = understood ? `识别结果为 ${understood}，不是完整的号码。` : '';
    return `“${typed}”无法识别为电话号码。${read}请每行填写一个，例如 138 1234 5678 或 +44 20 7946 0123。`;
  },
  customerPhoneKnown: '已有客户登记过这个号码。请用 `/customer find` 查找该客户，或勾选“仍要登记”。',
  customerPhoneTriesUp: ({ most }) =>
    `您今天已有 ${most} 次填写了登记过的号码，明天才能再核对号码。请按姓名查找客户，或暂不填写号码。`,
};
