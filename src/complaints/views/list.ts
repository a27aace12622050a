import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { Page } from '../../db/pages.js';
import type { Complaint } from '../../db/types.js';
import type { Rendered } from '../../feature.js';
import type { Messages } from '../../messages/index.js';
import { actions, button, context, section } from '../../slack/blocks.js';
import { firstOfPage } from '../../slack/first-of-page.js';
import { readMetadata } from '../../slack/forms.js';
import { date, deadline, escapeText, shorten } from '../../slack/text.js';
import { finalStates, type ListFilter, listFilters, severities, stateOf, wordOf } from '../complaint.js';
import { type ListKey, listPosition } from '../list-complaints.js';
import { actionIds } from './ids.js';
import { reopenedLines } from './reopened.js';
import { complaintInWords } from './summary.js';

export const LIST_PAGE_SIZE = 8;

const place = z.object({ filter: z.enum(listFilters), at: listPosition });
/** A list and the page of it. */
export type ListPlace = z.infer<typeof place>;

/**
 * Where a page button leads.
 * @throws UserError formStale
 */
export function readListPosition(value: string | undefined): ListPlace {
  return readMetadata(value, place);
}

/** One page of complaints, shown to the person who asked only. */
export function listMessage({
  t,
  timeZone,
  now,
  filter,
  page,
  total,
  customerNames,
  reopenedWhy,
}: {
  t: Messages;
  timeZone: string;
  now: Date;
  filter: ListFilter;
  page: Omit<Page<Complaint, ListKey>, 'at'>;
  /** Null: nobody counts them. */
  total: number | null;
  customerNames: ReadonlyMap<string, string>;
  /** Why a complaint was last reopened, by its id. */
  reopenedWhy: ReadonlyMap<string, string>;
}): Rendered {
  const texts = t.complaints.list;
  const title = texts.titles[filter];
  const { rows: complaints, previous, next } = page;
  if (complaints.length === 0) return { text: texts.empty[filter], blocks: [section(texts.empty[filter])] };
  const from = firstOfPage(page, total) + 1;
  const count = texts.count({ from, to: from + complaints.length - 1, total });
  const to = (at: ListPlace['at']) => JSON.stringify({ filter, at } satisfies ListPlace);
  const nav = [
    ...(previous
      ? [button({ text: texts.previous, actionId: actionIds.listBack, value: to(previous) })]
      : []),
    ...(next ? [button({ text: texts.next, actionId: actionIds.listPage, value: to(next) })] : []),
  ];
  const rows = rowsOf({ t, timeZone, now, complaints, customerNames, reopenedWhy });
  return {
    text: `${title}: ${count}`,
    blocks: [section(`*${title}*`), ...rows, context(count), ...(nav.length > 0 ? [actions(nav)] : [])],
  };
}

/** What a name or a number leads to, shown to the person who asked only. */
export function foundMessage({
  query,
  total,
  ...shown
}: Rows & {
  query: string;
  /** As many are found; the rows are the latest of them. */
  total: number;
}): Rendered {
  const { t, complaints } = shown;
  const texts = t.complaints.list;
  const asked = escapeText(shorten(query, 80));
  if (complaints.length === 0) {
    const text = texts.nothingFound(asked);
    return { text, blocks: [section(text)] };
  }
  const title = texts.found(asked);
  const count = texts.count({ from: 1, to: complaints.length, total });
  return { text: `${title}: ${count}`, blocks: [section(`*${title}*`), ...rowsOf(shown), context(count)] };
}

interface Rows {
  t: Messages;
  timeZone: string;
  now: Date;
  complaints: readonly Complaint[];
  customerNames: ReadonlyMap<string, string>;
  /** Why a complaint was last reopened, by its id. */
  reopenedWhy: ReadonlyMap<string, string>;
}

function rowsOf({ t, timeZone, now, complaints, customerNames, reopenedWhy }: Rows): KnownBlock[] {
  const texts = t.complaints.list;
  const at = (instant: Date) => date(instant, t, { timeZone });
  return complaints.map((complaint): KnownBlock => {
    const state = stateOf(complaint.state);
    const words = t.complaints.states[state];
    const done = finalStates.includes(state);
    const line = done
      ? texts.closedLine({ state: words, at: at(complaint.closedAt ?? complaint.registeredAt) })
      : texts.line({ state: words, due: deadline(complaint.solveDueAt, t, { timeZone }) });
    const late = !done && complaint.solveDueAt < now ? ` ${t.complaints.card.overdue}` : '';
    const mark = t.complaints.card.severity[wordOf(severities, complaint.severity)];
    const customer = complaint.customerId ? (customerNames.get(complaint.customerId) ?? null) : null;
    const what = complaintInWords(t, complaint, customer);
    const again = reopenedLines(t, complaint, reopenedWhy.get(complaint.id));
    return section([`${what}${mark ? ` ${mark}` : ''}`, `${line}${late}`, ...again].join('\n'), {
      accessory: button({ text: texts.open, actionId: actionIds.open, value: complaint.id }),
    });
  });
}
