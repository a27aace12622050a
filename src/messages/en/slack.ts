/** English texts of what stands between people and Slack; the type every language fills. */
export const slack = {
  /** For Intl: how dates are written. */
  intlLocale: 'en-GB',
  /** How Slack's clients put an instant; they write "today" small wherever it does not come first. */
  dateTokens: { dateTime: '{time} {date_short_pretty}', date: '{date_short}', time: '{time}' },
  setUp: 'Set up',
  errorTitle: 'Not possible',
  waiting: 'One moment, Baton is checking with Slack…',
  /** Direct messages about a form that took longer than Slack waits, so that it looked as if it had failed. */
  late: {
    done: ({ form }: { form: string }) =>
      `“${form}” took longer than Slack waits, so Slack showed an error. It was saved: you needn’t send it again.`,
    goesOn: ({ form }: { form: string }) =>
      `“${form}” took longer than Slack waits, so Slack showed an error. Please send it once more to get to the next page; nothing is done twice.`,
    refused: ({ form }: { form: string }) =>
      `“${form}” took longer than Slack waits, so Slack showed an error. It wasn’t saved; the form is still open:`,
  },
  unknownSubcommand: ({ word, command }: { word: string; command: string }) =>
    `\`${command}\` doesn’t know “${word}”. This is what it can do:`,
  /** The pages that a browser shows while somebody installs Baton. */
  install: {
    again: 'Install Baton',
    openSlack: 'Open Slack',
    reference: ({ reference }: { reference: string }) => `Reference for whoever runs Baton: ${reference}`,
    installed: {
      title: ({ team }: { team: string }) => `Baton is in ${team}`,
      text: 'Open Slack and run /baton setup. It shows what is still missing, with a button for each; ten minutes are enough.',
    },
    cancelled: {
      title: 'Nothing was installed',
      text: 'You pressed Cancel in Slack, so nothing was changed. You can begin again at any time.',
    },
    expired: {
      title: 'This page is out of date',
      text: 'An installation has to be finished within ten minutes, in the browser where it began. Please begin again; if Baton is in your Slack already, all is well.',
    },
    enterprise: {
      title: 'Please choose one workspace',
      text: 'Baton is installed workspace by workspace, not for a whole organisation. Nothing was installed. Begin again and choose the workspace at the top right of Slack’s page.',
    },
    refused: {
      title: 'Slack did not allow the installation',
      text: ({ error }: { error: string }) =>
        `Slack says: ${error}. In many companies an administrator has to approve new apps: ask them, then begin again.`,
    },
    misconfigured: {
      title: 'Baton is not set up for this yet',
      text: ({ error }: { error: string }) =>
        `Slack says: ${error}. Whoever runs Baton has to look at SLACK_CLIENT_ID, SLACK_CLIENT_SECRET and the app’s redirect URL. Nothing was installed.`,
    },
    unavailable: {
      title: 'That did not work',
      text: 'Slack or Baton could not be reached just now. Please begin again in a minute.',
    },
  },
};

/** Refusals, by UserError code: what happened and what to do next. */
export const slackErrors = {
  unexpected: ({ reference }: { reference: string }) =>
    `Something went wrong on our side, and it has been logged. Please try again; if it happens again, give your administrator this reference: \`${reference}\``,
  windowBusy: ({ seconds }: { seconds: number }) =>
    `Slack won’t let Baton open a window just now: too many requests at once. Please try again in ${seconds === 1 ? '1 second' : `${seconds} seconds`}.`,
  windowLate: 'Slack didn’t open the window in time. If it still isn’t there, please try again in a moment.',
  slackSilent: 'Slack didn’t answer just now. Please try again in a minute.',
  databaseAway: 'Baton can’t reach its database at the moment. Please try again in a minute.',
  notInstalled:
    'Baton isn’t installed in this workspace any more. Please ask an administrator to install it again.',
  formRequired: 'Please fill this in.',
  formTooLong: ({ max }: { max: number }) =>
    `This is too long. Please keep it within ${max.toLocaleString('en')} characters.`,
  formInvalid: 'This value can’t be used here. Please choose or enter another one.',
  formSentBefore:
    'This form was already saved as you first sent it; what you changed since is not in it. Close it and look at what was saved.',
  peopleOnly: 'This is an app or a closed account. Please choose a person.',
  formStale: 'This form or button is out of date. Please close it and open it again.',
};
