import { counted } from './counted.js';

/** English texts of App Home ("My day") and of the departments' digests; the type every language fills. */
export const digests = {
  home: {
    title: ({ day }: { day: string }) => `My day · ${day}`,
    /** To somebody who belongs to no department. */
    noDepartment:
      'You are not in a department yet. You can register complaints all the same; an administrator adds you with `/baton setup`.',
    noDepartmentAdministrator:
      'You are not in a department yet. Add yourself under *People* of one, below or with `/baton setup`.',
    notSetUp:
      'Nobody has set Baton up yet: a Slack admin or owner of this workspace begins with `/baton setup`. Complaints can be registered already.',
    owed: ({ count, overdue }: { count: number; overdue: number }) =>
      `*Needs you (${counted(count)})*${overdue > 0 ? ` · ${counted(overdue)} overdue` : ''}`,
    nothingOwed: '*Nothing needs you now.* What falls to you appears here by itself.',
    due: (time: string) => `due ${time}`,
    overdue: (time: string) => `:red_circle: overdue since ${time}`,
    urgent: ':rotating_light: urgent',
    inPlaceOf: (who: string) => `you stand in for ${who}`,
    nobodys: 'nobody owns it yet',
    snoozed: (time: string) => `snoozed until ${time}`,
    open: (count: number) => `*Not taken yet in your department (${counted(count)})*`,
    waiting: '*You wait for others*',
    handoffs: (count: number) => `Handoffs you sent (${counted(count)})`,
    complaints: (count: number) => `Complaints you registered (${counted(count)})`,
    handedOver: (count: number) => `Handed to colleagues (${count})`,
    by: (time: string) => `by ${time}`,
    andMore: (count: number) => `… and ${count} more`,
    customers: (count: number) => `*My customers (${counted(count)})*`,
    stageCount: ({ stage, count }: { stage: string; count: number }) => `${stage} ${counted(count)}`,
    onToday: ({ people }: { people: string }) => `*On today:* ${people}`,
    away: ({ who, until, standIn }: { who: string; until: string | null; standIn: string | null }) =>
      `:palm_tree: ${who} is away${until ? ` until ${until}` : ''}${standIn ? `; ${standIn} stands in` : ''}`,
    page: ({ from, to, total }: { from: number; to: number; total: number }) =>
      `${from}–${to} of ${counted(total)}`,
    previous: 'Back',
    next: 'More',
    openCustomer: 'Open',
  },
  department: {
    title: ({ department, day }: { department: string; day: string }) => `${department} · ${day}`,
    quiet: ({ title }: { title: string }) => `${title}: nothing is due today. Have a good day.`,
    overdue: (count: number) => `:red_circle: *Overdue (${counted(count)})*`,
    today: (count: number) => `*Due today (${counted(count)})*`,
    waiting: (count: number) => `*Waiting to be accepted (${counted(count)})*`,
    vip: (count: number) => `*VIP group, still open (${counted(count)})*`,
    birthdays: '*Key accounts’ birthdays*',
    birthday: ({ name, day }: { name: string; day: string }) => `:birthday: ${name}, ${day}`,
    line: ({ what, when, who }: { what: string; when: string; who: string }) =>
      `• ${what} · ${when} · ${who}`,
    handoff: ({ what, from, by }: { what: string; from: string; by: string }) =>
      `• ${what} · ${from} · assigned automatically ${by}`,
    nobody: 'nobody yet',
    andMore: (count: number) => `… and ${count} more`,
    figures: ({ day }: { day: string }) => `*Since ${day}*`,
    figure: {
      complaintsReceived: (count: number) => `complaints received ${count}`,
      complaintsClosed: (count: number) => `complaints closed ${count}`,
      handoffsAccepted: (count: number) => `handoffs taken over ${count}`,
      handoffsReturned: (count: number) => `handoffs returned ${count}`,
      customersRegistered: (count: number) => `customers registered ${count}`,
    },
    setBy: 'Time and channel of this digest are set by administrators and the lead, with `/baton setup`.',
  },
};
