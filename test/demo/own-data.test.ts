/** A person's own customers: read from what people really save, masked as they are read, refused line by line. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openContact } from '../../src/customers/queries.js';
import { ownCustomers } from '../../src/demo/own-data/own-customers.js';
import { mostRows, readCustomers } from '../../src/demo/own-data/read-customers.js';
import { startTestBaton, type TestBaton } from '../support/baton.js';

const utf8 = (text: string) => new TextEncoder().encode(text);
const read = (text: string) => readCustomers(utf8(text));
/** 姓名,电话 / 张三,13812345678 as Excel writes it in China. */
const gbk = Buffer.from('d0d5c3fb2cb5e7bbb00d0ad5c5c8fd2c31333831323334353637380d0a', 'hex');

describe('a table of customers', () => {
  it('is read whatever wrote it: marks, GBK, UTF-16, semicolons, tabs, quotes, control characters', () => {
    const one = { name: '张三', phones: ['+99913800005678'], line: 2 };
    for (const content of [
      utf8('姓名,电话\n张三,13812345678\n'),
      utf8('\ufeff姓名;电话\r\n张三;138 1234 5678'),
      utf8('姓名,电话\r张\u0007三\u0085,13812345678'),
      utf8('客户姓名\t手机号\n"张三"\t"138-1234-5678"'),
      utf8('姓名，联系电话\n张三，+86 138 1234 5678\n\n，\n'),
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('姓名,电话\n张三,13812345678', 'utf16le')]),
      gbk,
    ]) {
      expect(readCustomers(content)).toMatchObject({ customers: [one], faults: [] });
    }
    const quoted = read('Name,Phone,Notes\n"Smith, Ann",020 7946 0123,"likes ""gold""\nand silver"\nLi,,');
    expect(quoted.customers).toMatchObject([
      { name: 'Smith, Ann', notes: 'likes "gold"\nand silver', line: 3 },
      { name: 'Li', phones: [], line: 4 },
    ]);
  });

  it('is read as Western Excel writes it, never as Chinese', () => {
    const content = Buffer.from('Name;Phone;Notes\nJürgen Müller;+49 711 1234567;schön\nAndré;;\n', 'latin1');
    const { customers, faults } = readCustomers(content);
    expect(faults).toEqual([]);
    expect(customers.map(({ name }) => name)).toEqual(['Jürgen Müller', 'André']);
  });

  it('is read from UTF-16 without a mark', () => {
    for (const order of ['le', 'be'] as const) {
      const content = Buffer.from('姓名,电话\n张三,13812345678\n', 'utf16le');
      const { customers } = readCustomers(order === 'le' ? content : content.swap16());
      expect(customers.map(({ name }) => name)).toEqual(['张三']);
    }
  });

  it('is refused with the line where its encodings mix', () => {
    const mixed = Buffer.concat([utf8('姓名\n张三\n李四\n'), gbk.subarray(0, 4), utf8('\n')]);
    expect(readCustomers(mixed)).toMatchObject({ customers: [], faults: [{ line: 4 }] });
    expect(readCustomers(mixed).faults[0]?.says.en).toContain('CSV UTF-8');
    const both = Buffer.concat([gbk, Buffer.from('Müller\nAndré\nZoë\n', 'latin1')]);
    expect(readCustomers(both)).toMatchObject({
      customers: [],
      faults: [{ says: { en: expect.stringContaining('UTF-8') } }],
    });
  });

  it.each([
    ['a line that names the separator', 'sep=;\nName;Phone\nAnn;13812345678\n'],
    ['a heading with commas in brackets', 'Name;Phone (mobile, work, home)\nAnn;13812345678\n'],
    ['a quoted heading with commas', 'Name;"Phone, mobile"\nAnn;13812345678\n'],
    ['two words in a heading', '姓名,电话/手机\nAnn,13812345678\n'],
    ['brackets of every kind', 'Name [full],Phone【mobile】\nAnn,13812345678\n'],
    ['what cannot be seen in a heading', '\u200bName\u200e,\u2060Phone\nAnn,13812345678\n'],
    ['a quote that is never closed', 'Name,Phone,Notes\n"Ann,13812345678,x\n'],
    ['a quote that is closed rows later', 'Name,Phone,Notes\n"Ann,13812345678,x\nBob,,"y"\n'],
    ['a quote within a cell', 'Name,Phone,Notes\nAnn,13812345678,5" pipe\n'],
  ])('is read with %s', (_, text) => {
    const { customers, faults } = read(text);
    expect(faults).toEqual([]);
    expect(customers[0]).toMatchObject({ name: 'Ann', phones: ['+99913800005678'] });
  });

  it('knows the words of both languages for source, category and stage', () => {
    const { customers, faults, unread } = read(
      'Client name,来源,Customer type,阶段,住址\nA,电销,Key account,已开户\nB,Referral,会员,funded\nC,,,\n',
    );
    expect(faults).toEqual([]);
    expect(unread).toEqual(['住址']);
    expect(customers.map(({ source, category, stage }) => [source, category, stage])).toEqual([
      ['telesales', 'key-account', 'opened'],
      ['referral', 'member', 'activated'],
      ['online', 'ordinary', 'lead'],
    ]);
  });

  it('keeps no real contact, wherever it stands', () => {
    const { customers } = read(
      '姓名,电话,微信,账号,备注\n王五 13912345678,13812345678/+44 20 7946 0123,wangwu@example.com,88001234,打 13712345678 或 wang.wu@corp.cn 找他\n',
    );
    const kept = JSON.stringify(customers);
    for (const secret of [
      '1391234',
      '1381234',
      '7946012',
      '1371234',
      'wangwu',
      'wang.wu',
      'corp',
      'example',
      '8800',
    ]) {
      expect(kept).not.toContain(secret);
    }
    expect(customers).toMatchObject([
      {
        name: '王五 ****5678',
        phones: ['+99913800005678', '+99942000000123'],
        otherContact: 'wa***@***.com',
        accountNumber: '****1234',
      },
    ]);
  });

  it('says line by line what is left out, and why', () => {
    const { customers, faults } = read(
      'name,phone,stage\nAnn,13812345678,\n,13812345678,\nBob,1.38E+10,\nCid,,on the moon\nAnn,13899995678,\n',
    );
    expect(customers.map(({ name }) => name)).toEqual(['Ann']);
    expect(faults.map(({ line }) => line)).toEqual([3, 4, 5, 6]);
    expect(faults.map(({ says }) => says.en)).toEqual([
      'The name is missing.',
      expect.stringContaining('Format the column as text'),
      expect.stringContaining('“on the moon” is not known. One of: Lead, Invited'),
      'The same customer as in line 2.',
    ]);
    expect(faults[2]?.says.zh).toContain('阶段“on the moon”无法识别，可填：潜在');
  });

  it('refuses what is no table, has no names, or is too long: as a whole', () => {
    for (const [content, why] of [
      [Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0xff]), 'not a table'],
      [utf8(''), 'No column'],
      [utf8('phone,stage\n13812345678,lead'), 'No column'],
      [utf8(`name\n${'x\n'.repeat(mostRows + 1)}`), `${mostRows + 1} rows`],
    ] as const) {
      const { customers, faults } = readCustomers(content);
      expect(customers).toEqual([]);
      expect(faults).toMatchObject([{ line: 1, says: { en: expect.stringContaining(why) } }]);
    }
  });
});

describe('loading them', () => {
  let company: TestBaton;
  beforeAll(async () => {
    company = await startTestBaton();
  });
  afterAll(() => company.stop());

  const file = (text: string) => ({ name: 'mine.csv', content: utf8(text) });
  const mine = '姓名,电话,类别\n欧阳春,13812345678,会员\n司马光,13912345678,大客户\n,1,\n';

  it('shows first, then registers them by balance, and never twice', async () => {
    const hook = ownCustomers(() => company.baton);
    const { db, vault } = company.baton.services;
    const before = await db.read.customer.count();
    const looked = await hook.look(file(mine));
    expect(looked).toMatchObject({ loaded: false, rows: 2, faults: [{ line: 4 }] });
    expect(looked.sample[0]?.map(({ zh }) => zh)).toEqual(['欧阳春', '138****5678', '潜在', '会员']);
    expect(await db.read.customer.count()).toBe(before);

    const [loaded, again] = await Promise.all([hook.load(file(mine)), hook.load(file(mine))]);
    expect(loaded).toMatchObject({ loaded: true, rows: 2 });
    expect(again).toMatchObject({ loaded: true, rows: 0 });
    expect(again.faults.map(({ says }) => says.en)).toContain('Already there: same name and number.');
    const kept = await db.read.customer.findMany({ where: { name: { in: ['欧阳春', '司马光'] } } });
    expect(kept).toHaveLength(2);
    expect(new Set(kept.map(({ accountManagerId }) => accountManagerId)).size).toBe(2);
    expect(kept.map((one) => openContact(vault, one)?.phones)).toContainEqual(['+99913800005678']);
    const sam = company.as('sam');
    await sam.command('service', '/customer find 5678');
    expect(JSON.stringify(sam.newest('service'))).toContain('欧阳春');
  });
});
