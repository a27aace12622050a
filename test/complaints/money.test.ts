import { describe, expect, it } from 'vitest';
import { moneyAsTyped, moneyInWords, readMoney } from '../../src/complaints/money.js';
import { currencyOf } from '../../src/complaints/settings.js';
import { messages } from '../../src/messages/index.js';

const read = (typed: string, currency = 'CNY') => readMoney(typed, { currency });
const money = (minor: bigint, currency = 'CNY') => ({ minor, currency });

it('without a currency is of the company’s own', () => {
  const of = (timeZone: string, settings = '{}') => currencyOf({ settings, timeZone });
  expect(of('Asia/Shanghai')).toBe('CNY');
  expect(of('Europe/London')).toBe('USD');
  expect(of('Europe/London', '{"complaints":{"currency":"GBP"}}')).toBe('GBP');
  expect(of('Asia/Shanghai', '{"complaints":{"currency":"nonsense"}}')).toBe('CNY');
});

describe('an amount as people type it', () => {
  it.each([
    ['300', money(30_000n)],
    [' 1,200.50 ', money(120_050n)],
    ['1 200.5', money(120_050n)],
    ['￥300', money(30_000n)],
    ['¥ 300.05', money(30_005n)],
    ['１２００', money(120_000n)],
    ['300元', money(30_000n)],
    ['人民币 300', money(30_000n)],
    ['rmb300', money(30_000n)],
    ['50 USD', money(5_000n, 'USD')],
    ['usd 50', money(5_000n, 'USD')],
    ['$50', money(5_000n, 'USD')],
    ['500 JPY', money(500n, 'JPY')],
    ['0', money(0n)],
    ['3万', money(3_000_000n)],
    ['1.25 万元', money(1_250_000n)],
    ['2亿美元', money(20_000_000_000n, 'USD')],
    ['NT$ 300', money(30_000n, 'TWD')],
    ['1000000000000', money(100_000_000_000_000n)],
  ])('%s', (typed, expected) => {
    expect(read(typed)).toEqual(expected);
  });

  it('takes a sign for the usual currency’s where that has it', () => {
    expect(read('¥500', 'JPY')).toEqual(money(500n, 'JPY'));
    expect(read('$5', 'HKD')).toEqual(money(500n, 'HKD'));
    expect(read('5', 'EUR')).toEqual(money(500n, 'EUR'));
  });

  it.each([
    '',
    'three hundred',
    '-300',
    '1.200,50',
    '12,00',
    '1,2000',
    '300.005',
    '5.5 JPY',
    '300 USD CNY',
    'XYZ 5',
    '1.2.3',
    '.5',
    '1000000000001',
    '300元左右',
    '1e3',
    '1.2345678万',
    '3万万',
    '100000亿',
  ])('is not guessed: %s', (typed) => {
    expect(read(typed)).toBeNull();
  });

  it('is shown exactly, and can be typed again', () => {
    expect(moneyInWords(money(120_050n), { locale: 'zh-CN' })).toBe('¥1,200.50');
    expect(moneyInWords(money(500n, 'JPY'), { locale: 'en-GB' })).toBe('JP¥500');
    expect(moneyInWords(money(9_007_199_254_740_993n), { locale: 'en-GB' })).toContain(
      '90,071,992,547,409.93',
    );
    for (const one of [money(5n), money(120_050n), money(500n, 'JPY')]) {
      expect(read(moneyAsTyped(one), 'EUR')).toEqual(one);
    }
  });

  it.each(['en', 'zh-CN'] as const)('is read back as it is shown in %s, in every currency', (locale) => {
    const { intlLocale } = messages(locale).slack;
    for (const currency of Intl.supportedValuesOf('currency')) {
      for (const usual of ['CNY', 'USD', 'HKD', 'EUR']) {
        const shown = moneyInWords(money(120_000n, currency), { locale: intlLocale });
        expect([shown, read(shown, usual)]).toEqual([shown, money(120_000n, currency)]);
      }
    }
  });
});
