import type { callbacks as En, callbackErrors as EnErrors } from '../en/callbacks.js';

export const callbacks: typeof En = {
  record: '登记回访',
  letRest: '暂不跟进',
  kinds: {
    'new-customer': '新客户回访',
    funding: '入金前跟进',
    weekly: '定期回访',
    dormant: '沉睡客户回访',
    complaint: '投诉后回访',
    visit: '到访后回访',
    birthday: '生日问候',
    promised: '约定回访',
    unplanned: '通话',
  },
  duties: {
    call: {
      'new-customer': ({ name }) => `回访新客户 *${name}*`,
      funding: ({ name }) => `致电 *${name}* · 已开户，尚未入金`,
      weekly: ({ name, days }) => (days === 7 ? `每周回访 *${name}*` : `定期回访 *${name}* · 每 ${days} 天`),
      dormant: ({ name, months }) =>
        `致电 *${name}* · ${months === 2 ? '两个月' : `${months} 个月`}没有动态，可能流失`,
      visit: ({ name }) => `到访后回访 *${name}* · 了解感受和需求`,
      birthday: ({ name, birthday }) => `问候大客户 *${name}* · ${birthday}生日`,
      promised: ({ name }) => `按约定时间致电 *${name}*`,
      complaint: ({ name }) => `投诉结案后回访 *${name}* · 了解对处理是否满意`,
    },
    attempt: ({ attempt, most }) => `第 ${attempt} 次（共 ${most} 次）`,
    putOff: {
      rest: ({ from }) => `原定 ${from}，客户休息时间，已顺延`,
      closed: ({ from }) => `原定 ${from}，非工作时间，已顺延`,
      late: ({ from }) => `已超期：${from} 前无人上班`,
    },
    unreached: ({ name, attempts }) => `${attempts} 次都没有联系上 *${name}* · 请决定如何处理`,
  },
  form: {
    title: '登记回访',
    about: ({ name, kind }) => `*${name}* · ${kind}`,
    outcome: '结果',
    outcomes: { reached: '已接通', 'not-reached': '未接通' },
    satisfaction: '客户满意度',
    satisfactionHint: '接通时必填。',
    levels: {
      '5': '5 分 · 非常满意',
      '4': '4 分 · 满意',
      '3': '3 分 · 一般',
      '2': '2 分 · 不满意',
      '1': '1 分 · 非常不满意',
    },
    note: '备注',
    notePlaceholder: '客户说了什么，有什么需求',
    next: '与客户约定的下次致电时间',
    nextHint: '将按此时间安排；留空则按通常间隔。',
  },
  recorded: {
    noted: '已登记，辛苦了。',
    next: ({ at }) => `下次回访：${at}`,
    again: ({ at, attempt, most }) => `换个时段再试（第 ${attempt} 次，共 ${most} 次）：${at}`,
    leadAsked: '已是最后一次，将由主管决定如何处理。',
    dissatisfied: '客户不满意，是否需要登记投诉？',
    registerComplaint: '登记投诉',
  },
};

export const callbackErrors: typeof EnErrors = {
  callbackRecorded: '这次回访已登记或已不需要，未做任何改动。',
  callbackNextPast: '该时间已过，请选择之后的时间。',
  callbackSatisfactionMissing: '已接通客户，请填写满意度。',
};
