import type { NoticeSource } from '../../notices/notice.js';

/** English texts of notices; the type every language fills. */
export const notices = {
  /** The command and whom it is for: above its lines where all commands are listed. */
  about: '*Notices* · relayed by leads, Admin and management, for everybody in the channels they go to',
  usage: [
    '`/notice [title]` relays a notice of the exchange or of head office to channels',
    '`/notice list` shows the latest notices and how many have acknowledged them',
  ].join('\n'),
  title: 'Notice',
  sources: {
    exchange: 'Exchange notice',
    'head-office': 'Head office notice',
    company: 'Notice',
  } as Record<NoticeSource, string>,
  form: {
    title: 'Relay a notice',
    submit: 'Post',
    source: 'Who issued it',
    heading: 'Title',
    body: 'Text',
    channels: 'Channels',
    channelsHint: 'Baton has to be a member of private channels: type /invite @Baton there.',
    whatHappens: ({ hours }: { hours: number }) =>
      `The members of the departments these channels belong to are asked to acknowledge it, and reminded once after ${hours === 1 ? 'one working hour' : `${hours} working hours`}.`,
  },
  acknowledge: 'Acknowledge',
  acknowledgedByYou: 'You have acknowledged this notice.',
  open: 'Open',
  whoNot: 'Who has not acknowledged',
  copyButton: 'Text for brokers',
  relayed: ({ name, at }: { name: string; at: string }) => `Relayed by ${name}, ${at}`,
  receipts: ({ count }: { count: number }) => `${count} acknowledged`,
  noted: 'Noted: you have acknowledged this notice.',
  notedBefore: 'You had acknowledged this already.',
  readers: {
    all: ({ total }: { total: number }) => `All ${total} have acknowledged it.`,
    some: ({ missing, total }: { missing: number; total: number }) =>
      `${missing} of ${total} have not acknowledged it yet:`,
    andMore: ({ count }: { count: number }) => `… and ${count} more`,
  },
  copy: {
    title: 'Text for brokers',
    about: 'Click into a field, select all and copy.',
    heading: 'Title to copy',
    text: 'Text to copy',
    done: 'Done',
  },
  listTitle: 'Notices, newest first',
  nothing: 'No notice has been relayed yet.',
  duty: ({ title }: { title: string }) => `Acknowledge the notice *${title}*`,
};

/** Refusals, by UserError code: what happened and what to do next. */
export const noticeErrors = {
  noticeNotFound: 'This notice is not there (any more). `/notice list` shows the latest.',
  noticeTooLong:
    'This does not fit one Slack post: the signs &, < and > count four to five times. Shorten the text.',
  noticeChannels: ({ max }: { max: number }) => `Choose between one and ${max} channels.`,
};
