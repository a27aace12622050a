import type { notices as En, noticeErrors as EnErrors } from '../en/notices.js';

export const notices: typeof En = {
  about: '*通知* · 由主管、行政部和管理层转发，面向所发布频道的成员',
  usage: ['`/notice [标题]` 向频道转发交易所或总部的通知', '`/notice 列表` 查看最近的通知和确认人数'].join(
    '\n',
  ),
  title: '通知',
  sources: {
    exchange: '交易所通知',
    'head-office': '总部通知',
    company: '通知',
  },
  form: {
    title: '转发通知',
    submit: '发布',
    source: '发文单位',
    heading: '标题',
    body: '正文',
    channels: '频道',
    channelsHint: '私有频道需先邀请 Baton：在频道中输入 /invite @Baton。',
    whatHappens: ({ hours }) => `这些频道所属部门的成员需确认知悉；${hours} 个工作小时后提醒一次未确认的人。`,
  },
  acknowledge: '确认知悉',
  acknowledgedByYou: '您已确认知悉。',
  open: '打开',
  whoNot: '谁还没确认',
  copyButton: '居间商版文字',
  relayed: ({ name, at }) => `由 ${name} 转发，${at}`,
  receipts: ({ count }) => `${count} 人已确认`,
  noted: '已记录：您已确认知悉。',
  notedBefore: '您此前已确认。',
  readers: {
    all: ({ total }) => `全部 ${total} 人均已确认。`,
    some: ({ missing, total }) => `${total} 人中有 ${missing} 人尚未确认：`,
    andMore: ({ count }) => `……另有 ${count} 人`,
  },
  copy: {
    title: '居间商版文字',
    about: '点击文本框，全选后复制。',
    heading: '可复制的标题',
    text: '可复制的正文',
    done: '完成',
  },
  listTitle: '通知列表（最近在前）',
  nothing: '尚未转发过通知。',
  duty: ({ title }) => `确认知悉通知 *${title}*`,
};

export const noticeErrors: typeof EnErrors = {
  noticeNotFound: '找不到这条通知。`/notice 列表` 可查看最近的通知。',
  noticeTooLong: '正文超出一条 Slack 消息的上限（&、<、> 各按四至五个字符计算），请删减。',
  noticeChannels: ({ max }) => `请选择 1 至 ${max} 个频道。`,
};
