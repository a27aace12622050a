import type { KnownBlock } from '@slack/types';
import type { Complaint } from '../../db/types.js';
import type { Messages } from '../../messages/index.js';
import { section } from '../../slack/blocks.js';
import { fromMarkdown } from '../../slack/markdown.js';
import { publicText } from '../../slack/masking.js';
import { escapeText, shorten } from '../../slack/text.js';
import { categories, wordOf } from '../complaint.js';

/** The complaint in a line: number, customer, category, whether it was reopened. mrkdwn. */
export function complaintInWords(
  t: Messages,
  complaint: Pick<Complaint, 'number' | 'category' | 'complainantName' | 'reopenedTimes'>,
  customerName: string | null,
): string {
  return t.complaints.what({
    number: complaint.number,
    customer: publicText(customerName ?? complaint.complainantName),
    category: t.complaints.categories[wordOf(categories, complaint.category)],
    reopened: complaint.reopenedTimes,
  });
}

/** What the forms of later steps begin with, so that nobody decides from memory. */
export function summaryBlocks(t: Messages, complaint: Complaint, customerName: string | null): KnownBlock[] {
  const demand = complaint.demand
    ? `\n*${t.complaints.record.demand}*\n${escapeText(shorten(fromMarkdown(complaint.demand), 400))}`
    : '';
  const content = escapeText(shorten(fromMarkdown(complaint.content), 900));
  return [section(`${complaintInWords(t, complaint, customerName)}\n${content}${demand}`)];
}
