import type { duties as En, dutiesErrors as EnErrors } from '../en/duties.js';

export const duties: typeof En = {
  reminder: {
    title: ({ count, late }) =>
      late === count ? `${count} 件已逾期` : `${count} 件待办${late > 0 ? `，其中 ${late} 件已逾期` : ''}`,
    due: (time) => `截止 ${time}`,
    overdue: (time) => `*已逾期* · 截止 ${time}`,
    owedBy: (who) => `负责人：${who}`,
    owedByNobody: '尚无负责人',
    standingInFor: (who) => `您正在代理 ${who}`,
    handedOver: ({ who, word }) => `${who ? `由 ${who} 转交给您` : '已转交给您'}${word ? `：“${word}”` : ''}`,
    snoozed: (reason) => `您要求此时提醒（“${reason}”）`,
    ifNobodyActs: (steps) => `如无人处理：${steps}`,
    leadTold: (time) => `${time} 通知主管`,
    managementTold: (time) => `${time} 通知管理层`,
    andMore: (count) => `……另有 ${count} 件。`,
  },
  ticked: '已办结，辛苦了。',
  done: '已完成',
  buttons: { snooze: '稍后提醒', handOver: '转交' },
  snoozeForm: {
    title: '稍后提醒',
    submit: '确定',
    explain: '只暂停给您本人的提醒，到卡片上写明的时间仍会通知主管。',
    until: '何时提醒我',
    laterToday: '两小时后',
    tomorrowMorning: '下一个工作日早上',
    atTime: '自选时间',
    time: '具体时间',
    timeHint: '仅在选择“自选时间”时填写。',
    reason: '为什么要等',
    reasonPlaceholder: '例如：正在等银行答复',
  },
  handOverForm: {
    title: '转交',
    submit: '转交',
    explain: '期限不变，您的留言会一并告知同事。',
    to: '转交给',
    word: '给同事的留言',
    wordPlaceholder: '已做了什么，还剩什么',
  },
};

export const dutiesErrors: typeof EnErrors = {
  dutyNotFound: '这件事已不在列表中，请查看最新的提醒。',
  dutyClosed: '这件事已经办完，无需再处理。',
  dutyChanged: '这件事刚刚有了变化，请重新查看后再操作。',
  dutyNotYours: '只有负责人、其主管或管理员可以这样做，请联系他们。',
  snoozeReasonMissing: '请说明为什么要等。',
  snoozeInPast: '这个时间已经过去，请选择更晚的时间。',
  snoozeTimeMissing: '请选择提醒时间。',
  snoozeTooLong: ({ days }) => `提醒最多可推迟 ${days} 天。如需更久，请与主管商定后转交。`,
  handOverWordMissing: '请给同事留句话。',
  handOverToOwner: '对方已是负责人，请选择其他同事。',
  handOverToBarred: '此事涉及对方本人，请选择其他同事。',
  handOverToNobody: '对方不属于任何部门或已离职。请选择在职同事；管理员可用 `/baton setup` 添加人员。',
};
