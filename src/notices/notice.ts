/** Where a notice comes from (docs/processes.md#notices). */
export const noticeSources = ['exchange', 'head-office', 'company'] as const;
export type NoticeSource = (typeof noticeSources)[number];

/** `post`: what one post holds of the body, as Slack counts it, that is escaped. */
export const limits = { title: 120, body: 3000, post: 11_000, channels: 10 } as const;

/** Working hours after which those who have not acknowledged are reminded, once (our default). */
export const remindAfterHours = 4;

/** Working days after which an acknowledgement is no longer waited for (our default). */
export const letGoAfterDays = 5;

export const acknowledgeDutyKey = (noticeId: string, staffId: string): string =>
  `notice.acknowledge:${noticeId}:${staffId}`;
