import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { Complaint, Department } from '../../db/types.js';
import type { Messages } from '../../messages/index.js';
import { departmentName } from '../../people/department-name.js';
import type { Person } from '../../people/person.js';
import { actions, button, context, divider, fields, modal, section } from '../../slack/blocks.js';
import { readMetadata } from '../../slack/forms.js';
import { date, deadline, escapeText } from '../../slack/text.js';
import { categories, channels, finalStates, relations, severities, stateOf, wordOf } from '../complaint.js';
import { policyById } from '../policies.js';
import { actionIds, formIds } from './ids.js';
import { pagesOf } from './paged.js';
import { stateInWords } from './reopened.js';
import { callBackButton, moreMenu, stepButtons, withdrawMenu } from './step-buttons.js';
import { type TimelineContent, timelineEntries } from './timeline.js';
import { quotation, titledText } from './typed-text.js';

export interface RecordContent extends TimelineContent {
  complaint: Complaint;
  customerName: string | null;
  people: ReadonlyMap<string, Person>;
  departments: readonly Department[];
  /** Numbers: the complaint that this one was merged into, and those merged into this one. */
  mergedInto: string | null;
  covers: readonly string[];
  /** Service owes the complainant a call. */
  callBackOwed: boolean;
  /** Shown once it was asked for, which is recorded; null: not asked for. '' : none recorded. */
  contact: string | null;
  /** Only what was typed and how it stands: no steps, and no timeline. */
  isOutline: boolean;
}

const position = z.object({
  complaintId: z.string().min(1).max(100),
  page: z.number().int().min(0).max(1_000),
});

/**
 * Where a page button leads.
 * @throws UserError formStale
 */
export function readRecordPosition(value: string | undefined): { complaintId: string; page: number } {
  return readMetadata(value, position);
}

/** The whole record with its timeline, for one person's eyes: on as many pages as it takes. */
export function recordView({
  t,
  timeZone,
  now,
  content,
  page: wanted = 0,
}: {
  t: Messages;
  timeZone: string;
  now: Date;
  content: RecordContent;
  /** From 0; beyond the last one: the last. */
  page?: number;
}): ModalView {
  const { complaint, people } = content;
  const texts = t.complaints.record;
  const nameOf = (id: string | null) => personName(t, people, id);
  const buttons = content.isOutline
    ? withdrawMenu(t, complaint, { now, timeZone })
    : [
        ...stepButtons(t, complaint),
        ...(content.callBackOwed ? [callBackButton(t, complaint.id)] : []),
        ...moreMenu(t, complaint, { now, timeZone }),
      ];
  const pages = pagesOf([
    [
      ...head({ t, timeZone, now, content }),
      ...titledText(texts.content, complaint.content),
      ...titledText(texts.demand, complaint.demand || texts.noDemand),
      ...(complaint.sourceLink ? [context(texts.source(complaint.sourceLink))] : []),
      ...contactBlocks(t, content),
      ...(buttons.length > 0 ? [actions(buttons)] : []),
    ],
    ...findings({ t, timeZone, content }),
    content.isOutline ? [] : [divider(), section(`*${texts.timeline}*`)],
    ...timelineEntries({ t, timeZone, nameOf }, content),
  ]);
  const page = Math.min(wanted, pages.length - 1);
  return modal({
    callbackId: formIds.record,
    title: complaint.number,
    close: texts.close,
    metadata: { complaintId: complaint.id },
    blocks: [...(pages[page] ?? []), ...pageButtons(t, { complaint, page, pages: pages.length })],
  });
}

function pageButtons(
  t: Messages,
  { complaint, page, pages }: { complaint: Complaint; page: number; pages: number },
): KnownBlock[] {
  if (pages === 1) return [];
  const texts = t.complaintSteps.record;
  const to = (target: number) => JSON.stringify({ complaintId: complaint.id, page: target });
  return [
    actions([
      ...(page > 0
        ? [button({ text: texts.previous, actionId: actionIds.recordBack, value: to(page - 1) })]
        : []),
      ...(page < pages - 1
        ? [button({ text: texts.next, actionId: actionIds.recordPage, value: to(page + 1) })]
        : []),
    ]),
    context(texts.page({ page: page + 1, pages })),
  ];
}

function personName(t: Messages, people: ReadonlyMap<string, Person>, id: string | null): string | null {
  if (!id) return null;
  const person = people.get(id);
  return person ? escapeText(person.name) : t.complaints.record.somebody;
}

function head({
  t,
  timeZone,
  now,
  content,
}: {
  t: Messages;
  timeZone: string;
  now: Date;
  content: RecordContent;
}): KnownBlock[] {
  const { complaint, people, departments } = content;
  const texts = t.complaints.record;
  const card = t.complaints.card;
  const state = stateOf(complaint.state);
  const at = (instant: Date | null) => (instant ? date(instant, t, { timeZone }) : null);
  const late = !finalStates.includes(state) && complaint.solveDueAt < now ? ` ${card.overdue}` : '';
  const team = (id: string | null) => {
    const department = departments.find((one) => one.id === id);
    return department ? escapeText(departmentName(t, department)) : null;
  };
  const accused = [
    complaint.accusedStaffId ? mention(people, complaint.accusedStaffId) : null,
    team(complaint.accusedDepartmentId),
  ].filter(Boolean);
  const responsible = team(complaint.departmentId);
  const central = personName(t, people, complaint.centralPersonId);
  return fields([
    [texts.customer, escapeText(content.customerName ?? complaint.complainantName)],
    [
      texts.complainant,
      card.complainant({
        name: escapeText(complaint.complainantName),
        relation: t.complaints.relations[wordOf(relations, complaint.relation)],
      }),
    ],
    [card.state, stateInWords(t, complaint)],
    [t.complaints.reopened.label, complaint.reopenedTimes > 0 ? reopenedOn(t, timeZone, content) : null],
    [texts.deadline, `${deadline(complaint.solveDueAt, t, { timeZone })}${late}`],
    [texts.category, t.complaints.categories[wordOf(categories, complaint.category)]],
    [texts.severity, t.complaints.severities[wordOf(severities, complaint.severity)]],
    [texts.receivedBy, t.complaints.channels[wordOf(channels, complaint.receivedBy)]],
    [texts.receivedAt, at(complaint.receivedAt)],
    [card.registeredBy, personName(t, people, complaint.registeredById)],
    [texts.policy, t.complaints.policies[policyById(complaint.policy).pack]],
    [texts.accused, content.handles && accused.length > 0 ? accused.join(t.common.listSeparator) : null],
    [card.department, responsible && central ? card.central(responsible, central) : responsible],
    [card.investigator, personName(t, people, complaint.investigatorId)],
    [card.promised, at(complaint.promisedAt)],
    [t.complaintSteps.record.mergedInto, content.mergedInto],
    [t.complaintSteps.record.covers, content.covers.join(t.common.listSeparator)],
  ]);
}

/** How often, when last and why. */
function reopenedOn(t: Messages, timeZone: string, { complaint, steps }: RecordContent): string {
  const last = [...steps.values()].findLast(({ event }) => event === 'reopen');
  return [
    t.complaints.reopened.times(complaint.reopenedTimes),
    ...(last ? [date(last.at, t, { timeZone }), quotation(last.text, 300)] : []),
  ].join('\n');
}

/** By mention, which a modal shows without telling anybody: the person may never have met Baton. */
function mention(people: ReadonlyMap<string, Person>, id: string): string | null {
  const person = people.get(id);
  return person ? `<@${person.slackUserId}>` : null;
}

function contactBlocks(t: Messages, { complaint, handles, contact }: RecordContent): KnownBlock[] {
  const texts = t.complaints.record;
  if (!handles) return [];
  if (contact !== null) return [section(`*${texts.contact}*\n${escapeText(contact) || texts.contactNone}`)];
  if (!complaint.contactSealed) return [section(`*${texts.contact}*\n${texts.contactNone}`)];
  return [
    actions([button({ text: texts.reveal, actionId: actionIds.revealContact, value: complaint.id })]),
    context(texts.revealNote),
  ];
}

/** What was judged before steps were kept as rows of their own; since then the timeline shows it. */
function findings({
  t,
  timeZone,
  content: { complaint, steps },
}: {
  t: Messages;
  timeZone: string;
  content: RecordContent;
}): KnownBlock[][] {
  if ([...steps.values()].some(({ event }) => judging.includes(event))) return [];
  const texts = t.complaints.record;
  const how = [
    complaint.explainedBy ? t.complaints.channels[wordOf(channels, complaint.explainedBy)] : null,
    complaint.explainedAt ? date(complaint.explainedAt, t, { timeZone }) : null,
  ].filter((part): part is string => part !== null);
  return [
    complaint.judgement ? titledText(texts.finding, complaint.judgement) : [],
    [
      ...(complaint.explanation ? titledText(texts.explanation, complaint.explanation) : []),
      ...(how.length > 0 ? [context(how.join(t.common.separator))] : []),
    ],
    complaint.customerReaction ? titledText(texts.reaction, complaint.customerReaction) : [],
  ];
}

const judging = ['judge-valid', 'judge-communicative', 'decline', 'answer', 'turn-valid'];
