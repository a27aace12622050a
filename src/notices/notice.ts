/** Where a notice comes from (docs/processes.md#notices). */
export const noticeSources = ['exchange', 'head-office', 'company'] as const;
export type NoticeSource = (typeof noticeSources)[number];

/** `post`: what one post holds of the body, as Slack counts it, that is escaped. */
export const limits = { title: 120, body: 3000, post: 11_000, channels: 10 } as const;

export const acknowledgeDutyKey = (noticeId: string, staffId: string): string =>
  `notice.acknowledge:${noticeId}:${staffId}`;
