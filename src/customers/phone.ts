import { nameKey } from './customer.js';

/** Digits that E.164 allows, without the plus. */
const shortest = 7;
const longest = 15;

/** A mobile number of mainland China, as it is said there. */
const chinaMobile = /^1[3-9]\d{9}$/;

const separators = /[\s\u00a0\u200b-\u200f\u202a-\u202e\u2060\ufeff().\-‐-―−/·・]/g;

/**
 * A phone number as typed, made comparable: `+<country><number>` where the country was given (+86…, 0086…) or
 * is plain (a Chinese mobile number); else the digits as they are, with the area code's zero. Separators and
 * full-width forms do not matter. Letters, and so extensions written in words, are refused.
 * @returns null when it cannot be a phone number
 */
export function normalisePhone(text: string): string | null {
  const compact = text
    .normalize('NFKC')
    .trim()
    .replace(/^tel:/i, '')
    // +44 (0)20 …: the zero belongs to calls inside the country.
    .replace(/^((?:\+|00)[^(]*)\(0\)/, '$1')
    .replace(separators, '');
  const match = /^(\+|00)?(\d+)$/.exec(compact);
  if (!match) return null;
  const international = match[1] !== undefined;
  // +86 010 …: the same without the brackets.
  const digits = international ? (match[2] ?? '').replace(/^860(?=\d)/, '86') : (match[2] ?? '');
  if (digits.length < shortest || digits.length > longest) return null;
  if (international) return digits.startsWith('0') ? null : `+${digits}`;
  if (chinaMobile.test(digits)) return `+86${digits}`;
  // 86 138 …: the country without its plus.
  if (digits.startsWith('86') && chinaMobile.test(digits.slice(2))) return `+${digits}`;
  return digits;
}

/** Whether what was typed asks for a number rather than for a name: four digits and hardly anything else. */
export function asksForNumber(query: string): boolean {
  const digits = query.normalize('NFKC').replace(/\D/g, '').length;
  return digits >= 4 && digits >= nameKey(query).length - 1;
}
