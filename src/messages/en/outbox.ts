/** English texts about messages that could not be delivered; the type every language fills. */
export const outbox = {
  /** `where` is a channel or a person, as Slack shows them. */
  parked: ({ where, count }: { where: string; count: number }) =>
    count === 1
      ? `A message for ${where} could not be delivered and is waiting.`
      : `${count} messages for ${where} could not be delivered and are waiting.`,
  parkedFallback: 'Messages could not be delivered and are waiting.',
  advice: {
    invite:
      'Baton is not a member of that channel. Post this line in it, then press *Try again*:\n`/invite @Baton`',
    missing:
      'Slack finds no such channel. If it is private, post `/invite @Baton` in it and press *Try again*. If it was deleted, choose another channel with `/baton setup`.',
    archived:
      'The channel is archived. Unarchive it and press *Try again*, or choose another channel with `/baton setup` for what comes next.',
    posting:
      'The channel lets only certain people post. Allow Baton to post there in the channel’s settings, then press *Try again*.',
    person:
      'Slack does not deliver direct messages from Baton to this person. If they have left, hand over their work with `/baton setup`; otherwise press *Try again* later.',
    token:
      'Slack no longer accepts Baton’s access. Install Baton in this workspace again; what waits then goes out by itself.',
    scope:
      'Baton lacks a permission in this workspace. Install it again with the current manifest; what waits then goes out by itself.',
    content:
      'Slack does not accept what the message contains. This is a fault in Baton: please tell whoever runs it, with the line below.',
    render:
      'The message could not be put together. This is a fault in Baton: please tell whoever runs it, with the line below. Its log says more.',
    other: 'Please look at the line below, put right what it names and press *Try again*.',
  },
  slackSays: ({ error }: { error: string }) => `Reason: \`${error}\``,
  tryAgain: 'Try again',
  retried: ({ count }: { count: number }) =>
    count === 1
      ? 'The message is being sent again. If it fails once more, you will be told.'
      : `${count} messages are being sent again. If they fail once more, you will be told.`,
  nothingParked: 'Nothing is waiting here any more.',
};

/** Refusals, by UserError code: what happened and what to do next. */
export const outboxErrors = {};
