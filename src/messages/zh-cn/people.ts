import type { people as En, peopleErrors as EnErrors } from '../en/people.js';

export const people: typeof En = {
  departments: {
    market: '市场部',
    tech: '技术部',
    service: '客服部',
    admin: '行政部',
    management: '管理层',
  },
  roles: { member: '成员', lead: '主管' },
};

const departmentTitle = (key: string) => (people.departments as Record<string, string>)[key] ?? key;

export const peopleErrors: typeof EnErrors = {
  setupDepartment: ({ key }) => `还没有设置${departmentTitle(key)}。请管理员用 \`/baton setup\` 添加。`,
  setupChannel: ({ department }) =>
    `${department.name ?? departmentTitle(department.key)}还没有指定频道。请管理员或部门主管用 \`/baton setup\` 选择。`,
};
