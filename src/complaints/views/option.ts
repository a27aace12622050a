import type { ComplaintOption } from '../../db/types.js';
import type { Messages } from '../../messages/index.js';
import { fromMarkdown } from '../../slack/markdown.js';
import { deadline, escapeText } from '../../slack/text.js';
import { type Money, moneyInWords } from '../money.js';

/** What an option costs or pays; null when nothing was stated. */
export function costOf({ amountMinor: minor, currency }: ComplaintOption): Money | null {
  return minor === null || currency === null ? null : { minor, currency };
}

/** A way to solve the complaint: what is done, and on a line of its own what it costs, who does it, by when. mrkdwn. */
export function optionInWords({
  t,
  timeZone,
  option,
  who,
}: {
  t: Messages;
  timeZone: string;
  option: ComplaintOption;
  /** Escaped; null: the central person. */
  who: string | null;
}): string {
  const texts = t.complaintSteps;
  const cost = costOf(option);
  const parts = [
    cost ? texts.record.cost(moneyInWords(cost, { locale: t.slack.intlLocale })) : null,
    who,
    option.dueAt ? texts.record.by(deadline(option.dueAt, t, { timeZone })) : null,
  ].filter((part): part is string => part !== null);
  const details = parts.length > 0 ? `\n_${parts.join(t.common.separator)}_` : '';
  return `${texts.propose.option(option.position)}\n${escapeText(fromMarkdown(option.what))}${details}`;
}
