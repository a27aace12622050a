import type { handoffs as En, handoffErrors as EnErrors } from '../en/handoffs.js';

export const handoffs: typeof En = {
  states: {
    offered: '等待接收',
    accepted: '已接收',
    returned: '已退回',
    assigned: '已自动分配',
    withdrawn: '已撤回',
  },
};

const moved: Record<string, string> = {
  accepted: '接收',
  returned: '退回',
  assigned: '自动分配',
  withdrawn: '撤回',
};

export const handoffErrors: typeof EnErrors = {
  handoffNotFound: '找不到这次交接，未做任何改动。',
  handoffSameDepartment: '这是客户目前所在的部门，请选择要接手的部门。',
  handoffAlreadyOffered: ({ name }) =>
    `${name}的这项职责已发起交接，正在等待答复。请先撤回，或选择其他职责。`,
  handoffPurposeMissing: '请简单说明交接的目的。',
  handoffReasonMissing: '请说明退回的原因，以便对方处理。',
  handoffOwnerElsewhere: '请选择接收部门中在职的同事。',
  handoffMoved: ({ state, by }) => `这次交接已${by ? `由${by}` : ''}${moved[state] ?? state}，未做任何改动。`,
};
