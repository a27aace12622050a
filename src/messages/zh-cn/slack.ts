import type { slack as En, slackErrors as EnErrors } from '../en/slack.js';

export const slack: typeof En = {
  intlLocale: 'zh-CN',
  dateTokens: { dateTime: '{date_short_pretty} {time}', date: '{date_short_pretty}', time: '{time}' },
  setUp: '去设置',
  errorTitle: '无法完成',
  waiting: '请稍候，正在向 Slack 查询…',
  late: {
    done: ({ form }) =>
      `“${form}”处理时间较长，Slack 没有等到结果，所以显示了出错。其实已经保存成功，不用再提交。`,
    goesOn: ({ form }) =>
      `“${form}”处理时间较长，Slack 没有等到结果，所以显示了出错。请再提交一次进入下一页，不会重复处理。`,
    refused: ({ form }) =>
      `“${form}”处理时间较长，Slack 没有等到结果，所以显示了出错。内容没有保存，表单还开着：`,
  },
  unknownSubcommand: ({ word, command }) => `\`${command}\` 没有“${word}”这个用法。可用的写法如下：`,
  install: {
    again: '安装 Baton',
    openSlack: '打开 Slack',
    reference: ({ reference }) => `供 Baton 运维人员查询的编号：${reference}`,
    installed: {
      title: ({ team }) => `Baton 已安装到 ${team}`,
      text: '请打开 Slack，输入 /baton setup：还缺什么一目了然，每一项都有按钮，十分钟就能设置好。',
    },
    cancelled: {
      title: '没有安装',
      text: '您在 Slack 中点了取消，没有做任何改动。随时可以重新开始。',
    },
    expired: {
      title: '页面已过期',
      text: '安装需要在同一个浏览器里、十分钟内完成。请重新开始；如果 Slack 里已经有 Baton，就不必再装了。',
    },
    enterprise: {
      title: '请选择一个工作区',
      text: 'Baton 按工作区安装，不支持整个组织统一安装。目前没有安装任何内容，请重新开始，并在 Slack 页面右上角选择工作区。',
    },
    refused: {
      title: 'Slack 不允许安装',
      text: ({ error }) =>
        `Slack 的答复：${error}。很多公司安装新应用需要管理员批准，请先联系管理员，再重新开始。`,
    },
    misconfigured: {
      title: 'Baton 还没有配置好',
      text: ({ error }) =>
        `Slack 的答复：${error}。请 Baton 的运维人员检查 SLACK_CLIENT_ID、SLACK_CLIENT_SECRET 和应用的 Redirect URL。没有安装任何内容。`,
    },
    unavailable: {
      title: '安装没有完成',
      text: '暂时连接不上 Slack 或 Baton，请过一分钟再重新开始。',
    },
  },
};

export const slackErrors: typeof EnErrors = {
  unexpected: ({ reference }) =>
    `系统出了点问题，已经记录下来。请再试一次；如果仍然不行，请把这个编号告诉管理员：\`${reference}\``,
  windowBusy: ({ seconds }) => `请求太多，Slack 暂时不让 Baton 打开窗口，请 ${seconds} 秒后再试。`,
  windowLate: 'Slack 没有及时打开窗口。如果窗口一直没有出现，请稍后再试。',
  slackSilent: 'Slack 暂时没有响应，请过一分钟再试。',
  databaseAway: 'Baton 暂时连不上数据库，请过一分钟再试。',
  notInstalled: '这个工作区已经没有安装 Baton，请联系管理员重新安装。',
  formRequired: '请填写此项。',
  formTooLong: ({ max }) => `内容太长了，请控制在 ${max} 个字符以内。`,
  formInvalid: '这个内容无法使用，请重新选择或填写。',
  formSentBefore: '这张表单已按第一次提交的内容保存，之后的修改没有保存。请关闭表单，查看已保存的内容。',
  peopleOnly: '这是应用或已停用的账号，请选择同事。',
  formStale: '这个表单或按钮已经过期，请关闭后重新打开。',
};
