import { englishHours } from '../../calendar/format-working-hours.js';
import type { DepartmentKey } from '../../people/person.js';
import { counted } from './counted.js';

/** English texts of people, departments and set-up; the type every language fills. */
export const people = {
  /** How working hours are written out; every notation is read. */
  hoursWords: englishHours,
  departments: {
    market: 'Market',
    tech: 'Tech',
    service: 'Service',
    admin: 'Admin',
    management: 'Management',
  } satisfies Record<DepartmentKey, string> as Record<DepartmentKey, string>,
  roles: { member: 'Member', lead: 'Lead' },
  /** The command and whom it is for: above its lines where all commands are listed. */
  about: '*Baton itself* · for everybody, except where it says otherwise',
  usage: [
    '`/baton setup` sets Baton up: language, working time, departments, people (administrators and leads)',
    '`/baton away` records your absence and who stands in',
    '`/baton who` shows the departments, their leads and who is away',
    '`/baton check` tests what Baton needs and says what to do (administrators)',
    '`/baton import` takes a department’s people from a Slack user group (administrators and leads)',
    '`/baton forget-trial` removes everything registered while trying Baton out (administrators)',
    '`/baton restored` after a backup was put back: says the last number given (administrators)',
    '`/baton help` lists all commands',
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
    explainDone: 'Every change is kept with who made it and when.',
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
    country: 'Country of phone numbers',
    countryHint: 'For numbers that are written without their country code.',
    countryPlaceholder: 'Type a country, such as China',
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
    digestAt: 'Daily digest at',
    digestAtHint: 'On working days, in the department’s channel. Leave empty for none.',
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
  check: {
    allGood: 'Everything Baton needs is in order.',
    faults: (count: number) =>
      count === 1 ? 'One thing needs attention.' : `${count} things need attention.`,
    token: {
      good: 'Slack accepts Baton’s token.',
      bad: ({ error }: { error: string }) => `Slack does not accept Baton’s token (\`${error}\`).`,
    },
    scopes: {
      good: 'The app has all the scopes that this version uses.',
      bad: ({ scopes }: { scopes: string }) => `The app lacks scopes: ${scopes}`,
      advice: {
        token:
          'At api.slack.com/apps paste the current `manifests/socket.json` or `http.json` as the app’s manifest, then install it again.',
        oauth: 'Install Baton again by the link that it was installed by; nothing is lost.',
      },
    },
    clock: {
      good: 'This machine’s clock agrees with Slack’s.',
      bad: ({ seconds, ahead }: { seconds: number; ahead: boolean }) =>
        `This machine’s clock is ${seconds} seconds ${ahead ? 'ahead of' : 'behind'} Slack’s.`,
      advice:
        'Switch on time synchronisation (NTP) there. From five minutes on, Slack’s requests are refused.',
      unknown: 'Slack did not say what time it is.',
      unknownAdvice: 'Look whether this machine reaches slack.com over HTTPS.',
    },
    underSetUp: '*Set up*',
    channel: {
      member: {
        text: ({ name, channel }: { name: string; channel: string }) => `${name}: Baton is in ${channel}.`,
        advice: (_: { setBy: string }) => '',
      },
      none: {
        text: ({ name }: { name: string; channel: string }) => `${name} has no channel.`,
        advice: ({ setBy }: { setBy: string }) => `Choose one with ${setBy}.`,
      },
      joinable: {
        text: ({ name, channel }: { name: string; channel: string }) =>
          `${name}: Baton is not in ${channel}.`,
        advice: (_: { setBy: string }) => 'Type this line in it:\n`/invite @Baton`',
      },
      archived: {
        text: ({ name, channel }: { name: string; channel: string }) => `${name}: ${channel} is archived.`,
        advice: ({ setBy }: { setBy: string }) => `Unarchive it, or choose another one with ${setBy}.`,
      },
      invisible: {
        text: ({ name }: { name: string; channel: string }) =>
          `${name}: Baton cannot see the channel. It is private, or gone.`,
        advice: ({ setBy }: { setBy: string }) =>
          `Type \`/invite @Baton\` in it, or choose another one with ${setBy}.`,
      },
      unknown: {
        text: ({ name, channel }: { name: string; channel: string }) =>
          `${name}: Slack did not answer about ${channel}.`,
        advice: (_: { setBy: string }) => 'Check again in a minute.',
      },
    },
    holidays: {
      good: 'The holidays of the coming two months are known.',
      bad: ({ until }: { until: string }) => `The known holidays end on ${until}.`,
      advice: 'Update Baton once the next year is announced, or enter the days under *Set up*.',
    },
    reminders: {
      good: 'Reminders go out on time.',
      bad: (count: number) =>
        count === 1
          ? 'One reminder has been late for ten minutes.'
          : `Late by more than ten minutes: ${counted(count)} reminders.`,
      advice: 'If they stay late, look at Baton’s log; after a longer stop they go out within minutes.',
    },
    database: {
      good: ({ provider, ms }: { provider: string; ms: number }) =>
        `The database answers (${provider}, ${ms} ms).`,
      slow: ({ provider, ms }: { provider: string; ms: number }) =>
        `The database answers slowly (${provider}, ${ms} ms).`,
      advice: 'Look at the load of its machine and at the free space on its disk.',
    },
    nothingParked: 'No message waits for somebody to act.',
    parked: ({ where, count }: { where: string; count: number }) =>
      count === 1 ? `One message for ${where} waits.` : `${count} messages for ${where} wait.`,
    somebody: 'a colleague',
    post: 'Post a test message',
    postHint: 'Posts one line in each department’s channel, with your name.',
    posted: 'Test messages',
    noChannels: 'No department has a channel yet.',
    testPost: ({ who }: { who: string }) => `A test of Baton, asked for by ${who}. Nothing to do.`,
  },
  importing: {
    title: 'Import people',
    submit: 'Import',
    explain:
      'The members of a Slack user group become members of a department. Whoever belongs to another department stays there.',
    group: 'User group',
    groupOption: ({ name, handle, count }: { name: string; handle: string; count: number }) =>
      `${name} (@${handle}, ${count})`,
    department: 'Department',
    working: 'Asking Slack who belongs to the group …',
    failed: 'Slack did not answer as it should. Nobody was left half-imported; try again.',
    added: ({ count, names }: { count: number; names: string }) =>
      count === 0 ? 'Nobody was added.' : `*Added (${count}):* ${names}`,
    already: ({ count, names }: { count: number; names: string }) => `*Already there (${count}):* ${names}`,
    elsewhere: ({ count, names }: { count: number; names: string }) =>
      `*In another department, not moved (${count}):* ${names}`,
    leftOut: ({ count, names }: { count: number; names: string }) =>
      `*Apps and closed accounts, left out (${count}):* ${names}`,
  },
  restored: {
    title: 'After a restore',
    submit: 'Confirm',
    open: 'Enter the last number',
    explain:
      'Baton’s database was restored from a backup. What was registered after that backup is lost, but its numbers may stand in Slack, in e-mails and in letters. Look there for the highest number that anybody has seen: Baton goes on after it, so that no number is given twice.',
    lastComplaint: 'Last complaint number given',
    known: ({ number }: { number: string }) =>
      `The database ends at ${number}. Leave it as it is if no later number was given.`,
    knownNone: 'The database has no number yet.',
    lost: ({ from, to, next }: { from: string; to: string; next: string }) =>
      `*${from}* to *${to}* were given before the restore; their records are lost. The next number is *${next}*.`,
    nothingLost: ({ next }: { next: string }) => `No number is missing. The next number is *${next}*.`,
    notice:
      'Baton’s database was restored from a backup, or moved. New complaints have to wait: tell Baton the last complaint number that was given, so that none is given twice.',
  },
  forgetTrial: {
    title: 'Remove trial records',
    submit: 'Remove everything',
    explain: ({
      customers,
      complaints,
      handoffs,
    }: {
      customers: number;
      complaints: number;
      handoffs: number;
    }) =>
      `This removes *everything registered so far*: ${customers} customers, ${complaints} complaints, ${handoffs} handoffs, with all duties, reminders and cards. People, departments and settings stay. It cannot be taken back.`,
    confirm: 'Type the name of this workspace',
    confirmHint: 'So that nobody does this by accident.',
    name: (name: string) => `Its name: *${name}*`,
    done: ({
      customers,
      complaints,
      handoffs,
    }: {
      customers: number;
      complaints: number;
      handoffs: number;
    }) =>
      `Removed: ${customers} customers, ${complaints} complaints, ${handoffs} handoffs. Numbers begin anew. The cards disappear from the channels within a few minutes.`,
  },
  reminderHours: {
    title: 'Reminder hours',
    explain:
      'Baton reminds you in your working time. If you want reminders at certain hours only, name them; the others wait. What is urgent comes at once.',
    from: 'From',
    until: 'Until',
    untilHint: 'Leave both empty to be reminded at any time of your working day.',
  },
  welcome: {
    text: ':wave: Hello, this is Baton. It carries customers and complaints from department to department and reminds you of what is yours. Your day is in the *Home* tab of this app.',
    setUp:
      'You are its administrator here. Setting it up takes ten minutes: language, departments, their channels and people. `/baton setup` shows what is still missing.',
    hint: '`/complaint` registers a complaint · `/handoff` hands a customer over · `/baton help` shows more',
  },
  back: {
    title: ({ happened, need }: { happened: number; need: number }) => {
      const things = happened === 1 ? '1 thing happened' : `${counted(happened)} things happened`;
      const needs = need === 1 ? '1 needs you' : `${counted(need)} need you`;
      return `Welcome back. While you were away ${things}; ${need === 0 ? 'nothing needs you' : needs}.`;
    },
    home: 'Everything is in the *Home* tab of this app.',
  },
  met: {
    added: ({ department, count }: { department: string; count: number }) =>
      count === 1 ? `*${department}* has 1 new member.` : `*${department}* has ${count} new members.`,
    waiting: ({ count }: { count: number }) =>
      `Slack hasn’t told Baton yet who ${count === 1 ? '1 person is' : `${count} people are`}; their names follow by themselves within minutes.`,
    leftOut: ({ who, more }: { who: string; more: number }) =>
      `Left out, because they are apps or closed accounts: ${who}${more > 0 ? ` and ${more} more` : ''}`,
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
  importNoScope:
    'Baton may not read user groups here yet. Update the app with the current manifest and install it again; `/baton check` says how.',
  importNoGroups: 'This workspace has no user groups. Choose a department’s people with `/baton setup`.',
  numbersUnsure:
    'Baton was restored from a backup and doesn’t know yet which number comes next. Ask an administrator to run `/baton restored`, then send this again.',
  lastNumberUnreadable: ({ example }: { example: string }) => `Type the whole number, for example ${example}`,
  lastNumberLower: ({ number }: { number: string }) =>
    `The database already has ${number}. Enter that one or a later one.`,
  lastNumberFar: ({ number }: { number: string }) =>
    `This is more than 10,000 numbers after ${number}. Check it again.`,
  forgetNotConfirmed: ({ name }: { name: string }) => `This is not the name of this workspace. Type: ${name}`,
  forgetTooMuch: ({ most }: { most: number }) =>
    `There are more than ${most} customers: that is no trial any more, so nothing was removed.`,
  reminderHoursHalf: 'Enter two different times, or leave both empty.',
  absenceOrder: 'The return must lie in the future and after the first day away.',
  absenceSelf: 'Nobody can stand in for themselves. Choose a colleague.',
  absenceInactive: 'This colleague is no longer active in Slack. Choose somebody else.',
  absenceStranger: 'This colleague belongs to no department yet. Choose somebody else.',
  absenceCycle: ({ name }: { name: string }) =>
    `${name}’s own substitutes lead back here, so nobody would be left. Choose somebody else.`,
};
