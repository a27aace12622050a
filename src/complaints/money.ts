/**
 * Amounts as people type and read them. Kept as an integer of minor units with its currency. Pure.
 */

export interface Money {
  /** In the currency's smallest unit: 120050n is 1,200.50 CNY. */
  minor: bigint;
  /** ISO 4217 */
  currency: string;
}

/** What people write for a currency, besides its code; written with NFKC, so `￥` is `¥` here. */
const words: Readonly<Record<string, string>> = {
  元: 'CNY',
  块: 'CNY',
  人民币: 'CNY',
  RMB: 'CNY',
  美元: 'USD',
  美金: 'USD',
  港币: 'HKD',
  港元: 'HKD',
  欧元: 'EUR',
  英镑: 'GBP',
  US$: 'USD',
  HK$: 'HKD',
  '€': 'EUR',
  '£': 'GBP',
};

/** The most that an amount may be, in whole units: beyond it somebody's finger slipped. */
const most = 10n ** 12n;

const known: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/**
 * Reads `300`, `1,200.50`, `￥300`, `300元`, `50 USD`, `$50`, `１２００`. What names no currency is of `currency`.
 * Null when it cannot be read beyond doubt: a comma that does not part thousands, more decimals than the currency
 * has, a sign, words.
 */
export function readMoney(typed: string, { currency: usual }: { currency: string }): Money | null {
  const text = typed.normalize('NFKC').replace(/\s+/g, '').toUpperCase();
  const match = /^([^\d.,]*)([\d.,]+)([^\d.,]*)$/.exec(text);
  if (!match) return null;
  const [, before = '', figures = '', after = ''] = match;
  const currency = currencyOf({ before, after, usual });
  if (!currency || !/^(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/.test(figures)) return null;
  const [whole = '', decimals = ''] = figures.replaceAll(',', '').split('.');
  const digits = decimalsOf(currency);
  if (decimals.length > digits || BigInt(whole) > most) return null;
  return { minor: BigInt(whole + decimals.padEnd(digits, '0')), currency };
}

/** An amount in the reader's language: `￥1,200.50`, `US$50.00`. */
export function moneyInWords({ minor, currency }: Money, { locale }: { locale: string }): string {
  const digits = decimalsOf(currency);
  const text = String(minor).padStart(digits + 1, '0');
  const decimal = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
  // A decimal text, not a number: formatted exactly.
  return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(decimal as `${number}`);
}

/** The same as it is typed: what a form is filled with. */
export function moneyAsTyped({ minor, currency }: Money): string {
  const digits = decimalsOf(currency);
  const text = String(minor).padStart(digits + 1, '0');
  const decimal = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
  return `${decimal} ${currency}`;
}

function currencyOf({
  before,
  after,
  usual,
}: {
  before: string;
  after: string;
  usual: string;
}): string | null {
  const named = [before, after].filter(Boolean).map((word) => codeOf(word, usual));
  if (named.includes(null) || new Set(named).size > 1) return null;
  return named[0] ?? usual;
}

/** `¥` and `$` are of several countries: of the usual currency's where that has the sign, else China's and America's. */
function codeOf(word: string, usual: string): string | null {
  if (word === '¥') return usual === 'JPY' ? 'JPY' : 'CNY';
  if (word === '$') return ['HKD', 'SGD', 'TWD', 'AUD', 'CAD', 'NZD'].includes(usual) ? usual : 'USD';
  if (Object.hasOwn(words, word)) return words[word] ?? null;
  return known.has(word) ? word : null;
}

function decimalsOf(currency: string): number {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}
