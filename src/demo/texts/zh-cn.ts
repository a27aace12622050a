import type { DemoTexts } from './demo-texts.js';

/** 演示公司的人写下的文字。 */
export const zhCn: DemoTexts = {
  notes: {
    zhangWei: '喜欢开盘前看早评。',
    zhaoLei: '每周四上午联系。',
    linQing: '只在下午接电话。',
    emilyCarter: '习惯中午前收邮件。',
    michaelTan: '每周四 10 点致电。',
  },
  complaints: {
    tradingHours: {
      content: '想知道夜盘的开盘时间为什么和上周不一样。',
      grounds: '身份和账户状态已核对，属于咨询。',
      answer: '已说明本月起执行冬令时，并把时间表发给客户。',
    },
    commission: {
      content: '一笔交易收了两次手续费。',
      demand: '退还多收的一次。',
      grounds: '账单显示确实扣了两次。',
      facts: '人工更正后，夜间批处理又记了一次，只涉及该客户的一笔交易。',
      wish: '希望本周内退款，不要代金券。',
      refund: '退还多收的手续费',
      voucher: '免收两个月手续费',
      why: '符合客户要求，也确应由我方退还。',
      done: '已退到客户账户，并发送了确认单。',
      feedback: '比预想的快。',
      evaluation: '一天半内解决。首次答复时应当告知具体日期。',
      prevention: '人工更正作标记，夜间批处理不再重复入账。',
    },
    reward: {
      content: '客户说活动上承诺开户有奖励，一直没有到账。',
      demand: '兑现承诺的奖励。',
      grounds: '邀请函上写了奖励，没有写条件。',
      facts: '奖励须当月交易满五手，网站上有说明，邀请函里没有。',
      wish: '至少补一半，并道歉。',
      full: '全额补发奖励',
      half: '先补一半，满五手后补足',
    },
    spread: {
      content: '反映美国非农数据公布时点差比平时大，要求赔偿。',
      demand: '退还两笔交易的点差。',
      grounds: '报价与交易所一致；客户签署的风险告知书已说明数据行情。',
      explanation: '与客户逐笔核对，并发送了报价记录和相关条款。',
      reaction: '客户接受，希望以后数据公布前提醒。',
    },
    software: {
      content: '分析软件连续两天早盘断线，错过了平仓点位，客户非常不满。',
      demand: '查明原因，并说明如何避免再次发生。',
      grounds: '日志显示两次断线属实。',
    },
    statement: {
      content: '客户对账单有疑问，两次答应回电都没有人打。',
      demand: '请能讲清账单的人回电。',
      grounds: '答应的两次回电都没有记录。',
    },
    reception: {
      content: '到店签字时等了四十分钟，接待处没有人。',
    },
  },
  handoffs: {
    papers: {
      purpose: '已开户，请归档资料并跟进至入金。',
      checklist: ['已取得模拟和实盘账号', '已安装交易软件', '已安装分析软件', '已确认电话', '已留联系渠道'],
    },
    callPromised: '答应周五上午致电。',
    fundingExplained: '答应客户今天下午电话讲解入金流程。',
    guidance: {
      purpose: '客户想学习挂单和止损，请安排技术指导。',
      checklist: ['了解交易习惯', '演示软件'],
      returned: '缺少客户的交易品种和手数，请补充后再交接。',
    },
  },
  briefings: {
    morning: {
      name: '早评',
      author: 'henry',
      fields: [
        ['昨日金银行情', '现货黄金收于 4,052 美元，涨 0.4%；白银收于 51.3 美元，涨 0.9%。'],
        ['今日走势', '震荡偏强，回踩不破支撑可轻仓跟多。'],
        ['关键价位', '黄金支撑 4,030 / 4,012，压力 4,075 / 4,090；白银支撑 50.6，压力 52.0。'],
        ['消息面', '今晚 21:30 公布美国初请失业金人数，注意波动。'],
        ['操作建议', '轻仓，设好止损；数据公布前后半小时不追单。'],
      ],
    },
    advice: { name: '操盘建议', field: '操盘建议' },
    column: { name: '分析师专栏', field: '正文' },
  },
};
