import type { CountryCode } from 'libphonenumber-js/min';
import { normalisePhone, nowhere } from '../../customers/phone.js';
import { maskContacts } from '../../slack/masking.js';

/**
 * A number that stands for a real one: its beginning and its last four digits, so that people find their customers,
 * zeros in between, and a country that does not exist. The real one cannot be made of it.
 * @returns null when it is no phone number
 */
export function standInFor(typed: string, country: CountryCode): string | null {
  const digits = normalisePhone(typed, country)?.replace(/\D/g, '');
  if (!digits) return null;
  const begins = digits.length >= 11 ? digits.slice(-11, -8) : '000';
  return `${nowhere}${begins}0000${digits.slice(-4)}`;
}

/** Only the last four characters: ****1234 */
export function maskAccount(typed: string): string {
  return typed ? `****${typed.slice(-4)}` : '';
}

/** Numbers and addresses within what somebody wrote. */
export function maskWithin(text: string): string {
  return maskContacts(text, (digits) => `****${digits.slice(-4)}`);
}
