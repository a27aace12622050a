import type { Category, Source, Stage } from '../customers/customer.js';
import type { DemoTexts } from './texts/demo-texts.js';

/** A customer of the demo company. Numbers are ones that nobody is given. */
export interface DemoCustomer {
  name: string;
  phone: string;
  source: Source;
  category: Category;
  stage: Stage;
  /** Handles of their owners; the rest is chosen by balance. */
  manager: 'grace' | 'liwei' | 'tony';
  guide?: 'henry' | 'mia';
  /** Working days before the playground opens. */
  registered: number;
  note?: keyof DemoTexts['notes'];
}

const rows: readonly (readonly [
  name: string,
  phone: string,
  source: Source,
  category: Category,
  stage: Stage,
  manager: DemoCustomer['manager'],
  registered: number,
  guide?: DemoCustomer['guide'],
  note?: DemoCustomer['note'],
])[] = [
  ['张伟 Zhang Wei', '13800000101', 'telesales', 'member', 'vip', 'liwei', 60, 'mia', 'zhangWei'],
  ['王芳 Wang Fang', '13800000102', 'referral', 'member', 'activated', 'liwei', 48, 'mia'],
  ['李娜 Li Na', '13800000103', 'online', 'ordinary', 'opened', 'tony', 20],
  ['刘洋 Liu Yang', '13800000104', 'telesales', 'ordinary', 'lead', 'liwei', 1],
  ['陈静 Chen Jing', '13800000105', 'event', 'member', 'vip', 'grace', 80, 'henry'],
  ['杨帆 Yang Fan', '13800000106', 'online', 'ordinary', 'invited', 'tony', 12],
  ['赵磊 Zhao Lei', '13800000107', 'broker', 'key-account', 'vip', 'grace', 95, 'henry', 'zhaoLei'],
  ['黄蓉 Huang Rong', '13800000108', 'walk-in', 'ordinary', 'visited', 'liwei', 9],
  ['周杰 Zhou Jie', '13800000109', 'telesales', 'ordinary', 'lead', 'tony', 2],
  ['吴敏 Wu Min', '13800000110', 'referral', 'member', 'activated', 'liwei', 41, 'mia'],
  ['徐丽 Xu Li', '13800000111', 'online', 'ordinary', 'opened', 'liwei', 15],
  ['孙悦 Sun Yue', '13800000112', 'event', 'member', 'activated', 'tony', 36, 'mia'],
  ['马超 Ma Chao', '13800000113', 'telesales', 'ordinary', 'lead', 'liwei', 3],
  ['朱琳 Zhu Lin', '13800000114', 'broker', 'member', 'vip', 'tony', 70, 'henry'],
  ['胡军 Hu Jun', '13800000115', 'online', 'ordinary', 'closed', 'tony', 120],
  ['郭涛 Guo Tao', '13800000116', 'walk-in', 'ordinary', 'invited', 'liwei', 8],
  ['何洁 He Jie', '13800000117', 'referral', 'member', 'activated', 'grace', 52, 'henry'],
  ['高翔 Gao Xiang', '13800000118', 'telesales', 'ordinary', 'visited', 'tony', 7],
  ['林青 Lin Qing', '13800000119', 'event', 'key-account', 'activated', 'grace', 64, 'henry', 'linQing'],
  ['罗勇 Luo Yong', '13800000120', 'online', 'ordinary', 'lead', 'tony', 1],
  ['梁欣 Liang Xin', '13800000121', 'broker', 'ordinary', 'opened', 'liwei', 18],
  ['宋佳 Song Jia', '13800000122', 'telesales', 'member', 'activated', 'liwei', 33, 'mia'],
  ['唐磊 Tang Lei', '13800000123', 'walk-in', 'ordinary', 'invited', 'tony', 6],
  ['许晴 Xu Qing', '13800000124', 'referral', 'member', 'vip', 'liwei', 88, 'henry'],
  ['韩雪 Han Xue', '13800000125', 'online', 'ordinary', 'visited', 'liwei', 5],
  ['冯刚 Feng Gang', '13800000126', 'telesales', 'ordinary', 'lead', 'tony', 4],
  ['Emily Carter', '+442079460101', 'referral', 'member', 'vip', 'tony', 77, 'mia', 'emilyCarter'],
  ['Daniel Reed', '+442079460102', 'online', 'member', 'activated', 'tony', 44, 'mia'],
  ['Sophie Laurent', '+33199000103', 'event', 'ordinary', 'opened', 'tony', 16],
  ['Michael Tan', '+442079460104', 'broker', 'key-account', 'vip', 'grace', 101, 'henry', 'michaelTan'],
  ['Olivia Brown', '+12025550105', 'online', 'ordinary', 'invited', 'tony', 11],
  ['James Wilson', '+12025550106', 'telesales', 'ordinary', 'lead', 'liwei', 2],
  ['Hannah Schmidt', '+493055550107', 'referral', 'member', 'activated', 'tony', 39, 'mia'],
  ['Lucas Martin', '+33199000108', 'walk-in', 'ordinary', 'visited', 'tony', 10],
  ['Grace Kim', '+12025550109', 'event', 'member', 'vip', 'liwei', 66, 'henry'],
  ['Noah Davies', '+442079460110', 'online', 'ordinary', 'closed', 'tony', 130],
  ['Isabella Rossi', '+390655550111', 'broker', 'ordinary', 'opened', 'liwei', 14],
  ['Ethan Moore', '+12025550112', 'telesales', 'ordinary', 'lead', 'liwei', 1],
  ['Chloe Anderson', '+12025550113', 'referral', 'member', 'activated', 'grace', 29, 'mia'],
  ['Ryan Patel', '+442079460114', 'online', 'ordinary', 'invited', 'tony', 13],
];

/** Forty customers in all stages. */
export const demoCustomers: readonly DemoCustomer[] = rows.map(
  ([name, phone, source, category, stage, manager, registered, guide, note]) => ({
    name,
    phone,
    source,
    category,
    stage,
    manager,
    registered,
    ...(guide ? { guide } : {}),
    ...(note ? { note } : {}),
  }),
);
