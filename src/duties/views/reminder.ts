import type { ActionsBlockElement, KnownBlock } from '@slack/types';
import type { Duty } from '../../db/types.js';
import type { DutyLine, Rendered } from '../../feature.js';
import type { Messages } from '../../messages/index.js';
import { actions, button, context, section } from '../../slack/blocks.js';
import { fromMarkdown } from '../../slack/markdown.js';
import { dateFor, escapeText, type Reading } from '../../slack/text.js';

/** How many things one reminder names; the rest are counted. */
export const mostLines = 10;

/** One thing that a person is reminded of. */
export interface ReminderEntry {
  duty: Duty;
  shown: DutyLine;
  /** 'owner': theirs to do, or to do in place of whom they stand in for; 'escalated': theirs to look after. */
  side: 'owner' | 'escalated';
  /** Who owes it, when that is not the reader. */
  owner: { slackUserId: string } | null;
  /** The word of who handed it over; `by` is a Slack id, null for Baton. */
  handedOver: { by: string | null; word: string | null } | null;
  /** Who asked to be reminded later, until when and why; `by` null: the reader. */
  snooze: { by: { slackUserId: string } | null; until: Date; reason: string } | null;
  /** What happens if nobody acts, where the kind has no words of its own. */
  steps: readonly { tells: 'lead' | 'management' | 'reader'; at: Date }[];
}

/** The one message that names all that is due to one person, the most overdue first: pure. */
export function reminderMessage({
  entries,
  t,
  ...reading
}: { entries: readonly ReminderEntry[]; t: Messages } & Reading): Rendered {
  const { now } = reading;
  const texts = t.duties.reminder;
  const sorted = entries.toSorted((a, b) => a.duty.dueAt.getTime() - b.duty.dueAt.getTime());
  const late = sorted.filter(({ duty }) => duty.dueAt < now).length;
  const title = texts.title({ count: sorted.length, late });
  const when = (instant: Date) => dateFor(instant, t, reading);
  const blocks: KnownBlock[] = [section(`*${title}*`)];
  for (const entry of sorted.slice(0, mostLines)) blocks.push(...entryBlocks({ entry, now, t, when }));
  if (sorted.length > mostLines) blocks.push(context(texts.andMore(sorted.length - mostLines)));
  return { text: title, blocks };
}

function entryBlocks({
  entry,
  now,
  t,
  when,
}: {
  entry: ReminderEntry;
  now: Date;
  t: Messages;
  when: (instant: Date) => string;
}): KnownBlock[] {
  const { duty, shown, side, owner, handedOver, snooze } = entry;
  const texts = t.duties.reminder;
  const who = owner ? `<@${owner.slackUserId}>` : null;
  const about = [duty.dueAt < now ? texts.overdue(when(duty.dueAt)) : texts.due(when(duty.dueAt))];
  if (side === 'owner' && who) about.push(texts.standingInFor(who));
  if (side === 'escalated' && who) about.push(texts.owedBy(who));
  if (!duty.ownerId) about.push(texts.owedByNobody);
  const lines = [shown.line, about.join(t.common.separator)];
  if (handedOver) {
    const by = handedOver.by ? `<@${handedOver.by}>` : null;
    lines.push(
      texts.handedOver({
        who: by,
        word: handedOver.word === null ? null : escapeText(fromMarkdown(handedOver.word)),
      }),
    );
  } else if (side === 'owner' && snooze) {
    const reason = escapeText(fromMarkdown(snooze.reason));
    lines.push(
      snooze.by
        ? texts.snoozedBy({ who: `<@${snooze.by.slackUserId}>`, until: when(snooze.until), reason })
        : texts.snoozed(reason),
    );
  }
  const next = shown.next ?? stepsText(entry, t, when);
  if (next) lines.push(texts.ifNobodyActs(next));

  const elements: ActionsBlockElement[] = [];
  const blocks: KnownBlock[] = [section(lines.join('\n'))];
  if (shown.button?.type === 'actions') elements.push(...shown.button.elements);
  else if (shown.button) blocks.push(shown.button);
  if (side === 'owner') {
    elements.push(button({ text: t.duties.buttons.snooze, actionId: 'duty.snooze', value: duty.id }));
  }
  elements.push(button({ text: t.duties.buttons.handOver, actionId: 'duty.hand-over', value: duty.id }));
  blocks.push(actions(elements));
  return blocks;
}

function stepsText({ steps }: ReminderEntry, t: Messages, when: (instant: Date) => string): string {
  const texts = t.duties.reminder;
  const told = { lead: texts.leadTold, management: texts.managementTold, reader: texts.readerTold };
  return steps.map(({ tells, at }) => told[tells](when(at))).join(t.common.separator);
}
