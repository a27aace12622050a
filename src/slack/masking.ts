/**
 * Phone numbers and addresses within what somebody wrote. What may be one is masked rather than shown; dates, times,
 * amounts and case numbers stay.
 */

import { escapeText } from './text.js';

const caseNumber = String.raw`(?<![\p{L}\d])[A-Z]{1,4}-\d{4}-\d{2,}`;
const date = String.raw`(?<!\d)(?:19|20)\d{2}(?:[-/.]\d{1,2}[-/.]\d{1,2}|年\d{1,2}月\d{1,2}日?)(?!\d)(?:[T\s]*\d{1,2}:\d{2}(?::\d{2})?)?`;
const dayFirst = String.raw`(?<![\d.])\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d{2}(?!\d)`;
const amountBefore = String.raw`(?:[¥$€£]|\b(?:RMB|CNY|USD|HKD|EUR|GBP|JPY)\b)\s*\d[\d,]*(?:\.\d+)?`;
const amountAfter = String.raw`\d[\d,]*(?:\.\d+)?\s*(?:万|亿|千|元|块|美元|美金|港币|港元|欧元|英镑|手|克|盎司|%|(?:RMB|CNY|USD|HKD|EUR|GBP|JPY|lots?|oz)\b)`;
const thousands = String.raw`(?<![\d,])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,])`;
const address = String.raw`(?<address>[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+)`;
const phone = String.raw`(?<phone>(?:\+|\(\+)?\(?\d(?:[\s().·/_-]{0,3}\d){6,})`;

const pattern = new RegExp(
  [caseNumber, date, dayFirst, amountBefore, amountAfter, thousands, address, phone].join('|'),
  'giu',
);

const chinaMobile = /^1[3-9]\d{9}$/;
const decimals = /^(?:\d+(?:\.\d{1,2})?(?:[\s/_-]+|$))+$/;

/**
 * `text` with every phone number and e-mail address masked, in whatever form it is written: full width, with dots,
 * dashes, spaces or brackets, with its country.
 * @param mask how the digits of a number are shown
 */
export function maskContacts(text: string, mask: (digits: string) => string = beginningAndEnd): string {
  const plain = asciiForms(text);
  let result = '';
  let end = 0;
  for (const match of plain.matchAll(pattern)) {
    const shown = maskedForm(match[0], match.groups, mask);
    if (shown === null) continue;
    result += text.slice(end, match.index) + shown;
    end = match.index + match[0].length;
  }
  return result + text.slice(end);
}

/** How a run is shown; null where it stays as it is. */
function maskedForm(
  run: string,
  groups: Record<string, string | undefined> | undefined,
  mask: (digits: string) => string,
): string | null {
  if (groups?.address) return maskAddress(run);
  const digits = run.replace(/\D/g, '');
  if (!groups?.phone) {
    // 13812345678元 is more likely somebody's number than an amount.
    return chinaMobile.test(digits) && !run.includes(',') ? run.replace(/\d+/, mask(digits)) : null;
  }
  // 4012.50-4038.20: prices, not a number with dots.
  if (run.includes('.') && decimals.test(run)) return null;
  return mask(digits);
}

/** 138****78 */
function beginningAndEnd(digits: string): string {
  return `${digits.slice(0, 3)}****${digits.slice(-2)}`;
}

/** At most its first two characters, and of what comes after the @ only the last part: zh***@***.com */
export function maskAddress(address: string): string {
  const [name = '', host] = address.split('@');
  const characters = [...name];
  const begin = `${characters.slice(0, Math.min(2, characters.length - 1)).join('')}***`;
  return host === undefined ? begin : `${begin}@***.${host.split('.').at(-1)}`;
}

/** Full-width forms and the many dashes and spaces as ASCII, unit by unit, so that positions stay. */
function asciiForms(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\u00a0\u2000-\u200f\u2060\u3000\ufeff]/g, ' ')
    .replace(/[\u30fb\u2022]/g, '·');
}

/**
 * What people typed, for a channel (mrkdwn): no number or address of anybody's is shown
 * (docs/processes.md#customers), and formatting is harmless.
 */
export function publicText(typed: string): string {
  return escapeText(maskContacts(typed));
}
