import type { handoffs as En, handoffErrors as EnErrors } from '../en/handoffs.js';

export const handoffs: typeof En = {
  states: {
    offered: '等待接收',
    accepted: '已接收',
    returned: '已退回',
    assigned: '已自动分配',
    withdrawn: '已撤回',
  },
  about: '*交接* · 面向各部门同事',
  usage: [
    '`/handoff [客户]` 把客户交接给其他部门，或本部门的同事',
    '`/handoff 列表` 查看等待本部门接收的和您发起的交接',
  ].join('\n'),
  handOver: '交接',
  offer: {
    title: '交接客户',
    submit: '发起交接',
    customer: '客户',
    role: '交接的职责',
    roleHint: '对方接收之前仍由您负责。',
    department: '接收部门',
    colleague: '接收同事',
    colleagueHint: '仅在交接给本部门时填写：请谁接手这位客户。',
    atOnce: '主管指派',
    atOnceYes: '直接指派给这位同事，无需对方确认',
    purpose: '目的',
    purposeExample: '已开户：归档资料并跟进至入金',
    checklist: '清单',
    checklistHint: '每行一项。',
    checklistExample: '已取得账号\n已安装交易软件\n已确认电话',
    promises: '对客户的承诺',
    whatHappens: ({ leadHours, assignHours }) =>
      `若无人答复，${leadHours} 个工作小时后通知该部门主管，${assignHours} 个工作小时后按数量均衡自动分配。`,
  },
  offered: {
    title: '已发起交接',
    done: ({ name, to }) => `已将 *${name}* 交接给 *${to}* ，结果会通知您。在此之前仍由您负责这位客户。`,
    assigned: ({ name, to }) => `*${name}* 现由 ${to} 负责，已通知对方。`,
    next: ({ tellLead, assign }) => `若无人答复：${tellLead} 通知其主管 · ${assign} 自动分配`,
  },
  packet: {
    customer: '客户',
    role: '职责',
    holder: '目前负责人',
    from: '交出',
    to: '接收',
    purpose: '目的',
    checklist: '清单',
    promises: '对客户的承诺',
    complaints: ({ numbers, more }) => `未结投诉：${numbers}${more > 0 ? `，另有 ${more} 件` : ''}`,
    nextDue: '近期到期',
    bounces: ({ count }) => `此前已退回 ${count} 次`,
  },
  checklist: { title: '交接清单', open: '清单', done: '勾选已完成的项目' },
  card: {
    title: ({ name, from, to }) => `${name}：${from} → ${to}`,
    accept: '接收',
    return: '退回',
    withdraw: '撤回',
    ifNobodyActs: ({ tellLead, assign }) => `若无人处理：${tellLead} 通知主管 · ${assign} 自动分配`,
  },
  outcome: {
    offered: ({ to }) => `等待${to}答复`,
    accepted: ({ owner, by, at }) => `由 ${owner} 接手（${at} ${by} 接收）`,
    acceptedSelf: ({ owner, at }) => `${owner} 已接手（${at}）`,
    assigned: ({ owner, at }) => `无人答复，${at} 已自动分配给 ${owner}`,
    returned: ({ by, at, reason }) => `${at} ${by} 退回：${reason}`,
    withdrawn: ({ by, at }) => `${at} ${by} 撤回`,
  },
  timeline: {
    offered: ({ role, to, who }) => `${who} 提交交接给${to}（${role}）`,
    decided: ({ role, to, state }) => `交接给${to}：${state}（${role}）`,
  },
  accept: {
    title: '接收客户',
    submit: '接收',
    owner: ({ role }) => `新的${role}`,
  },
  return: {
    title: '退回客户',
    submit: '退回',
    about: ({ name }) => `*${name}* 将退回给发起人，仍由其负责。`,
    reason: '原因',
    reasonHint: '发起人会看到。',
  },
  list: {
    title: ({ received, sent }) => `交接：${received} 项等待本部门接收，${sent} 项由您发起`,
    received: '等待本部门接收',
    sent: '由您发起',
    assigned: ({ at }) => `${at} 自动分配`,
    nothing: '没有等待本部门接收的交接，您也没有等待答复的交接。',
    more: '还有更多，这里显示最早的几项。',
  },
  duties: {
    accept: ({ name, from }) => `答复${from}发来的客户交接： *${name}*`,
    acceptNext: ({ assign }) => `${assign} 自动分配`,
    keep: ({ name, to }) => `在${to}接收之前继续负责 *${name}*`,
    returned: ({ name, to }) => `${to}退回了 *${name}* · 请重新交接或继续负责`,
  },
  offerAnew: '重新交接',
  keep: '继续负责',
  kept: '已记录：由您继续负责这位客户。',
  withdrawn: '已撤回，仍由您负责。',
  stillYours: '客户仍由您负责。请补充后重新交接，或继续负责。',
  nowYours: ({ name, role }) => `${name} 现由您负责：${role}`,
  openCustomer: '打开档案',
  nobodyThere: {
    title: ({ name, to }) => `${to}目前无人可接收 ${name}`,
    sender: '相关同事都在请假，这次交接暂时无法分配。有人回来之前，客户仍由您负责。',
    administrator:
      '该部门及其主管、管理层和管理员都登记为请假，这次交接无法分配。请用 `/baton who` 结束已经过期的请假，或指定代理人。',
    next: ({ at }) => `下次重试：${at}`,
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
  handoffDepartmentGone: '该部门已不存在，请另选。',
  handoffColleagueMissing: '这是您所在的部门：请选择接手的同事，或选择其他部门。',
  handoffColleagueElsewhere: '只有交接给本部门时才指定同事。请选择本部门在职的同事，或留空。',
  handoffAlreadyTheirs: ({ name }) => `这项职责已由${name}负责，请另选。`,
  handoffOnlyNamed: ({ name }) => `只有${name ?? '被指定的同事'}或其主管可以答复。`,
  handoffAlreadyOffered: ({ name }) =>
    `${name}的这项职责已发起交接，正在等待答复。请先撤回，或选择其他职责。`,
  handoffRoleElsewhere: ({ role }) =>
    `${role === 'account-manager' ? '客户经理属于市场部' : role === 'service-specialist' ? '客服专员属于客服部' : '技术指导属于技术部'}。请选择该部门，或选择其他职责。`,
  handoffPurposeMissing: '请简单说明交接的目的。',
  handoffReasonMissing: '请说明退回的原因，以便对方处理。',
  handoffOwnerElsewhere: '请选择接收部门中在职的同事。',
  handoffMoved: ({ state, by }) =>
    `这次交接已${by ? `由 ${by} ` : ''}${moved[state] ?? state}，未做任何改动。`,
};
