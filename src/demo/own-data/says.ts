import { messages } from '../../messages/index.js';
import type { Said } from '../../playground/protocol.js';

const listed = (names: Readonly<Record<string, string>>, separator: string) =>
  Object.values(names).join(separator);

type Words = 'source' | 'category' | 'stage';
const words = (locale: 'en' | 'zh-CN', what: Words, separator: string) => {
  const { sources, categories, stages } = messages(locale).customers;
  return listed({ source: sources, category: categories, stage: stages }[what], separator);
};
const zhNames: Record<Words, string> = { source: '来源', category: '类别', stage: '阶段' };

/** What is said of a file of customers. */
export const says = {
  title: { en: 'Your own customers', zh: '您自己的客户' },
  about: {
    en: 'A CSV file with a header. It needs a *name*; *phone*, *e-mail* or *WeChat*, *source*, *category*, *stage*, *account* and *notes* are read where they are there. Contacts are masked as they are read: no real number or address is kept.',
    zh: '带表头的 CSV 文件。必须有“姓名”；“电话”“微信”或“邮箱”“来源”“类别”“阶段”“账号”“备注”有则读取。联系方式在读取时即脱敏，真实号码和地址一律不保存。',
  },
  noTable: {
    en: 'This is not a table of text. Save it as CSV (UTF-8 or GBK) and choose it again.',
    zh: '这不是文本表格。请另存为 CSV（UTF-8 或 GBK）后重新选择。',
  },
  mixedEncodings: {
    en: 'From this line on the characters cannot be told for certain. Save the file as “CSV UTF-8” and choose it again.',
    zh: '自此行起无法确定字符编码。请另存为“CSV UTF-8”后重新选择。',
  },
  noName: {
    en: 'No column is called “name” or “姓名”. The first line must be the header.',
    zh: '没有名为“姓名”或“name”的列。第一行须为表头。',
  },
  tooMany: (rows: number, most: number): Said => ({
    en: `The file has ${rows} rows; ${most} at most can be loaded. Split it.`,
    zh: `文件有 ${rows} 行，一次最多 ${most} 行，请拆分后再载入。`,
  }),
  nameMissing: { en: 'The name is missing.', zh: '缺少姓名。' },
  nameLong: { en: 'The name is longer than 100 characters.', zh: '姓名超过 100 个字。' },
  phone: {
    en: 'The phone number cannot be read. (Does Excel show it as 1.38E+10? Format the column as text.)',
    zh: '电话号码无法识别。（Excel 是否显示为 1.38E+10？请把该列设为文本格式。）',
  },
  unknown: (what: Words, word: string): Said => ({
    en: `The ${what} “${word}” is not known. One of: ${words('en', what, ', ')}.`,
    zh: `${zhNames[what]}“${word}”无法识别，可填：${words('zh-CN', what, '、')}。`,
  }),
  repeated: (line: number): Said => ({
    en: `The same customer as in line ${line}.`,
    zh: `与第 ${line} 行是同一位客户。`,
  }),
  known: { en: 'Already there: same name and number.', zh: '已在档案中：姓名和号码相同。' },
  notLoaded: {
    en: 'Something went wrong here: this line and those after it were not loaded. The log says why.',
    zh: '此处出错：本行及之后的行均未载入，原因见日志。',
  },
  found: ({ rows, faults, unread }: { rows: number; faults: number; unread: readonly string[] }): Said => ({
    en: `${rows === 1 ? '1 customer' : `${rows} customers`} can be loaded${faults > 0 ? `, ${faults === 1 ? '1 line is' : `${faults} lines are`} left out` : ''}.${unread.length > 0 ? ` Not read: ${unread.join(', ')}.` : ''}`,
    zh: `可载入 ${rows} 位客户${faults > 0 ? `，另有 ${faults} 行不载入` : ''}。${unread.length > 0 ? `未读取的列：${unread.join('、')}。` : ''}`,
  }),
  loaded: ({ rows, faults }: { rows: number; faults: number }): Said => ({
    en: `${rows === 1 ? '1 customer is' : `${rows} customers are`} in the archive now${faults > 0 ? `; ${faults === 1 ? '1 line was' : `${faults} lines were`} left out` : ''}. Find them with \`/customer find\`.`,
    zh: `已载入 ${rows} 位客户${faults > 0 ? `，${faults} 行未载入` : ''}。可用 \`/customer 查找\` 查看。`,
  }),
};
