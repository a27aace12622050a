/**
 * Amounts as people type and read them. Kept as an integer of minor units with its currency. Pure.
 */

export interface Money {
  /** In the currency's smallest unit: 120050n is 1,200.50 CNY. */
  minor: bigint;
  /** ISO 4217 */
  currency: string;
}

/** What people write for a currency, besides its code and its sign; written with NFKC, so `￥` is `¥` here. */
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
  新台币: 'TWD',
  台币: 'TWD',
  日元: 'JPY',
};

/** Chinese counts large amounts in these: how many zeros each stands for. */
const zerosOf: Readonly<Record<string, number>> = { 万: 4, 萬: 4, 亿: 8, 億: 8 };

/** The locales that amounts are shown in. */
const shownIn = ['en-GB', 'zh-CN'];

/** The most that an amount may be, in whole units: beyond it somebody's finger slipped. */
const most = 10n ** 12n;

const known: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/**
 * Reads `300`, `1,200.50`, `￥300`, `300元`, `50 USD`, `$50`, `１２００`, `3万`, and whatever `moneyInWords` writes.
 * What names no currency is of `currency`. Null when it cannot be read beyond doubt: a comma that does not part
 * thousands, more decimals than the currency has, a minus, words.
 */
export function readMoney(typed: string, { currency: usual }: { currency: string }): Money | null {
  const text = typed.normalize('NFKC').replace(/\s+/g, '').toUpperCase();
  const match = /^([^\d.,]*)([\d.,]+)([万萬亿億]?)([^\d.,]*)$/u.exec(text);
  if (!match) return null;
  const [, before = '', figures = '', unit = '', after = ''] = match;
  const currency = currencyOf({ before, after, usual });
  if (!currency || !/^(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/.test(figures)) return null;
  const [whole = '', decimals = ''] = figures.replaceAll(',', '').split('.');
  const places = decimalsOf(currency) + (zerosOf[unit] ?? 0);
  if (decimals.length > places) return null;
  const minor = BigInt(whole + decimals.padEnd(places, '0'));
  return minor > most * 10n ** BigInt(decimalsOf(currency)) ? null : { minor, currency };
}

/**
 * An amount in the reader's language: `¥1,200.50`, `US$50.00`. Where the currency's sign could mean another one too
 * (`FCFA`), its code is written instead, so that what is shown can be typed.
 */
export function moneyInWords(money: Money, { locale }: { locale: string }): string {
  const { currency } = money;
  // A decimal text, not a number: formatted exactly.
  const decimal = decimalText(money) as `${number}`;
  const written = new Intl.NumberFormat(locale, { style: 'currency', currency }).format(decimal);
  if (readMoney(written, { currency })?.currency === currency) return written;
  return new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'code' }).format(
    decimal,
  );
}

/** The same as it is typed: what a form is filled with. */
export function moneyAsTyped(money: Money): string {
  return `${decimalText(money)} ${money.currency}`;
}

function decimalText({ minor, currency }: Money): string {
  const digits = decimalsOf(currency);
  const text = String(minor).padStart(digits + 1, '0');
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
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

let signs: ReadonlyMap<string, string> | undefined;

/** The code by the sign that a currency is shown with, in either language; made when first needed. */
function signOf(word: string): string | undefined {
  signs ??= new Map(
    shownIn.flatMap((locale) =>
      [...known].map((currency) => {
        const parts = new Intl.NumberFormat(locale, { style: 'currency', currency }).formatToParts(0);
        const sign = parts.find(({ type }) => type === 'currency')?.value ?? currency;
        return [sign.normalize('NFKC').replace(/\s+/g, '').toUpperCase(), currency] as const;
      }),
    ),
  );
  return signs.get(word);
}

/** `¥` and `$` are of several countries: of the usual currency's where that has the sign, else China's and America's. */
function codeOf(word: string, usual: string): string | null {
  if (word === '¥') return usual === 'JPY' ? 'JPY' : 'CNY';
  if (word === '$') return ['HKD', 'SGD', 'TWD', 'AUD', 'CAD', 'NZD'].includes(usual) ? usual : 'USD';
  if (Object.hasOwn(words, word)) return words[word] ?? null;
  return known.has(word) ? word : (signOf(word) ?? null);
}

function decimalsOf(currency: string): number {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}
