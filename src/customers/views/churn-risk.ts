import type { Customer } from '../../db/types.js';
import type { Rendered } from '../../feature.js';
import type { Messages } from '../../messages/index.js';
import { button, context, section } from '../../slack/blocks.js';
import { countText, date, escapeText } from '../../slack/text.js';

/** Customers who may be leaving, each with a button that opens the record. */
export function churnRiskMessage({
  t,
  customers,
  marks,
  total,
  timeZone,
}: {
  t: Messages;
  customers: readonly Customer[];
  /** what tells them apart */
  marks: ReadonlyMap<string, string>;
  total: number;
  timeZone: string;
}): Rendered {
  const texts = t.customers.churn;
  if (total === 0) return { text: texts.nobody, blocks: [section(texts.nobody)] };
  const title = texts.title({ count: countText(t, total) });
  return {
    text: title,
    blocks: [
      section(`*${title}*`),
      ...customers.map((customer) =>
        section(
          `*${escapeText(customer.name)}*\n${[
            escapeText(marks.get(customer.id) ?? ''),
            ...(customer.tradedAt
              ? [texts.lastTrade(date(customer.tradedAt, t, { timeZone, style: 'date' }))]
              : []),
          ].join(t.common.separator)}`,
          {
            accessory: button({
              text: t.customers.find.open,
              actionId: 'customer.open',
              value: customer.id,
            }),
          },
        ),
      ),
      ...(total > customers.length ? [context(texts.more)] : []),
    ],
  };
}
