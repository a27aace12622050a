/** What Slack sends back, by action and form. Buttons carry the complaint's id; the use-cases check it. */
export const actionIds = {
  judge: 'complaint.judge',
  answer: 'complaint.answer',
  assign: 'complaint.assign',
  investigate: 'complaint.investigate',
  propose: 'complaint.propose',
  addOption: 'complaint.add-option',
  approve: 'complaint.approve',
  decision: 'complaint.decision',
  execute: 'complaint.execute',
  confirm: 'complaint.confirm',
  customersAnswer: 'complaint.customers-answer',
  review: 'complaint.review',
  /** A menu: the choice names the screen and the complaint. */
  more: 'complaint.more',
  apology: 'complaint.apology',
  callBack: 'complaint.call-back',
  open: 'complaint.open',
  revealContact: 'complaint.reveal-contact',
  recordPage: 'complaint.record-page',
  recordBack: 'complaint.record-back',
  listPage: 'complaint.list-page',
  listBack: 'complaint.list-back',
  /** Typeahead and choice of the customer in the form. */
  customer: 'complaint.customer',
  verdict: 'complaint.verdict',
  answerOutcome: 'complaint.answer-outcome',
  registerFromHome: 'complaint.register-from-home',
  /** A button on a customer: its value is the customer's id. */
  registerForCustomer: 'complaint.register-for-customer',
} as const;

export const formIds = {
  register: 'complaint.register-form',
  registered: 'complaint.registered',
  judge: 'complaint.judge-form',
  answer: 'complaint.answer-form',
  assign: 'complaint.assign-form',
  investigate: 'complaint.investigate-form',
  propose: 'complaint.propose-form',
  approve: 'complaint.approve-form',
  execute: 'complaint.execute-form',
  confirm: 'complaint.confirm-form',
  review: 'complaint.review-form',
  severity: 'complaint.severity-form',
  withdraw: 'complaint.withdraw-form',
  merge: 'complaint.merge-form',
  reopen: 'complaint.reopen-form',
  callBack: 'complaint.call-back-form',
  record: 'complaint.record',
} as const;

export const shortcutIds = {
  register: 'complaint.register',
  registerFromMessage: 'complaint.register-from-message',
} as const;
