import type { Page } from '../db/pages.js';
import { isCounted } from './text.js';

/**
 * How many rows come before those of a page, for "9–16 of 240". On the last page it is counted from the end: what was
 * done on earlier pages meanwhile moves it up.
 * @param total of the whole list, as far as it is counted; null: nobody counts it
 */
export function firstOfPage(
  { from, next, rows }: Pick<Page<unknown, unknown>, 'from' | 'next' | 'rows'>,
  total: number | null,
): number {
  return next || total === null || !isCounted(total) ? from : Math.max(0, total - rows.length);
}
