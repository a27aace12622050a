import { normalisePhone } from '../../customers/phone.js';

/** No country has this code, so nobody can be called by what is kept. */
const nowhere = '+999';

/**
 * A number that stands for a real one: its beginning and its last four digits, so that people find their customers,
 * zeros in between, and a country that does not exist. The real one cannot be made of it.
 * @returns null when it is no phone number
 */
export function standInFor(typed: string): string | null {
  const digits = normalisePhone(typed)?.replace(/\D/g, '');
  if (!digits) return null;
  const begins = digits.length >= 11 ? digits.slice(-11, -8) : '000';
  return `${nowhere}${begins}0000${digits.slice(-4)}`;
}

/** The first two characters, and of an address what comes after the @ only in its last part: zh***@***.com */
export function maskContact(typed: string): string {
  if (!typed) return '';
  const [name = '', host] = typed.split('@');
  const begin = `${[...name].slice(0, 2).join('')}***`;
  return host === undefined ? begin : `${begin}@***.${host.split('.').at(-1)}`;
}

/** Only the last four characters: ****1234 */
export function maskAccount(typed: string): string {
  return typed ? `****${typed.slice(-4)}` : '';
}

/** Long numbers and addresses within what somebody wrote. */
export function maskWithin(text: string): string {
  return text
    .replace(/[\w.+-]+@[\w-]+\.[\w.]+/g, maskContact)
    .replace(/\+?\d[\d\s\-()]{5,}\d/g, (number) => `****${number.replace(/\D/g, '').slice(-4)}`);
}
