import type { slack as En, slackErrors as EnErrors } from '../en/slack.js';

export const slack: typeof En = {
  intlLocale: 'zh-CN',
  setUp: '去设置',
  errorTitle: '无法完成',
  unknownSubcommand: ({ word, command }) => `\`${command}\` 没有“${word}”这个用法。可用的写法如下：`,
};

export const slackErrors: typeof EnErrors = {
  unexpected: ({ reference }) =>
    `系统出了点问题，已经记录下来。请再试一次；如果仍然不行，请把这个编号告诉管理员：\`${reference}\``,
  formRequired: '请填写此项。',
  formTooLong: ({ max }) => `内容太长了，请控制在 ${max} 个字符以内。`,
  formInvalid: '这个内容无法使用，请重新选择或填写。',
  formStale: '这个表单或按钮已经过期，请关闭后重新打开。',
};
