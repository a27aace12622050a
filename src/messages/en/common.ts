/** English texts that every feature uses; the type every language fills. */
export const common = {
  save: 'Save',
  submit: 'Submit',
  cancel: 'Cancel',
  close: 'Close',
  back: 'Back',
  yes: 'Yes',
  no: 'No',
  none: 'None',
  optional: 'optional',
  nobody: 'nobody yet',
  unknownPerson: 'somebody',
  /** Between the parts of one line. */
  separator: ' · ',
  listSeparator: ', ',
  /** In place of a number, within a sentence. */
  moreThan: (count: number) => `more than ${count.toLocaleString('en')}`,
  /** Where a message is longer than Slack takes. */
  shortened: '✂️ Shortened here: the whole does not fit into one Slack message.',
};

/** Refusals, by UserError code: what happened and what to do next. */
export const commonErrors = {
  notAllowed:
    'Only the people responsible for this, their leads and administrators can do it. Ask one of them.',
};
