import type { scheduler as En } from '../en/scheduler.js';

export const scheduler: typeof En = {
  jobFailed: ({ job, time, reference }) =>
    `定时任务 \`${job}\`（${time}）多次执行失败，已停止重试，到下一次时间会照常执行。详情请在日志中查找编号 \`${reference}\`。`,
};
