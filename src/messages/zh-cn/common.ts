import type { common as En, commonErrors as EnErrors } from '../en/common.js';

export const common: typeof En = {
  save: '保存',
  submit: '提交',
  cancel: '取消',
  close: '关闭',
  back: '返回',
  yes: '是',
  no: '否',
  none: '无',
  optional: '选填',
  nobody: '暂无',
  unknownPerson: '某位同事',
  separator: ' · ',
  listSeparator: '、',
  moreThan: (count) => `超过 ${count}`,
  shortened: '✂️ 内容超出一条 Slack 消息的长度，此处已截断。',
};

export const commonErrors: typeof EnErrors = {
  notAllowed: '您没有此项权限，请由负责的同事或其主管操作。',
};
