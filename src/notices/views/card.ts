import type { KnownBlock, ModalView } from '@slack/types';
import type { Notice } from '../../db/types.js';
import type { Rendered } from '../../feature.js';
import type { Messages } from '../../messages/index.js';
import { actions, button, context, modal, section } from '../../slack/blocks.js';
import { chunks } from '../../slack/chunks.js';
import { textInput } from '../../slack/inputs.js';
import { fromMarkdown, withoutMarks } from '../../slack/markdown.js';
import { date, escapeText } from '../../slack/text.js';
import type { NoticeSource } from '../notice.js';

interface Shown {
  t: Messages;
  timeZone: string;
  notice: Notice;
  relayedBy: string | null;
  receipts: number;
}

/** The post: the same for everybody. */
export function noticeCard(shown: Shown): Rendered {
  const { t, notice } = shown;
  const texts = t.notices;
  const value = notice.id;
  return {
    text: `${texts.sources[notice.source as NoticeSource]}: ${escapeText(notice.title)}`,
    blocks: [
      ...noticeBlocks(shown),
      actions([
        button({ text: texts.acknowledge, actionId: 'notice.acknowledge', value, style: 'primary' }),
        button({ text: texts.copyButton, actionId: 'notice.copy', value }),
        button({ text: texts.whoNot, actionId: 'notice.who-not', value }),
      ]),
    ],
  };
}

/** The same in a modal, from a reminder or the list. */
export function noticeView(shown: Shown & { acknowledged: boolean }): ModalView {
  const { t, notice, acknowledged } = shown;
  const texts = t.notices;
  const value = notice.id;
  return modal({
    callbackId: 'notice.view',
    title: texts.title,
    close: t.common.close,
    blocks: [
      ...noticeBlocks(shown),
      acknowledged
        ? context(texts.acknowledgedByYou)
        : actions([
            button({ text: texts.acknowledge, actionId: 'notice.acknowledge', value, style: 'primary' }),
          ]),
    ],
  });
}

function noticeBlocks({ t, timeZone, notice, relayedBy, receipts }: Shown): KnownBlock[] {
  const texts = t.notices;
  // Escaped, it may be longer than one block holds.
  const body = chunks(fromMarkdown(notice.body), 2900, (piece) => escapeText(piece).length);
  return [
    section(`:loudspeaker: *${texts.sources[notice.source as NoticeSource]}*\n*${escapeText(notice.title)}*`),
    ...body.map((part) => section(escapeText(part))),
    context(
      texts.relayed({
        name: escapeText(relayedBy ?? t.common.unknownPerson),
        at: date(notice.relayedAt, t, { timeZone }),
      }),
      ...(receipts > 0 ? [texts.receipts({ count: receipts })] : []),
    ),
  ];
}

export const copyForm = 'notice.copy-form';

/** Plain text to pass on to brokers and customers. */
export function copyView({ t, notice }: { t: Messages; notice: Notice }): ModalView {
  const texts = t.notices.copy;
  return modal({
    callbackId: copyForm,
    title: texts.title,
    submit: texts.done,
    close: t.common.close,
    blocks: [
      context(texts.about),
      textInput({ name: 'title', label: texts.heading, initial: notice.title }),
      textInput({
        name: 'body',
        label: texts.text,
        multiline: true,
        initial: withoutMarks(notice.body),
      }),
    ],
  });
}

/** The latest notices; only the person who asked sees it. */
export function noticeList({
  t,
  timeZone,
  notices,
  receipts,
}: {
  t: Messages;
  timeZone: string;
  notices: readonly Notice[];
  receipts: ReadonlyMap<string, number>;
}): Rendered {
  const texts = t.notices;
  if (notices.length === 0) return { text: texts.nothing };
  return {
    text: texts.listTitle,
    blocks: [
      section(`*${texts.listTitle}*`),
      ...notices.map((notice) =>
        section(
          `*${escapeText(notice.title)}*\n${[
            texts.sources[notice.source as NoticeSource],
            date(notice.relayedAt, t, { timeZone }),
            texts.receipts({ count: receipts.get(notice.id) ?? 0 }),
          ].join(t.common.separator)}`,
          { accessory: button({ text: texts.open, actionId: 'notice.open', value: notice.id }) },
        ),
      ),
    ],
  };
}
