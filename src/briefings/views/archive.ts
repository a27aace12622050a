import type { KnownBlock, ModalView } from '@slack/types';
import type { Rendered } from '../../feature.js';
import type { Messages } from '../../messages/index.js';
import { actions, button, context, divider, modal, section } from '../../slack/blocks.js';
import { chunks } from '../../slack/chunks.js';
import { textInput } from '../../slack/inputs.js';
import { fromMarkdown, withoutMarks } from '../../slack/markdown.js';
import { date, dateFor, escapeText, type Reading } from '../../slack/text.js';
import { isEmpty, limits, type Part, readParts } from '../briefing.js';
import { type IssueContent, issueBlocks } from './card.js';
import { dayInWords, partBlocks } from './parts.js';

/** A correction with what stood before. */
export interface Corrected {
  at: Date;
  by: string | null;
  note: string;
  before: readonly Part[];
}

/** An issue as the archive shows it. */
export function issueView({
  t,
  content,
  corrections,
  ...reading
}: { t: Messages; content: IssueContent; corrections: readonly Corrected[] } & Reading): ModalView {
  const { timeZone } = reading;
  const { issue } = content;
  const texts = t.briefings;
  const value = issue.id;
  return modal({
    callbackId: 'briefing.issue',
    title: texts.archive.title,
    close: t.common.close,
    blocks: [
      ...issueBlocks({ t, timeZone, content }),
      context(stateLine({ t, content, reading })),
      ...(issue.state === 'published'
        ? [
            actions([
              button({ text: texts.card.copy, actionId: 'briefing.copy', value }),
              button({ text: texts.card.whoNot, actionId: 'briefing.who-not', value }),
              button({ text: texts.card.correct, actionId: 'briefing.correct', value }),
            ]),
          ]
        : []),
      ...corrections.flatMap(({ at, by, note, before }): KnownBlock[] => [
        divider(),
        context(
          texts.archive.before({
            at: date(at, t, { timeZone }),
            name: escapeText(by ?? t.common.unknownPerson),
            note: escapeText(fromMarkdown(note)),
          }),
        ),
        ...partBlocks(before),
      ]),
    ],
  });
}

function stateLine({
  t,
  content,
  reading,
}: {
  t: Messages;
  content: IssueContent;
  reading: Reading;
}): string {
  const texts = t.briefings;
  const { issue, reads } = content;
  const time = (at: Date) => dateFor(at, t, reading);
  if (issue.state !== 'published' || !issue.publishedAt) {
    const drafted = issue.state === 'draft' && !isEmpty(readParts(issue.content));
    const state = drafted ? texts.drafted : texts.states[issue.state as keyof typeof texts.states];
    return [texts.archive.planned({ at: time(issue.publishAt) }), state].join(t.common.separator);
  }
  return [
    texts.archive.published({ at: time(issue.publishedAt) }),
    ...(issue.late ? [texts.late] : []),
    ...(issue.correctedAt ? [texts.archive.corrected] : []),
    ...(reads > 0 ? [texts.card.reads({ count: reads })] : []),
  ].join(t.common.separator);
}

export const pageSize = 10;

/** A page of issues, newest first; only the person who asked sees it. */
export function listMessage({
  t,
  issues,
  skip,
  title,
  ...reading
}: {
  t: Messages;
  /** One more than a page, where there is more. */
  issues: readonly IssueContent[];
  skip: number;
  title: string;
} & Reading): Rendered {
  const texts = t.briefings.archive;
  const nav = [
    ...(skip > 0
      ? [
          button({
            text: texts.newer,
            actionId: 'briefing.newer',
            value: String(Math.max(0, skip - pageSize)),
          }),
        ]
      : []),
    ...(issues.length > pageSize
      ? [button({ text: texts.older, actionId: 'briefing.older', value: String(skip + pageSize) })]
      : []),
  ];
  return {
    text: title,
    blocks: [
      section(`*${title}*`),
      ...issues
        .slice(0, pageSize)
        .map((content) =>
          section(
            `*${escapeText(content.name)}*${t.common.separator}${dayInWords(content.issue.date, t, reading.timeZone)}\n${stateLine({ t, content, reading })}`,
            { accessory: button({ text: texts.open, actionId: 'briefing.open', value: content.issue.id }) },
          ),
        ),
      ...(nav.length > 0 ? [actions(nav)] : []),
    ],
  };
}

/** Plain text to pass on to customers: in fields, so that it can be copied on every device. */
export function copyView({
  t,
  title,
  content,
}: {
  t: Messages;
  title: string;
  content: readonly Part[];
}): ModalView {
  const texts = t.briefings.copy;
  const plain = [
    title,
    ...content
      .filter(({ text }) => text.trim())
      .map(({ heading, text }) => `${heading}\n${withoutMarks(text.trim())}`),
  ];
  const pieces = chunks(plain.join('\n\n'), limits.part);
  return modal({
    callbackId: copyForm,
    title: texts.title,
    submit: texts.done,
    blocks: [
      context(texts.about),
      ...pieces.map((initial, index) =>
        textInput({
          name: `text-${index}`,
          label: pieces.length > 1 ? texts.part({ number: index + 1 }) : texts.label,
          multiline: true,
          initial,
        }),
      ),
    ],
  });
}

export const copyForm = 'briefing.copy-form';

/** Who has not read it, where a message cannot be shown. */
export function readersView({ t, message }: { t: Messages; message: Rendered }): ModalView {
  return modal({
    callbackId: 'briefing.readers',
    title: t.briefings.archive.title,
    close: t.common.close,
    blocks: message.blocks ?? [section(message.text)],
  });
}
