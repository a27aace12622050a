/** English texts of duties: reminders, snooze, hand-over; the type every language fills. */
export const duties = {
  reminder: {
    /** Fallback and heading. `late`: how many are past their time. */
    title: ({ count, late }: { count: number; late: number }) => {
      if (late === count) return count === 1 ? '1 overdue item' : `${count} overdue items`;
      return `${count} ${count === 1 ? 'item' : 'items'} to do${late > 0 ? `, ${late} overdue` : ''}`;
    },
    due: (time: string) => `due ${time}`,
    overdue: (time: string) => `*overdue* since ${time}`,
    /** To a lead or management: who owes it. */
    owedBy: (who: string) => `owed by ${who}`,
    owedByNobody: 'nobody owns it yet',
    /** To a stand-in: whose duty it is. */
    standingInFor: (who: string) => `you stand in for ${who}`,
    handedOver: ({ who, word }: { who: string | null; word: string | null }) =>
      `${who ? `handed over to you by ${who}` : 'handed over to you'}${word ? `: “${word}”` : ''}`,
    snoozed: (reason: string) => `you asked to be reminded now (“${reason}”)`,
    /** To who stands in, or to the owner who is back: somebody else's snooze. */
    snoozedBy: ({ who, until, reason }: { who: string; until: string; reason: string }) =>
      `snoozed by ${who} until ${until} (“${reason}”)`,
    ifNobodyActs: (steps: string) => `If nobody acts: ${steps}`,
    leadTold: (time: string) => `lead told ${time}`,
    managementTold: (time: string) => `management told ${time}`,
    /** To the lead or management themselves. */
    readerTold: (time: string) => `you are told ${time}`,
    andMore: (count: number) => `… and ${count} more.`,
  },
  ticked: 'Noted: done. Thank you.',
  done: 'Done',
  buttons: { snooze: 'Snooze', handOver: 'Hand over' },
  snoozeForm: {
    title: 'Snooze a reminder',
    submit: 'Snooze',
    explain: 'Only your own reminders rest. Your lead is still told at the time on the card.',
    until: 'Remind me',
    laterToday: 'In two hours',
    tomorrowMorning: 'On the next working morning',
    atTime: 'At a time of my own',
    time: 'When exactly',
    timeHint: 'Only for “At a time of my own”.',
    reason: 'Why it has to wait',
    reasonPlaceholder: 'Waiting for the bank’s answer',
  },
  handOverForm: {
    title: 'Hand over',
    submit: 'Hand over',
    explain: 'The deadline stays. Your colleague is told with your word.',
    to: 'To whom',
    word: 'A word to your colleague',
    wordPlaceholder: 'What has been done, what is left',
  },
};

/** Refusals, by UserError code: what happened and what to do next. */
export const dutiesErrors = {
  dutyNotFound: 'This is no longer on the list. Look at your newest reminder.',
  dutyClosed: 'This has been done meanwhile. There is nothing left to do.',
  dutyChanged: 'This has changed meanwhile. Please look at it again and repeat.',
  dutyNotYours:
    'Only the person who owes this, their lead or an administrator can do that. Please ask one of them.',
  snoozeReasonMissing: 'Please say why it has to wait.',
  snoozeInPast: 'That time has passed. Please choose a later one.',
  snoozeTimeMissing: 'Please choose the time at which you want to be reminded.',
  snoozeTooLong: ({ days }: { days: number }) =>
    `A reminder can rest for ${days} days at most. If it needs longer, agree it with your lead and hand it over.`,
  handOverWordMissing: 'Please leave your colleague a word.',
  handOverToOwner: 'They own this already. Please choose somebody else.',
  handOverToBarred: 'This is about them. Please choose somebody else.',
  handOverToNobody:
    'This person is not in any department here, or has left. Choose a colleague who is; an administrator adds people with `/baton setup`.',
};
