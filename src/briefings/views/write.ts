import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { Messages } from '../../messages/index.js';
import { actions, button, context, divider, modal, option, section } from '../../slack/blocks.js';
import { type FormState, optionalChoice, optionalText, readForm } from '../../slack/forms.js';
import { radioInput, textInput } from '../../slack/inputs.js';
import { dateFor, escapeText, type Reading } from '../../slack/text.js';
import { limits, type Part } from '../briefing.js';
import { isLate } from '../publish-briefing.js';
import { type IssueContent, issueBlocks } from './card.js';
import { dayInWords, partBlocks } from './parts.js';

export const writeForm = 'briefing.write-form';

/** What the form carries along; headings are the issue's, whatever happens to the schedule meanwhile. */
export const writeMetadata = z.object({
  scheduleId: z.string().max(100),
  date: z.iso.date(),
  version: z.number().int(),
  out: z.boolean(),
  headings: z.array(z.string().max(200)).max(20),
});
export type WriteMetadata = z.output<typeof writeMetadata>;

/** The form to write, or to correct what is out. */
export function writeView({
  t,
  metadata,
  name,
  publishAt,
  content,
  ready,
  correction,
  meanwhile,
  ...reading
}: {
  t: Messages;
  metadata: WriteMetadata;
  name: string;
  publishAt: Date;
  content: readonly Part[];
  ready: boolean;
  correction?: string;
  /** What somebody else saved since the writer opened the form. */
  meanwhile?: { theirs: readonly Part[]; by: string | null };
} & Reading): ModalView {
  const texts = t.briefings.form;
  const { out } = metadata;
  const about = {
    name: escapeText(name),
    date: dayInWords(metadata.date, t, reading.timeZone),
    at: dateFor(publishAt, t, reading),
  };
  const head = out ? texts.out(about) : publishAt <= reading.now ? texts.overdue(about) : texts.about(about);
  return modal({
    callbackId: writeForm,
    title: out ? texts.correctTitle : texts.title,
    submit: out ? texts.correctSubmit : texts.submit,
    close: t.common.cancel,
    metadata,
    blocks: [
      section(head),
      ...(meanwhile ? theirsBlocks({ t, out, meanwhile }) : []),
      ...content.map(({ heading, text }, index) =>
        textInput({
          name: `part-${index}`,
          label: heading,
          multiline: true,
          optional: true,
          max: limits.part,
          initial: text,
        }),
      ),
      context(texts.length({ max: String(limits.post) })),
      out
        ? textInput({
            name: 'correction',
            label: texts.correction,
            hint: texts.correctionHint,
            max: limits.correction,
            initial: correction,
          })
        : publishAt <= reading.now && !ready
          ? context(texts.afterPreview)
          : radioInput({
              name: 'state',
              label: texts.state,
              options: [option(texts.ready, 'ready'), option(texts.draft, 'draft')],
              initial: ready ? 'ready' : 'draft',
            }),
    ],
  });
}

function theirsBlocks({
  t,
  out,
  meanwhile,
}: {
  t: Messages;
  out: boolean;
  meanwhile: { theirs: readonly Part[]; by: string | null };
}): KnownBlock[] {
  const texts = t.briefings.form;
  const by = meanwhile.by ? escapeText(meanwhile.by) : null;
  return [section(out ? texts.wentOut : texts.changed({ by })), ...partBlocks(meanwhile.theirs), divider()];
}

/** What was typed into the form. */
export function readWriteForm(
  view: FormState,
  { headings, out }: WriteMetadata,
): { content: Part[]; ready: boolean; correction: string } {
  const shape = Object.fromEntries(
    headings.map((_, index) => [`part-${index}`, optionalText({ max: limits.part })] as const),
  );
  const texts = readForm(view, shape);
  const content = headings.map((heading, index) => ({ heading, text: texts[`part-${index}`] ?? '' }));
  if (out) {
    const { correction } = readForm(view, { correction: optionalText({ max: limits.correction }) });
    return { content, ready: true, correction };
  }
  const { state } = readForm(view, { state: optionalChoice(['ready', 'draft']) });
  return { content, ready: state === 'ready', correction: '' };
}

/** How it will look, and when it goes out. */
export function previewView({
  t,
  content,
  channelIds,
  length,
  changed = false,
  ...reading
}: {
  t: Messages;
  content: IssueContent;
  channelIds: readonly string[];
  length: number;
  /** It was to be published, and says something else meanwhile. */
  changed?: boolean;
} & Reading): ModalView {
  const texts = t.briefings.preview;
  const { issue } = content;
  const overdue = issue.state === 'draft' && issue.publishAt <= reading.now;
  const at = dateFor(issue.publishAt, t, reading);
  const channels = channelIds.map((id) => `<#${id}>`).join(t.common.listSeparator);
  const state =
    issue.state === 'published'
      ? texts.published({ channels })
      : issue.state === 'ready'
        ? texts.ready({ at, channels })
        : overdue
          ? texts.overdue({ at, channels })
          : texts.draft({ at });
  return modal({
    callbackId: 'briefing.preview',
    title: texts.title,
    close: t.common.close,
    blocks: [
      ...(changed && overdue ? [section(texts.changed)] : []),
      section(state),
      actions([
        ...(overdue
          ? [
              button({
                text: isLate(issue, reading.now) ? texts.publishLate : texts.publish,
                actionId: 'briefing.publish-late',
                value: JSON.stringify({ briefingId: issue.id, version: issue.version }),
                style: 'primary',
              }),
            ]
          : []),
        button({
          text: texts.edit,
          actionId: 'briefing.edit',
          value: JSON.stringify({ scheduleId: issue.scheduleId, date: issue.date }),
        }),
      ]),
      divider(),
      ...issueBlocks({ t, timeZone: reading.timeZone, content }),
      divider(),
      context(texts.length({ length: String(length), max: String(limits.post) })),
    ],
  });
}
