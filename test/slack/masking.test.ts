import { describe, expect, it } from 'vitest';
import { maskContacts } from '../../src/slack/masking.js';

describe('within what somebody wrote', () => {
  it.each([
    '13812345678',
    '１３８１２３４５６７８',
    '138.1234.5678',
    '138·1234·5678',
    '138 1234 5678',
    '138-1234-5678',
    '138–1234–5678',
    '138\u00a01234\u200b5678',
    '+86 138 1234 5678',
    '＋８６－１３８－１２３４－５６７８',
    '（+86）138 1234 5678',
    '(021) 6123 4567',
    '021-61234567-801',
    '+44 (0)20 7123 4567',
    '06.12.34.56.78 / 06.12.34.56.79',
    '13812345678元',
    '13812345678/13912345679',
  ])('no one can call %s', (number) => {
    for (const text of [number, `客户电话${number}`, `call ${number}, please`, `${number}。`]) {
      expect(maskContacts(text).normalize('NFKC').replace(/\D/g, '')).not.toMatch(/1234567|12345\d|123456/);
    }
  });

  it.each(['ann.lee@example.com', '张伟@例子.中国', 'a_b+c@mail.example.co.uk', '1688@qq.com'])(
    'nobody can write to %s',
    (address) => {
      expect(maskContacts(`to ${address} today`)).not.toContain(address.split('@')[0]);
      expect(maskContacts(`to ${address} today`)).toMatch(/^to \S+\*\*\*@\*\*\*\.\S+ today$/);
    },
  );

  it.each([
    '2026-11-20 10:30 客户来电',
    '2026/11/20，2026.11.20，2026年11月20日 10:30:15',
    'on 20/11/2026 at 14:30',
    'see C-2026-0042 and C-2026-00421',
    'paid 1,234,567.00 back',
    'paid ¥1234567 back, US$ 1234567.50',
    '退 1234567 元，另付 1234567.50 USD，120万',
    'gold 4012.50-4038.20, silver 50.12/51.30',
    '3 of 5, room 1204, 10:30-11:30',
    'order 123456',
  ])('%s stays', (text) => {
    expect(maskContacts(text)).toBe(text);
  });

  it('only the number is touched', () => {
    expect(maskContacts('王五 +86 138-1234-5678，10:30 回电')).toBe('王五 861****78，10:30 回电');
  });
});
