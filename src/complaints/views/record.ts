import type { KnownBlock, ModalView } from '@slack/types';
import type { HistoryEntry } from '../../db/history.js';
import type { Complaint, Department } from '../../db/types.js';
import type { Messages } from '../../messages/index.js';
import { departmentName } from '../../people/department-name.js';
import type { Person } from '../../people/person.js';
import { actions, button, context, divider, fields, modal, section } from '../../slack/blocks.js';
import { date, deadline, escapeText } from '../../slack/text.js';
import {
  categories,
  channels,
  communicativeKinds,
  demandJudgements,
  finalStates,
  offeredScreens,
  relations,
  severities,
  stateOf,
  verdicts,
  wordOf,
} from '../complaint.js';
import { policyById } from '../policies.js';
import { actionIds, formIds } from './ids.js';
import { titledText } from './typed-text.js';

export interface RecordContent {
  complaint: Complaint;
  customerName: string | null;
  people: ReadonlyMap<string, Person>;
  departments: readonly Department[];
  /** Newest first. */
  history: readonly HistoryEntry[];
  historyTotal: number;
  /** Those who handle the complaint see whom it concerns and may ask for the contact. */
  handles: boolean;
  /** Shown once it was asked for, which is recorded; null: not asked for. '' : none recorded. */
  contact: string | null;
}

/** The whole record with its timeline, for one person's eyes. */
export function recordView({
  t,
  timeZone,
  now,
  content,
}: {
  t: Messages;
  timeZone: string;
  now: Date;
  content: RecordContent;
}): ModalView {
  const { complaint } = content;
  return modal({
    callbackId: formIds.record,
    title: complaint.number,
    close: t.complaints.record.close,
    metadata: { complaintId: complaint.id },
    blocks: [
      ...head({ t, timeZone, now, content }),
      ...titledText(t.complaints.record.content, complaint.content),
      ...titledText(t.complaints.record.demand, complaint.demand || t.complaints.record.noDemand),
      ...(complaint.sourceLink ? [context(t.complaints.record.source(complaint.sourceLink))] : []),
      ...contactBlocks(t, content),
      ...findings({ t, timeZone, content }),
      ...stepButtons(t, complaint),
      divider(),
      ...timeline({ t, timeZone, content }),
    ],
  });
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
    [card.state, t.complaints.states[state]],
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
  ]);
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

function findings({
  t,
  timeZone,
  content: { complaint },
}: {
  t: Messages;
  timeZone: string;
  content: RecordContent;
}): KnownBlock[] {
  const texts = t.complaints.record;
  const how = [
    complaint.explainedBy ? t.complaints.channels[wordOf(channels, complaint.explainedBy)] : null,
    complaint.explainedAt ? date(complaint.explainedAt, t, { timeZone }) : null,
  ].filter((part): part is string => part !== null);
  return [
    ...(complaint.judgement ? titledText(texts.finding, complaint.judgement) : []),
    ...(complaint.explanation ? titledText(texts.explanation, complaint.explanation) : []),
    ...(how.length > 0 ? [context(how.join(t.common.separator))] : []),
    ...(complaint.customerReaction ? titledText(texts.reaction, complaint.customerReaction) : []),
  ];
}

function stepButtons(t: Messages, complaint: Complaint): KnownBlock[] {
  const state = stateOf(complaint.state);
  const screens = offeredScreens(state);
  if (screens.length === 0) return [];
  const { buttons } = t.complaints.card;
  return [
    actions(
      screens.map((screen) =>
        button({
          text: screen === 'assign' && state === 'investigating' ? buttons.reassign : buttons[screen],
          actionId: actionIds[screen],
          value: complaint.id,
        }),
      ),
    ),
  ];
}

function timeline({
  t,
  timeZone,
  content,
}: {
  t: Messages;
  timeZone: string;
  content: RecordContent;
}): KnownBlock[] {
  const texts = t.complaints.record;
  const lines = content.history.flatMap((entry) => {
    const what = eventInWords(t, entry);
    if (!what) return [];
    const who = entry.actorType === 'person' ? personName(t, content.people, entry.actorId) : texts.baton;
    return [`${date(entry.at, t, { timeZone })}${t.common.separator}${who ?? texts.somebody} ${what}`];
  });
  const earlier = content.historyTotal - content.history.length;
  if (earlier > 0) lines.push(texts.earlier(earlier));
  return [section(`*${texts.timeline}*\n${lines.join('\n')}`)];
}

function eventInWords(t: Messages, { event, after }: HistoryEntry): string | null {
  const texts = t.complaints.record.events;
  switch (event) {
    case 'complaint.registered':
      return texts.registered;
    case 'complaint.judged': {
      const verdict = verdicts.find((word) => word === after?.verdict);
      const kind = communicativeKinds.find((word) => word === after?.kind);
      const demand = demandJudgements.find((word) => word === after?.demand);
      return [
        verdict ? texts.judged(verdict) : null,
        kind ? texts.kind(kind) : null,
        demand ? texts.demand(demand) : null,
      ]
        .filter(Boolean)
        .join(t.common.listSeparator);
    }
    case 'complaint.assigned':
      return texts.assigned;
    case 'complaint.reassigned':
      return texts.reassigned;
    case 'complaint.answered':
      return texts.answered;
    case 'complaint.turned-valid':
      return texts.turnedValid;
    case 'complaint.apologised':
      return texts.apologised;
    case 'complaint.passed-on':
      return texts.passedOn;
    case 'complaint.contact-revealed':
      return texts.revealed;
    default:
      return null;
  }
}
