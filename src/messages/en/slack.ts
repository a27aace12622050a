/** English texts of what stands between people and Slack; the type every language fills. */
export const slack = {
  /** For Intl: how dates are written. */
  intlLocale: 'en-GB',
  setUp: 'Set up',
  errorTitle: 'Not possible',
  unknownSubcommand: ({ word, command }: { word: string; command: string }) =>
    `\`${command}\` doesn’t know “${word}”. This is what it can do:`,
};

/** Refusals, by UserError code: what happened and what to do next. */
export const slackErrors = {
  unexpected: ({ reference }: { reference: string }) =>
    `Something went wrong on our side, and it has been logged. Please try again; if it happens again, give your administrator this reference: \`${reference}\``,
  formRequired: 'Please fill this in.',
  formTooLong: ({ max }: { max: number }) =>
    `This is too long. Please keep it within ${max.toLocaleString('en')} characters.`,
  formInvalid: 'This value can’t be used here. Please choose or enter another one.',
  formStale: 'This form or button is out of date. Please close it and open it again.',
};
