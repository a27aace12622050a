import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { nameKey } from './names.js';

/** A phone number as it was read. */
export type ReadPhone =
  | {
      /** `+<country><number>`; what is hashed and looked up */
      number: string;
      /** Digits dialled once the number answers; not part of it. */
      extension: string | null;
    }
  | {
      problem: 'several' | 'unreadable';
      /** What was understood so far, or null. */
      understood: string | null;
    };

/** No country has this code: numbers that stand for real ones begin with it, and nobody can be called by them. */
export const nowhere = '+999';

/** Of E.164. */
const mostDigits = 15;

const invisible = /[\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g;
const dashes = /[\u2010-\u2015\u2212]/g;
const dots = /[·・]/g;
/** What people put between two numbers. */
const between = /[/|,，、;；\n]|或|\bor\b/;
const extensionWord = /\s*(?:转|轉|分机|分機|ext\.?|extension|x|#)\s*[:：.]?\s*(\d{1,7})$/i;
const extensionAfterDash = /-\s*(\d{1,5})$/;

/**
 * Reads one phone number as people write it: with separators, full-width digits, a spreadsheet's `.0`, with or
 * without its country (then it is one of `country`). An extension is kept apart. Two numbers in one are refused.
 * @param country ISO 3166 code of numbers that are written without theirs
 */
export function readPhone(typed: string, country: CountryCode): ReadPhone {
  const text = typed
    .normalize('NFKC')
    .replace(invisible, '')
    .replace(dashes, '-')
    .replace(dots, ' ')
    .trim()
    .replace(/^tel:/i, '')
    .replace(/^(\d+)\.0+$/, '$1')
    .replace(/^\(\+(\d{1,3})\)/, '+$1 ');
  if (text.startsWith(nowhere)) {
    return /^\+\d{7,15}$/.test(text)
      ? { number: text, extension: null }
      : { problem: 'unreadable', understood: null };
  }
  const parts = text.split(between).filter((part) => /\d/.test(part));
  if (parts.length > 1) return { problem: 'several', understood: null };

  const whole = parse(text, country);
  if (whole?.possible) return { number: whole.number, extension: whole.extension };
  for (const marked of [extensionWord, extensionAfterDash]) {
    const match = marked.exec(text);
    const before = match && parse(text.slice(0, match.index), country);
    if (before?.possible) return { number: before.number, extension: match?.[1] ?? null };
  }
  return { problem: 'unreadable', understood: whole?.inWords ?? null };
}

function parse(text: string, country: CountryCode) {
  // `++86 …`, or more digits than a number can have: the library would look past them.
  if (!/^(?:\+?\d|\()/.test(text) || text.replace(/^00|\D/g, '').length > mostDigits) return null;
  const found = parsePhoneNumberFromString(text, { defaultCountry: country, extract: false });
  if (!found) return null;
  return {
    number: found.number as string,
    extension: found.ext ?? null,
    possible: found.isPossible(),
    inWords: found.formatInternational(),
  };
}

/** As `readPhone`, without the extension; null when it cannot be read. */
export function normalisePhone(typed: string, country: CountryCode): string | null {
  const read = readPhone(typed, country);
  return 'number' in read ? read.number : null;
}

const extensionMark = ';ext=';

/** How a number is stored in a customer's sealed contacts: with its extension beside it (RFC 3966). */
export function storedPhone({ number, extension }: { number: string; extension: string | null }): string {
  return extension ? `${number}${extensionMark}${extension}` : number;
}

/** A stored number taken apart: the number that is looked up, and its extension. */
export function fromStored(stored: string): { number: string; extension: string | null } {
  const [number = '', extension] = stored.split(extensionMark);
  return { number, extension: extension ?? null };
}

/** Whether what was typed may ask for a number: four digits and hardly anything else. */
export function asksForNumber(query: string): boolean {
  const digits = query.normalize('NFKC').replace(/\D/g, '').length;
  return digits >= 4 && digits >= nameKey(query).length - 1;
}
