import {
  type Category,
  categories,
  type Source,
  type Stage,
  sources,
  stages,
} from '../../customers/customer.js';
import { messages } from '../../messages/index.js';

/** What is read of a customer; whatever else a table holds is not. */
export const fields = ['name', 'phone', 'other', 'source', 'category', 'stage', 'account', 'notes'] as const;
export type Field = (typeof fields)[number];

const headings: Record<Field, string> = {
  name: 'name customer customername fullname client clientname 姓名 客户 客户姓名 客户名称 客户名 名称 联系人',
  phone:
    'phone phones phonenumber mobile mobilephone mobilenumber tel telephone cell cellphone 电话 手机 手机号 手机号码 电话号码 联系电话 联系方式',
  other:
    'wechat weixin email mail qq contact othercontact othercontacts 微信 微信号 邮箱 电子邮箱 邮件 qq号 其他联系方式',
  source: 'source leadsource origin 来源 客户来源 渠道 来源渠道',
  category: 'category type level customertype segment 类别 客户类别 客户类型 类型 等级 客户等级',
  stage: 'stage status lifecycle 阶段 客户阶段 状态 客户状态',
  account: 'account accountnumber accountno 账号 交易账号 账户 客户账号',
  notes: 'notes note remark remarks comment comments memo 备注 说明 备忘',
};

const fold = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\(.*?\)|\[.*?\]|【.*?】|[\s_*:.\-/\p{Cf}]+/gu, '');

const fieldOf = new Map(
  fields.flatMap((field) => headings[field].split(' ').map((word) => [word, field] as const)),
);

/** By the whole heading, else by the first of its words that is known: `Phone, mobile`, `电话/手机`. */
function fieldIn(heading: string): Field | undefined {
  const parts = heading.normalize('NFKC').split(/[,/、|]/);
  return [heading, ...parts].map((part) => fieldOf.get(fold(part))).find(Boolean);
}

/** Which column holds what; the first of several that mean the same. `unread`: headings that mean nothing here. */
export function readHeader(header: readonly string[]): { at: Map<Field, number>; unread: string[] } {
  const at = new Map<Field, number>();
  const unread: string[] = [];
  for (const [index, heading] of header.entries()) {
    const field = fieldIn(heading);
    if (field && !at.has(field)) at.set(field, index);
    else if (heading) unread.push(heading);
  }
  return { at, unread };
}

/** Words for a value besides its name in our languages. */
const more: Record<string, string> = {
  telesales: '电话 电话销售 phone call',
  online: '网络 网销 线上 internet web website',
  broker: '居间 居间人 介绍经纪人 ib',
  referral: '转介绍 介绍 朋友介绍 老客户介绍 recommendation',
  event: '活动 会议 会议营销 沙龙 seminar',
  'walk-in': '上门 到店 自来 visit',
  ordinary: '普通客户 一般 normal standard',
  member: '会员客户 vip会员',
  'key-account': '大客户 重点客户 重要客户 key keyaccount important',
  lead: '潜在客户 意向 线索 prospect new',
  invited: '邀约',
  visited: '到访 已上门',
  opened: '开户 已开户 open',
  activated: '入金 已入金 激活 已激活 active',
  vip: '入群 vip群 vip',
  closed: '销户 已销户 close',
};

function wordsOf<T extends string>(keys: readonly T[], names: readonly Record<T, string>[]): Map<string, T> {
  const found = new Map<string, T>();
  for (const key of keys) {
    for (const word of [key, ...names.map((one) => one[key]), ...(more[key] ?? '').split(' ')]) {
      if (word) found.set(fold(word), key);
    }
  }
  return found;
}

const texts = [messages('en').customers, messages('zh-CN').customers];
const known = {
  source: wordsOf<Source>(
    sources,
    texts.map((one) => one.sources),
  ),
  category: wordsOf<Category>(
    categories,
    texts.map((one) => one.categories),
  ),
  stage: wordsOf<Stage>(
    stages,
    texts.map((one) => one.stages),
  ),
};

/** A value by its word in either language; undefined when it is none. */
export const readSource = (word: string): Source | undefined => known.source.get(fold(word));
export const readCategory = (word: string): Category | undefined => known.category.get(fold(word));
export const readStage = (word: string): Stage | undefined => known.stage.get(fold(word));
