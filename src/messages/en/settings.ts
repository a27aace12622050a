import { timeOfDay } from '../../calendar/local-date.js';
import type { NumberKey, NumberProcess, Unit } from '../../settings/numbers.js';

const counted = (one: string, many: string) => (n: number) => (n === 1 ? `1 ${one}` : `${n} ${many}`);

/** A value with its unit. */
const units: Record<Unit, (n: number) => string> = {
  minutes: counted('minute', 'minutes'),
  'working-hours': counted('working hour', 'working hours'),
  days: counted('day', 'days'),
  'working-days': counted('working day', 'working days'),
  months: counted('month', 'months'),
  times: counted('attempt', 'attempts'),
  'time-of-day': timeOfDay,
};

const numbers: Record<NumberKey, string> = {
  firstContactDays: 'First contact after assignment within',
  firstContactReminderDays: 'First contact: reminder after',
  firstContactLeadDays: 'First contact overdue: lead told after',
  knownPhoneTries: 'Answers that a number is known, per person and day',
  papersDays: 'Papers of an opened account filed within',
  fileNoteDays: 'Trading habits filed within',
  guideDays: 'Customer guided by their habits within',
  fundDays: 'Funding arranged within',
  habitsDays: 'After funding, trading habits asked within',
  closingReasonDays: 'Reason of a closed account recorded within',
  lifeCycleLeadDays: 'Any of these overdue: lead told after',
  dormantMonths: 'Dormant without a trade for',
  newCustomerCallDays: 'New customers called within',
  visitCallDays: 'After a visit, called within',
  fundingCallDays: 'Account open, not funded: called every',
  weeklyCallDays: 'Funded customers called every',
  complaintCallDays: 'After a complaint is closed, called within',
  callLeadDays: 'Call overdue: lead told after',
  callAttempts: 'Not reached: the lead decides after',
  callMorningFrom: 'Calls in the morning from',
  callMorningUntil: 'Calls in the morning until',
  callAfternoonFrom: 'Calls in the afternoon from',
  callAfternoonUntil: 'Calls in the afternoon until',
  vipRemindHours: 'Second reminder, also in the channel, after',
  vipLeadDays: 'Lead told after',
  vipRemoveDays: 'Taken out within; lead told after as long again',
  handoffLeadHours: 'Nobody answers: receiving lead told after',
  handoffAssignHours: 'Nobody answers: assigned automatically after',
  handoffRetryHours: 'Nobody at all there: tried again after',
  briefingWritingMinutes: 'Writing one takes',
  briefingOpenMinutes: 'Work on it begins before its time by',
  briefingFirstMinutes: 'First reminder before its time by',
  briefingSecondMinutes: 'Second reminder before its time by',
  noticeRemindHours: 'Not acknowledged: reminded once after',
  noticeLetGoDays: 'After the reminder no longer waited for after',
  riskReachMinutes: 'Customer to be reached within',
};

/** English texts of the numbers of the processes; the type every language fills. */
export const settings = {
  numbers,
  units,
  processes: {
    customers: 'Customers',
    'life-cycle': 'Life cycle',
    callbacks: 'Calls',
    vip: 'VIP group',
    handoffs: 'Handoffs',
    briefings: 'Briefings',
    notices: 'Notices',
    'risk-alerts': 'Risk alerts',
  } satisfies Record<NumberProcess, string> as Record<NumberProcess, string>,
  unitNames: {
    minutes: 'minutes',
    'working-hours': 'working hours',
    days: 'days',
    'working-days': 'working days',
    months: 'months',
    times: 'attempts',
    'time-of-day': 'local time',
  } satisfies Record<Unit, string> as Record<Unit, string>,
  summary: {
    title: 'Rules in numbers',
    usual: ({ count }: { count: number }) => `${count} deadlines and limits, all as delivered`,
    changed: ({ count, changed }: { count: number; changed: number }) =>
      `${count} deadlines and limits, ${changed} changed`,
    open: 'Show',
  },
  overview: {
    title: 'Rules in numbers',
    explain:
      ':pushpin: marks rules that companies gave; the others are Baton’s defaults. A change counts for what is opened from then on: what is open keeps its deadlines.',
    line: ({ name, value, note }: { name: string; value: string; note: string }) =>
      `• ${name}: *${value}*${note}`,
    given: ' :pushpin:',
    wasGiven: ({ value }: { value: string }) => ` (given: ${value} :pushpin:)`,
    wasDefault: ({ value }: { value: string }) => ` (default: ${value})`,
    history: 'Latest changes',
    change: ({
      at,
      who,
      process,
      name,
      from,
      to,
    }: Record<'at' | 'who' | 'process' | 'name' | 'from' | 'to', string>) =>
      `${at} ${who} · ${process} · ${name}: ${from} → ${to}`,
  },
  form: {
    explain:
      'Counts for what is opened from now on. An empty field goes back to what Baton was delivered with.',
    label: ({ name, unit }: { name: string; unit: string }) => `${name} (${unit})`,
    given: ({ value, min, max }: { value: string; min: string; max: string }) =>
      `Given by companies: ${value}. From ${min} to ${max}.`,
    usual: ({ value, min, max }: { value: string; min: string; max: string }) =>
      `Baton’s default: ${value}. From ${min} to ${max}.`,
  },
};

/** Refusals, by UserError code: what happened and what to do next. */
export const settingsErrors = {
  numberBounds: ({ unit, min, max }: { unit: Unit; min: number; max: number }) =>
    unit === 'time-of-day'
      ? `Choose a time from ${timeOfDay(min)} to ${timeOfDay(max)}.`
      : `Enter a whole number from ${min} to ${max}.`,
  numberOrder: ({ lower, higher }: { lower: NumberKey; higher: NumberKey }) =>
    `“${numbers[lower]}” must be less than “${numbers[higher]}”.`,
};
