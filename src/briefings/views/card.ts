import type { KnownBlock } from '@slack/types';
import type { Briefing } from '../../db/types.js';
import type { Rendered } from '../../feature.js';
import type { Messages } from '../../messages/index.js';
import { actions, button, context, section } from '../../slack/blocks.js';
import { fromMarkdown } from '../../slack/markdown.js';
import { date, escapeText } from '../../slack/text.js';
import { graceMs, readParts } from '../briefing.js';
import { dayInWords, partBlocks } from './parts.js';

/** An issue with the names that belong to it. */
export interface IssueContent {
  issue: Briefing;
  name: string;
  writtenBy: string | null;
  correctedBy: string | null;
  reads: number;
}

interface Shown {
  t: Messages;
  timeZone: string;
  content: IssueContent;
}

/** The post: the same for everybody; what a button does depends on who presses it. */
export function briefingCard({ t, timeZone, content }: Shown): Rendered {
  const { issue, name, reads } = content;
  const texts = t.briefings.card;
  const title = `${escapeText(name)}${t.common.separator}${dayInWords(issue.date, t, timeZone)}`;
  const value = issue.id;
  return {
    text: title,
    blocks: [
      ...issueBlocks({ t, timeZone, content }),
      ...(reads > 0 ? [context(texts.reads({ count: reads }))] : []),
      actions([
        button({ text: texts.read, actionId: 'briefing.read', value, style: 'primary' }),
        button({ text: texts.copy, actionId: 'briefing.copy', value }),
        button({ text: texts.whoNot, actionId: 'briefing.who-not', value }),
        button({ text: texts.correct, actionId: 'briefing.correct', value }),
      ]),
    ],
  };
}

/** Title, text and what is to be said about it: for the post, the preview and the archive. */
export function issueBlocks({ t, timeZone, content }: Shown): KnownBlock[] {
  const { issue, name } = content;
  return [
    section(`*${escapeText(name)}*${t.common.separator}${dayInWords(issue.date, t, timeZone)}`),
    ...partBlocks(readParts(issue.content)),
    ...noteBlocks({ t, timeZone, content }),
  ];
}

function noteBlocks({ t, timeZone, content }: Shown): KnownBlock[] {
  const { issue, writtenBy, correctedBy } = content;
  const texts = t.briefings.card;
  const time = (at: Date) => date(at, t, { timeZone });
  const { publishAt, readyAt, publishedAt, late, correctedAt } = issue;
  const lines: string[] = [];
  if (late && readyAt) lines.push(texts.late({ planned: time(publishAt), ready: time(readyAt) }));
  else if (publishedAt && publishedAt.getTime() - publishAt.getTime() >= graceMs) {
    lines.push(texts.delayed({ planned: time(publishAt), posted: time(publishedAt) }));
  }
  if (correctedAt) {
    const note = escapeText(fromMarkdown(issue.correction));
    lines.push(texts.corrected({ at: time(correctedAt), name: escapeText(correctedBy ?? '–'), note }));
  }
  if (writtenBy) lines.push(texts.by({ name: escapeText(writtenBy) }));
  return lines.length > 0 ? [context(...lines)] : [];
}
