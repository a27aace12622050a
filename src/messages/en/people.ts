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
};

const departmentTitle = (key: string) => (people.departments as Record<string, string>)[key] ?? key;

/** Refusals, by UserError code: what happened and what to do next. */
export const peopleErrors = {
  setupDepartment: ({ key }: { key: string }) =>
    `The department ${departmentTitle(key)} is not set up yet. An administrator adds it with \`/baton setup\`.`,
  setupChannel: ({ department }: { department: { key: string; name: string | null } }) =>
    `${department.name ?? departmentTitle(department.key)} has no channel yet. An administrator or its lead chooses one with \`/baton setup\`.`,
  setupNoAdministrator: ({ named }: { named: string | null }) =>
    named
      ? `Setting up is for <@${named}>, who installed Baton or was named for it. Ask them to run \`/baton setup\`.`
      : 'The first to set up Baton must be an admin or owner of this Slack workspace. Ask one of them to run `/baton setup`.',
  setupTimeZone: 'This is not a time zone. Choose one such as Asia/Shanghai or Europe/London.',
  setupWorkingHours: ({ piece }: { piece: string }) =>
    `“${piece}” can’t be read. Write like: Mon-Fri 09:00-12:00 13:30-17:00; from 05-01 Mon-Fri 09:00-12:00 14:00-18:00`,
  setupHolidayLine: ({ line }: { line: string }) =>
    `“${line}” can’t be read. Write one day per line, like: 2026-05-04 off Spring break, or: 2026-05-09 work`,
  setupLeadInactive: 'This person is no longer active in Slack. Choose somebody else to lead.',
  setupDepartmentName: 'Give the department a name that no other department has.',
  setupWeight:
    'The weight is a whole number from 0 to 1000: 100 is usual, 50 half, 0 takes no new customers.',
  setupLastAdministrator: 'This is the last administrator. Make somebody else administrator first.',
  staffNotFound: 'This colleague is not known to Baton here. Ask them to run any Baton command once.',
  absenceOrder: 'The return must lie in the future and after the first day away.',
  absenceSelf: 'Nobody can stand in for themselves. Choose a colleague.',
  absenceInactive: 'This colleague is no longer active in Slack. Choose somebody else.',
  absenceCycle: ({ name }: { name: string }) =>
    `${name}’s own substitutes lead back here, so nobody would be left. Choose somebody else.`,
};
