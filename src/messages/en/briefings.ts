import type { BriefingState } from '../../briefings/briefing.js';

/** English texts of briefings; the type every language fills. */
export const briefings = {
  /** The command and whom it is for: above its lines where all commands are listed. */
  about: '*Briefings* · written by Tech, for everybody in the channels they go to',
  usage: [
    '`/briefing write` writes the next briefing, or one of another day',
    '`/briefing show [2026-11-25]` shows what was published on a day, `/briefing list` the latest',
    '`/briefing schedule` sets up what is published when, by whom and where (leads of Tech and administrators)',
  ].join('\n'),
  states: {
    draft: 'Not written yet',
    ready: 'Ready',
    published: 'Published',
    missed: 'Not published',
    cancelled: 'Cancelled',
  } as Record<BriefingState, string>,
  drafted: 'Draft',
  late: 'late',
  write: 'Write',
  schedule: {
    title: 'Briefing schedules',
    formTitle: 'Briefing schedule',
    none: 'Nothing is published yet. Set up the first schedule.',
    add: 'New schedule',
    edit: 'Edit',
    pause: 'Pause',
    resume: 'Resume',
    delete: 'Delete',
    confirmDelete: ({ name }: { name: string }) =>
      `“${name}” will not be published any more. What was published stays in the archive.`,
    keep: 'Keep',
    paused: 'paused',
    name: 'Name',
    nameExample: 'Morning briefing',
    publishAt: 'Published at',
    publishAtHint: ({ timeZone }: { timeZone: string }) => `Company time (${timeZone}).`,
    days: 'Days',
    workingDays: 'Working days, by the company’s calendar',
    weekdays: {
      '1': 'Monday',
      '2': 'Tuesday',
      '3': 'Wednesday',
      '4': 'Thursday',
      '5': 'Friday',
      '6': 'Saturday',
      '7': 'Sunday',
    } as Record<string, string>,
    daysHint: 'Working days, or chosen weekdays. Public holidays are left out.',
    authors: 'Authors',
    authorsHint: 'They take turns from day to day, in this order.',
    backup: 'Backup author',
    backupHint: 'Writes when the author and whoever stands in for them are away.',
    channels: 'Channels',
    channelsHint: 'Baton has to be a member of private channels: type /invite @Baton there.',
    fields: 'Headings',
    fieldsHint: 'One per line, at most eight.',
    defaultFields: ['Gold and silver yesterday', 'Direction today', 'Key levels', 'News', 'Advice'],
    line: ({
      at,
      days,
      authors,
      backup,
    }: {
      at: string;
      days: string;
      authors: string;
      backup: string | null;
    }) => `${at}, ${days}\nBy ${authors}${backup ? `, backup ${backup}` : ''}`,
  },
  choose: {
    title: 'Write a briefing',
    about: 'Which one?',
    nothing:
      'No briefing is planned. A lead of Tech or an administrator sets one up with `/briefing schedule`.',
    line: ({ name, date, at, author }: { name: string; date: string; at: string; author: string }) =>
      `*${name}*, ${date}, ${at}\n${author}`,
  },
  form: {
    title: 'Write a briefing',
    correctTitle: 'Correct a briefing',
    submit: 'Save and preview',
    correctSubmit: 'Correct the post',
    about: ({ name, date, at }: { name: string; date: string; at: string }) =>
      `*${name}*, ${date}: goes out ${at}`,
    overdue: ({ name, date, at }: { name: string; date: string; at: string }) =>
      `*${name}*, ${date}: was due ${at} and is not out. After the preview you can publish it; the post will say that it is late.`,
    out: ({ name, date }: { name: string; date: string }) =>
      `*${name}*, ${date} is out. The post will be edited and say that it was corrected.`,
    length: ({ max }: { max: string }) =>
      `All parts together may have ${max} characters, what one Slack post holds.`,
    state: 'What happens with it',
    ready: 'Ready: it will be posted by itself on time',
    draft: 'Draft: only those who write it see it',
    afterPreview: 'Saving posts nothing: you see the preview first.',
    correction: 'What was corrected',
    correctionHint: 'The readers see this.',
    changed: ({ by }: { by: string | null }) =>
      `:warning: *Changed meanwhile${by ? ` by ${by}` : ''}.* Your own text is in the fields below, nothing of it is lost. Saving now replaces what stands there:`,
    wentOut:
      ':warning: *It has gone out meanwhile.* Your own text is in the fields below. Saving now corrects the post, which says:',
  },
  preview: {
    title: 'Preview',
    draft: ({ at }: { at: string }) => `Draft: it does not go out (${at}) until it is marked ready.`,
    ready: ({ at, channels }: { at: string; channels: string }) =>
      `Ready: goes out ${at} to ${channels}. You can edit it until then.`,
    overdue: ({ at, channels }: { at: string; channels: string }) =>
      `It was due ${at} and is not out. Publishing posts this to ${channels}.`,
    changed: ':warning: *Changed meanwhile.* This is what it says now; nothing was posted.',
    publish: 'Publish now',
    publishLate: 'Publish now (late)',
    published: ({ channels }: { channels: string }) => `It is out: ${channels}.`,
    edit: 'Edit',
    length: ({ length, max }: { length: string; max: string }) => `${length} of ${max} characters`,
  },
  card: {
    by: ({ name }: { name: string }) => `By ${name}`,
    late: ({ planned, ready }: { planned: string; ready: string }) =>
      `:hourglass: Late: planned for ${planned}, ready ${ready}`,
    delayed: ({ planned, posted }: { planned: string; posted: string }) =>
      `Ready in time for ${planned}; posted ${posted}`,
    corrected: ({ at, name, note }: { at: string; name: string; note: string }) =>
      `:pencil2: *Corrected* ${at} by ${name}: ${note}`,
    reads: ({ count }: { count: number }) => (count === 1 ? 'Read by 1 person' : `Read by ${count} people`),
    read: 'Read',
    whoNot: 'Who has not read it',
    copy: 'Text for customers',
    correct: 'Correct',
  },
  noted: 'Noted: you have read it.',
  notedBefore: 'You had confirmed this already.',
  readers: {
    all: ({ total }: { total: number }) => `All ${total} have read it.`,
    some: ({ missing, total }: { missing: number; total: number }) =>
      `${missing} of ${total} have not read it yet:`,
    andMore: ({ count }: { count: number }) => `… and ${count} more`,
  },
  copy: {
    title: 'Text for customers',
    about: 'Click into the field, select all and copy.',
    label: 'Text to copy',
    part: ({ number }: { number: number }) => `Text to copy, part ${number}`,
    done: 'Done',
    heading: ({ heading }: { heading: string }) => heading,
  },
  archive: {
    title: 'Briefings',
    day: ({ date }: { date: string }) => `*${date}*`,
    nothing: ({ date }: { date: string }) =>
      `Nothing was published on ${date}. \`/briefing list\` shows the latest.`,
    badDate: 'Which day? For example `/briefing show 2026-11-25`, or nothing for today.',
    listTitle: 'Briefings, newest first',
    listNothing: 'Nothing has been published yet.',
    open: 'Open',
    older: 'Older',
    newer: 'Newer',
    published: ({ at }: { at: string }) => `published ${at}`,
    planned: ({ at }: { at: string }) => `planned for ${at}`,
    corrected: 'corrected',
    before: ({ at, name, note }: { at: string; name: string; note: string }) =>
      `Corrected ${at} by ${name}: ${note}. It said before:`,
  },
  duties: {
    write: ({ name, date }: { name: string; date: string }) => `Write *${name}* of ${date}`,
    overdue: ({ name, date }: { name: string; date: string }) =>
      `*${name}* of ${date} is not out. Write it and publish it; the post will say that it is late`,
    next: 'nothing will be posted on time; author, backup and lead are told',
  },
  missing: ({ name, date, at }: { name: string; date: string; at: string }) =>
    `*${name}* of ${date} was due ${at} and is not out. You are the backup author: write it and publish it; the post will say that it is late.`,
  expired: ({ name, date }: { name: string; date: string }) =>
    `*${name}* of ${date} did not go out: its day ended before it was ready, or Baton was not running. The text is kept in the archive.`,
};

/** Refusals, by UserError code: what happened and what to do next. */
export const briefingErrors = {
  briefingNotFound: 'This briefing is not there (any more). `/briefing list` shows the latest.',
  briefingScheduleGone: 'This schedule is paused or deleted. `/briefing schedule` shows what is published.',
  briefingScheduleChanged: ({ by }: { by: string | null }) =>
    `This schedule was changed meanwhile${by ? ` by ${by}` : ''}. Close this and open it again; nothing was changed.`,
  briefingNoDay: ({ date }: { date: string }) =>
    `Nothing is published on ${date}: it is no working day, or not one of the chosen weekdays. Copy your text and choose another day with /briefing write.`,
  briefingOver:
    'That day is over: it is not published any more. Copy your text and choose another day with /briefing write.',
  briefingEmpty: 'Write something before it goes out, or keep it as a draft.',
  briefingTooLong: ({ length, max }: { length: number; max: number }) =>
    `All parts together have ${length} characters; one Slack post holds ${max}. Shorten by ${length - max}, or move a part to another briefing.`,
  briefingCorrectionMissing: 'Say in a few words what was corrected: the readers see it.',
  briefingFields: ({ max, long }: { max: number; long: number }) =>
    `Give one to ${max} different headings, each of at most ${long} characters, one per line.`,
  briefingDays: 'Choose either working days or single weekdays, not both.',
  briefingAuthors: 'Choose one or more colleagues whom Baton knows and who belong to a department.',
  briefingBackup: 'Choose a colleague of a department who is not the only author, or nobody.',
  briefingChannels: 'Choose at least one channel.',
  briefingNameTaken: ({ name, at }: { name: string; at: string }) =>
    `There is already a schedule “${name}” (${at}). Change that one, or choose another name.`,
  briefingAuthorBusy: ({
    author,
    date,
    name,
    at,
  }: {
    author: string;
    date: string;
    name: string;
    at: string;
  }) =>
    `${author} would also have to write “${name}” (${at}) on ${date}, at the same time. Change the time, the days or the authors.`,
};
