import { insertMany } from '../db/insert-many.js';
import type { Tx } from '../db/types.js';

/** Letters that are another one with a stroke through it, or two in one: Unicode does not take these apart. */
const plainLetters: Readonly<Record<string, string>> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  ı: 'i',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
};
const accents = /[\u0300-\u036f]/g;
const invisible = /\p{Default_Ignorable_Code_Point}/gu;

/** A word: of Chinese characters, of digits, or of other letters; dots, quotes, dashes and spaces part them. */
const words = /\p{Script=Han}+|\p{N}+|(?:(?!\p{Script=Han})[\p{L}\p{M}])+/gu;

/** So many words a name is found by, and so much of what follows each. */
const mostWords = 12;
const longestKey = 100;

/** What a name begins with before its first word: emoji, brackets. */
const leadingSigns = /^[^\p{L}\p{M}\p{N}]+/u;

function folded(name: string): string {
  return name
    .normalize('NFKC')
    .replace(invisible, '')
    .toLowerCase()
    .normalize('NFKD')
    .replace(accents, '')
    .replace(/[øłđðıßæœþ]/g, (letter) => plainLetters[letter] ?? letter)
    .normalize('NFKC');
}

/** The words of a folded name; of one of signs alone, those. */
function wordsOf(name: string): string[] {
  const signs = signsOf(name);
  return name.match(words) ?? (signs ? [signs] : []);
}

function signsOf(name: string): string {
  return leadingSigns.exec(name)?.[0].replace(/\s/gu, '') ?? '';
}

/** As much as is kept, never half of an emoji. */
function cut(key: string): string {
  return key.slice(0, longestKey).replace(/[\ud800-\udbff]$/, '');
}

/**
 * A name folded for search, and what is typed to find it: whatever its letters' form, case and accents, without what
 * cannot be seen, spaces, dots and quotes of any kind. '' when nothing is left.
 */
export function nameKey(name: string): string {
  return cut(wordsOf(folded(name)).join(''));
}

/**
 * What a name is found by: folded from the beginning of each of its words on, so that any of them finds it; and by the
 * signs it begins with.
 */
export function nameKeys(name: string): string[] {
  const whole = folded(name);
  const found = wordsOf(whole);
  const keys = found.slice(0, mostWords).map((_, index) => found.slice(index).join(''));
  const signs = signsOf(whole);
  return [...new Set([...keys, ...(signs ? [signs] : [])].map(cut))];
}

/** Notes what customers are found by, in place of what they were found by before. */
export async function keepNames(
  tx: Tx,
  customers: readonly { id: string; workspaceId: string; name: string }[],
): Promise<void> {
  await tx.customerName.deleteMany({ where: { customerId: { in: customers.map(({ id }) => id) } } });
  await insertMany(
    tx,
    'CustomerName',
    customers.flatMap(({ id, workspaceId, name }) =>
      nameKeys(name).map((key) => ({ workspaceId, key, customerId: id })),
    ),
  );
}
