import type { DepartmentKey } from '../people/person.js';

/** Somebody of the demo company, as Slack and Baton know them. */
export interface DemoPerson {
  /** Slack's id. */
  id: string;
  /** The handle. */
  handle: string;
  name: string;
  title: string;
  department: DepartmentKey;
  role: 'member' | 'lead';
  /** Capacity weight in hundredths. */
  weight: number;
  /** As Slack names it. */
  locale: 'zh-CN' | 'en-US';
  tz: string;
  /** An administrator of the Slack workspace. */
  slackAdmin?: boolean;
  /** An administrator of Baton. */
  admin?: boolean;
}

export interface DemoChannel {
  id: string;
  name: string;
  topic: string;
  /** Whose channel it is, if a department's. */
  department?: DepartmentKey;
  members: readonly string[] | 'everybody';
}

const shanghai = 'Asia/Shanghai';

/** Jinhe Bullion 金和贵金属, a brokerage in Shanghai. */
export const demoCompany = {
  id: 'T0JINHE',
  name: 'Jinhe Bullion 金和贵金属',
  domain: 'jinhe',
  locale: 'zh-CN',
  timeZone: shanghai,
} as const;

/** Twelve people of five departments. The page lets one person act as each of them. */
export const demoPeople: readonly DemoPerson[] = [
  person('grace', 'Grace Lin 林佳慧', 'Market Manager 市场部主管', 'market', 'lead', 'zh-CN'),
  person('liwei', 'Li Wei 李伟', 'Account Manager 客户经理', 'market', 'member', 'zh-CN'),
  {
    ...person('tony', 'Tony Chen 陈涛', 'Account Manager 客户经理', 'market', 'member', 'en-US'),
    weight: 80,
  },
  person('henry', 'Henry Xu 许恒', 'Chief Analyst 首席分析师', 'tech', 'lead', 'zh-CN'),
  person('mia', 'Mia Gao 高敏', 'Analyst 分析师', 'tech', 'member', 'en-US'),
  person('anna', 'Anna Wang 王安', 'Service Manager 客服部主管', 'service', 'lead', 'zh-CN'),
  person('sam', 'Sam Zhou 周山', 'Service Specialist 客服专员', 'service', 'member', 'en-US'),
  {
    ...person('lucy', 'Lucy He 何露', 'Service Specialist 客服专员', 'service', 'member', 'zh-CN'),
    weight: 120,
  },
  {
    ...person('peter', 'Peter Sun 孙培', 'Office Manager 行政部主管', 'admin', 'lead', 'zh-CN'),
    slackAdmin: true,
    admin: true,
  },
  person('ivy', 'Ivy Tang 唐薇', 'Office Assistant 行政专员', 'admin', 'member', 'zh-CN'),
  {
    ...person('david', 'David Zhao 赵卫', 'General Manager 总经理', 'management', 'lead', 'en-US'),
    slackAdmin: true,
  },
  person('helen', 'Helen Qian 钱荷', 'Deputy General Manager 副总经理', 'management', 'member', 'zh-CN'),
];

function person(
  handle: string,
  name: string,
  title: string,
  department: DepartmentKey,
  role: 'member' | 'lead',
  locale: 'zh-CN' | 'en-US',
): DemoPerson {
  const id = `U0${handle.toUpperCase()}`;
  return { id, handle, name, title, department, role, weight: 100, locale, tz: shanghai };
}

const of = (department: DepartmentKey) =>
  demoPeople.filter((one) => one.department === department).map((one) => one.id);

/** Every department's channel, one for everybody, the VIP group and the one where its keepers work. */
export const demoChannels: readonly DemoChannel[] = [
  channel('market', 'Market 市场部', of('market')),
  channel('tech', 'Tech 技术部', of('tech')),
  channel('service', 'Service 客服部', of('service')),
  channel('admin', 'Admin 行政部', of('admin')),
  channel('management', 'Management 管理层', of('management')),
  { id: 'C0GENERAL', name: 'general', topic: 'Everybody 全体', members: 'everybody' },
  {
    id: 'C0VIP',
    name: 'vip',
    topic: 'VIP group, customers included VIP 群（含客户）',
    members: [...of('tech'), ...of('market')],
  },
  {
    id: 'C0VIPDESK',
    name: 'vip-desk',
    topic: 'Who joins the VIP group 入群协作',
    members: [...of('tech'), ...of('market')],
  },
];

/** Customers with a Slack account, guests of the workspace: they see the channels they are let into, and no others. */
export const demoGuests = [
  guest('sophie', 'Sophie Laurent', 'en-US'),
  guest('xuli', '徐丽 Xu Li', 'zh-CN'),
] as const;

function guest(handle: string, name: string, locale: DemoPerson['locale']) {
  return { id: `U0${handle.toUpperCase()}`, handle, name, title: 'Customer 客户', locale, tz: shanghai };
}

function channel(department: DepartmentKey, topic: string, members: readonly string[]): DemoChannel {
  return { id: `C0${department.toUpperCase()}`, name: department, topic, department, members };
}
