import type { KnownBlock } from '@slack/types';
import { instantAt } from '../../calendar/local-time.js';
import type { Rendered } from '../../feature.js';
import { mostCounted } from '../../messages/counted.js';
import type { Messages } from '../../messages/index.js';
import { departmentName } from '../../people/department-name.js';
import { context, section } from '../../slack/blocks.js';
import { deadline, escapeText, plainDate } from '../../slack/text.js';
import type { Digest, DigestList } from '../load-digest.js';

/** A department's morning in one message: only what there is; one line when there is nothing. Pings nobody. */
export function digestMessage({
  digest,
  timeZone,
  now,
  t,
}: {
  digest: Digest;
  timeZone: string;
  now: Date;
  t: Messages;
}): Rendered {
  const texts = t.digests.department;
  const { department, overdue, today, waiting, vip, birthdays, figures, days } = digest;
  const onDay = (day: string) => plainDate(instantAt(timeZone, day, '00:00'), t, { timeZone, style: 'date' });
  const title = texts.title({
    department: escapeText(departmentName(t, department)),
    day: plainDate(now, t, { timeZone, style: 'date' }),
  });
  const at = (instant: Date) => deadline(instant, t, { timeZone });
  const more = (total: number, shown: number) =>
    total > shown && total <= mostCounted ? [texts.andMore(total - shown)] : [];
  const listed = (head: string, { lines, total }: DigestList): KnownBlock[] =>
    total === 0
      ? []
      : [
          section(
            [
              head,
              ...lines.map(({ line, dueAt, owner }) =>
                texts.line({
                  what: line,
                  when: at(dueAt),
                  who: owner ? escapeText(owner.name) : texts.nobody,
                }),
              ),
              ...more(total, lines.length),
            ].join('\n'),
          ),
        ];
  const blocks: KnownBlock[] = [
    ...listed(texts.overdue(overdue.total), overdue),
    ...listed(texts.today(today.total), today),
    ...(waiting.total > 0
      ? [
          section(
            [
              texts.waiting(waiting.total),
              ...waiting.lines.map(({ line, state, by }) =>
                texts.handoff({ what: line, from: state, by: at(by) }),
              ),
              ...more(waiting.total, waiting.lines.length),
            ].join('\n'),
          ),
        ]
      : []),
    ...listed(texts.vip(vip.total), vip),
    ...(birthdays.length > 0
      ? [
          section(
            [
              texts.birthdays,
              ...birthdays.map(({ name, day }) =>
                texts.birthday({
                  name: escapeText(name),
                  day: onDay(days.ahead.find((one) => one.endsWith(day)) ?? days.ahead[0] ?? days.today),
                }),
              ),
            ].join('\n'),
          ),
        ]
      : []),
    ...(figures.length > 0
      ? [
          section(
            `${texts.figures({ day: onDay(days.since) })}\n${figures
              .map(({ name, count }) => texts.figure[name](count))
              .join(t.common.separator)}`,
          ),
        ]
      : []),
  ];
  if (blocks.length === 0) {
    const quiet = texts.quiet({ title });
    return { text: quiet, blocks: [section(quiet)] };
  }
  return { text: title, blocks: [section(`*${title}*`), ...blocks, context(texts.setBy)] };
}
