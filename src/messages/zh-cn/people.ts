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
  setupNoAdministrator: ({ named }) =>
    named
      ? `设置由 <@${named}>（安装者或指定的管理员）完成，请让对方运行 \`/baton setup\`。`
      : '首次设置须由本 Slack 工作区的管理员或所有者完成，请让他们运行 `/baton setup`。',
  setupTimeZone: '时区无效，请选择如 Asia/Shanghai 或 Europe/London。',
  setupWorkingHours: ({ piece }) =>
    `无法识别“${piece}”。请这样填写：周一至周五 09:00-12:00 13:30-17:00; from 05-01 周一至周五 09:00-12:00 14:00-18:00`,
  setupHolidayLine: ({ line }) =>
    `无法识别“${line}”。请每行填写一天，例如：2026-05-04 休 春假，或：2026-05-09 班`,
  setupLeadInactive: '这位同事在 Slack 中已停用，请另选主管。',
  setupDepartmentName: '请填写一个未被其他部门使用的名称。',
  setupWeight: '权重为 0 到 1000 的整数：100 为正常，50 为一半，0 表示不再分配新客户。',
  setupLastAdministrator: '这是最后一位管理员，请先指定另一位管理员。',
  staffNotFound: 'Baton 还不认识这位同事，请对方先运行一次任意 Baton 命令。',
  absenceOrder: '返回时间须在将来，且晚于开始时间。',
  absenceSelf: '不能由本人代理，请选择一位同事。',
  absenceInactive: '这位同事在 Slack 中已停用，请另选代理人。',
  absenceCycle: ({ name }) => `${name}的代理关系会绕回此人，届时将无人负责。请另选代理人。`,
};
