import type { outbox as En, outboxErrors as EnErrors } from '../en/outbox.js';

export const outbox: typeof En = {
  parked: ({ where, count }) => `有 ${count} 条发给 ${where} 的消息无法送达，正在等待处理。`,
  parkedFallback: '有消息无法送达，正在等待处理。',
  advice: {
    invite: 'Baton 不在该频道中。请在频道里发送下面这一行，然后点击“重试”：\n`/invite @Baton`',
    missing:
      'Slack 找不到该频道。如果是私有频道，请在其中发送 `/invite @Baton`，然后点击“重试”；如果已被删除，请用 `/baton setup` 另选频道。',
    archived: '该频道已归档。请取消归档后点击“重试”，或用 `/baton setup` 为之后的消息另选频道。',
    posting: '该频道只允许部分成员发言。请在频道设置中允许 Baton 发言，然后点击“重试”。',
    person:
      'Slack 无法将 Baton 的私信送达此人。如果对方已离职，请用 `/baton setup` 交接其工作；否则请稍后点击“重试”。',
    token: 'Slack 不再接受 Baton 的访问凭证。请在本工作区重新安装 Baton，等待中的消息会自动发出。',
    scope: 'Baton 在本工作区缺少权限。请用最新的 manifest 重新安装，等待中的消息会自动发出。',
    content: 'Slack 不接受这条消息的内容。这是 Baton 的问题，请把下面一行告诉 Baton 的运维人员。',
    render: '消息无法生成。这是 Baton 的问题，请把下面一行告诉 Baton 的运维人员，日志中有详细信息。',
    other: '请根据下面一行的原因处理，然后点击“重试”。',
  },
  slackSays: ({ error }) => `原因：\`${error}\``,
  tryAgain: '重试',
  retried: ({ count }) => `正在重新发送 ${count} 条消息。如果再次失败，会再通知您。`,
  nothingParked: '这里已没有等待发送的消息。',
};

export const outboxErrors: typeof EnErrors = {};
