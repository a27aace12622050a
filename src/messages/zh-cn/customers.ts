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
};

export const customerErrors: typeof EnErrors = {
  customerNotFound: '客户档案中没有（或已不再有）这位客户。请用 `/customer find` 查找。',
  customerConfidential: '这是大客户，联系方式仅限负责同事、其主管和管理员查看。请联系他们。',
  customerStageNeedsLead: '回退或跳过阶段须由负责同事的主管操作。请联系主管，或选择下一阶段。',
  customerReasonMissing: '回退或跳过阶段时请填写原因。',
  customerStageMoved: ({ name, stage }) =>
    `${name}刚刚被更新，目前处于“${(customers.stages as Record<string, string>)[stage] ?? stage}”阶段。未做任何改动，请重新查看。`,
  customerNameMissing: '请填写客户姓名。',
  customerPhoneUnreadable: '有号码无法识别。请每行填写一个，例如 138 1234 5678 或 +44 20 7946 0123。',
  customerPhoneKnown: ({ name }) =>
    `${name ? `${name}已登记过` : '另一位客户已登记过'}这个号码。请直接选择该客户，或勾选“仍要登记”。`,
};
