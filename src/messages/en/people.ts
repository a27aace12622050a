import type { DepartmentKey } from '../../people/person.js';

/** English texts of people, departments and set-up; the type every language fills. */
export const people = {
  departments: {
    market: 'Market',
    tech: 'Tech',
    service: 'Service',
    admin: 'Admin',
    management: 'Management',
  } satisfies Record<DepartmentKey, string> as Record<DepartmentKey, string>,
  roles: { member: 'Member', lead: 'Lead' },
  usage: [
    '`/baton setup` sets Baton up: language, working time, departments, people',
    '`/baton away` records your absence and who stands in',
    '`/baton who` shows the departments, their leads and who is away',
    '`/baton help` shows this',
  ].join('\n'),
  languages: { en: 'English', 'zh-CN': '简体中文 (Simplified Chinese)' },
  holidays: {
    china: 'Public holidays of China, with make-up working days',
    none: 'No public holidays',
    own: 'Only our own list',
  },
  andMore: (count: number) => `and ${count} more`,
  setup: {
    title: 'Set up Baton',
    missingCount: (count: number) =>
      count === 1 ? '*One thing is still missing.*' : `*${count} things are still missing.*`,
    nothingMissing: '*Everything is set.*',
    explain: 'What works already can be used. Every change is kept with who made it and when.',
    line: ({ name, value }: { name: string; value: string }) => `${name}: ${value}`,
    workspace: 'Workspace',
    language: 'Language of channel posts',
    timeZone: 'Time zone',
    holidays: 'Holidays',
    knownUntil: (day: string) => `known until ${day}`,
    workingHours: 'Working hours',
    ownHours: 'own hours',
    lead: (who: string) => `Lead ${who}`,
    people: (count: number) => (count === 1 ? '1 person' : `${count} people`),
    missing: {
      channel: 'no channel yet',
      lead: 'no lead yet',
      members: 'nobody belongs to it yet',
    },
    channelFault: {
      joinable: 'Baton is not in this channel',
      archived: 'this channel is archived',
      unreachable: 'Baton cannot post in this channel',
    },
    administrators: 'Administrators',
    administratorsHint: 'Choose anybody to change their role, weight or rights.',
    choosePerson: 'Choose a person',
    change: 'Change',
    changePeople: 'People',
    addDepartment: 'Add a department',
    yourDepartment: 'You lead these departments. Administrators see all the rest.',
  },
  workspaceForm: {
    title: 'Workspace',
    timeZone: 'Time zone',
    timeZonePlaceholder: 'Type a city, such as Shanghai',
    ownHolidays: 'Our own days',
    ownHolidaysHint:
      'One day per line: 2026-05-04 off Spring break, or 2026-05-09 work. They are added to China’s holidays and win over them.',
    workingHoursHint:
      'One line, days then times. A season goes from its “from” date to the next one’s; without a date the first starts on 1 January.',
  },
  departmentForm: {
    title: 'Department',
    addTitle: 'Add a department',
    name: 'Name',
    nameHint: (standard: string) => `Leave empty for “${standard}”.`,
    channel: 'Channel',
    channelHint: 'Cards and digests of this department appear here.',
    channelStatus: {
      member: ':white_check_mark: Baton is in this channel.',
      joinable: ':white_check_mark: A public channel: Baton joins it when you save.',
      archived: ':warning: This channel is archived. Choose another one.',
      invisible:
        ':warning: Baton cannot see this channel. If it is private, type this in it, then choose it again:\n`/invite @Baton`',
      unknown: 'Slack did not answer. The channel is checked again when you save.',
    },
    lead: 'Lead',
    members: 'Members',
    membersHint: 'Whoever leaves a department hands over their customers and duties there at once.',
    workingHours: 'Working hours',
    workingHoursHint: 'Leave empty for those of the workspace.',
  },
  staff: {
    title: 'People',
    nobody: 'Nobody belongs to this department yet. Add people under *Change*.',
    weight: (weight: number) => `weight ${weight}`,
    administrator: 'administrator',
    awayUntil: (until: string) => `away until ${until}`,
    away: 'away',
    deactivated: 'deactivated in Slack',
    personTitle: 'Person',
    role: 'Role in the department',
    weightLabel: 'Capacity weight',
    weightHint: '100 is usual, 50 carries half as many customers, 0 takes no new ones.',
    rights: 'Rights',
    administratorRight: 'Administrator',
    administratorExplained: 'Changes every setting and makes administrators',
  },
  absence: {
    title: 'Absence',
    ofYou: 'While you are away, what falls due goes to your substitute, then to your lead.',
    ofColleague: (who: string) => `Absence of ${who}.`,
    now: ({ from, until, substitute }: { from: string; until: string | null; substitute: string | null }) =>
      `Recorded: away from ${from}${until ? `, back on ${until}` : ''}${substitute ? `; ${substitute} stands in` : ''}.`,
    from: 'First day away',
    until: 'Back on',
    untilHint: 'The first day at work again. Leave empty if it is not known yet.',
    substitute: 'Who stands in',
    substituteHint: 'Left empty, the lead stands in.',
    back: 'Back at work',
    cleared: 'The absence is cleared. Welcome back.',
  },
  who: {
    title: 'Who is who',
    noChannel: 'no channel',
    noLead: 'no lead',
    nobody: 'Nobody yet.',
    isAway: ({ who, until, standIn }: { who: string; until: string | null; standIn: string | null }) =>
      `${who} is away${until ? ` until ${until}` : ''}${standIn ? `; ${standIn} stands in` : ''}`,
    recordAbsence: 'Record an absence for one of your people:',
    myAbsence: 'My absence',
  },
  handedOver: {
    title: ({ name, customers, duties }: { name: string; customers: number; duties: number }) => {
      const parts = [
        ...(customers > 0 ? [customers === 1 ? '1 customer' : `${customers} customers`] : []),
        ...(duties > 0 ? [duties === 1 ? '1 duty' : `${duties} duties`] : []),
      ];
      return `${name} has left. Baton passed on ${parts.join(' and ')}.`;
    },
    line: ({ owner, customers }: { owner: string; customers: string }) => `${owner}: ${customers}`,
    change: 'Change an owner with `/customer show`.',
  },
  channelLost: {
    title: ({ departments }: { departments: string }) => `${departments} lost its channel.`,
    because: {
      archived: (channel: string) => `${channel} was archived.`,
      deleted: 'The channel was deleted.',
      removed: (channel: string) =>
        `Baton was removed from ${channel}. To let it back in, type \`/invite @Baton\` there.`,
    },
    advice: 'What was to be posted there waits. Choose another channel, or bring this one back.',
  },
  coverage: {
    title: ({ until }: { until: string }) => `The known holidays end on ${until}.`,
    china:
      'Deadlines after that would count public holidays as working days. Update Baton once the next year’s arrangement is announced, or enter the days yourself under *Set up*.',
    own: 'Deadlines after that would count holidays as working days. Enter the next year’s days under *Set up*.',
  },
  standingIn: ({ who, from, until }: { who: string; from: string; until: string | null }) =>
    `You stand in for ${who} from ${from}${until ? ` until ${until}` : ' until they are back'}. What falls due for them then comes to you.`,
};

const departmentTitle = (key: string) => (people.departments as Record<string, string>)[key] ?? key;

/** Refusals, by UserError code: what happened and what to do next. */
export const peopleErrors = {
  setupDepartment: ({ key }: { key: string }) =>
    `The department ${departmentTitle(key)} is not set up yet. An administrator adds it with \`/baton setup\`.`,
  setupChannel: ({ department }: { department: { key: string; name: string | null } }) =>
    `${department.name ?? departmentTitle(department.key)} has no channel yet. An administrator or its lead chooses one with \`/baton setup\`.`,
  setupOwnDepartment:
    'You are not in a department yet, and this needs one. An administrator adds you with `/baton setup`.',
  setupNoAdministrator: ({ named }: { named: string | null }) =>
    named
      ? `Setting up is for <@${named}>, who installed Baton or was named for it. Ask them to run \`/baton setup\`.`
      : 'The first to set up Baton must be an admin or owner of this Slack workspace. Ask one of them to run `/baton setup`.',
  setupNotYours: ({ administrators }: { administrators: readonly string[] }) =>
    `Settings are for administrators and leads. Ask ${administrators.map((id) => `<@${id}>`).join(', ')}.`,
  setupTimeZone: 'This is not a time zone. Choose one such as Asia/Shanghai or Europe/London.',
  setupWorkingHours: ({ piece }: { piece: string }) =>
    `“${piece}” can’t be read. Write like: Mon-Fri 09:00-12:00 13:30-17:00; from 05-01 Mon-Fri 09:00-12:00 14:00-18:00`,
  setupHolidayLine: ({ line }: { line: string }) =>
    `“${line}” can’t be read. Write one day per line, like: 2026-05-04 off Spring break, or: 2026-05-09 work`,
  setupLeadInactive: 'This person is no longer active in Slack. Choose somebody else to lead.',
  setupNotAPerson: 'Apps can’t belong to a department. Choose people only.',
  setupMemberElsewhere: ({
    name,
    department,
  }: {
    name: string;
    department: { key: string; name: string | null };
  }) =>
    `${name} belongs to ${department.name ?? departmentTitle(department.key)}. An administrator or the lead there can move them.`,
  setupDepartmentName: 'Give the department a name that no other department has.',
  setupWeight:
    'The weight is a whole number from 0 to 1000: 100 is usual, 50 half, 0 takes no new customers.',
  setupLastAdministrator: 'This is the last administrator. Make somebody else administrator first.',
  setupChannelArchived: 'This channel is archived. Choose another one.',
  setupChannelInvisible:
    'Baton cannot post there. If the channel is private, type /invite @Baton in it, then save again.',
  setupChannelUnchecked: 'Slack did not answer in time, so the channel is not checked yet. Save again.',
  staffNotFound: 'This colleague is not known to Baton here. Ask them to run any Baton command once.',
  absenceOrder: 'The return must lie in the future and after the first day away.',
  absenceSelf: 'Nobody can stand in for themselves. Choose a colleague.',
  absenceInactive: 'This colleague is no longer active in Slack. Choose somebody else.',
  absenceStranger: 'This colleague belongs to no department yet. Choose somebody else.',
  absenceCycle: ({ name }: { name: string }) =>
    `${name}’s own substitutes lead back here, so nobody would be left. Choose somebody else.`,
};
