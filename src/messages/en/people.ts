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
};
