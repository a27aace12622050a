import type { Button, KnownBlock } from '@slack/types';
import type { Complaint, Department, Duty } from '../../db/types.js';
import { nextSteps } from '../../duties/ladder.js';
import type { Rendered } from '../../feature.js';
import type { Messages } from '../../messages/index.js';
import { departmentName } from '../../people/department-name.js';
import { actions, button, confirmation, context, fields, section } from '../../slack/blocks.js';
import { publicText } from '../../slack/masking.js';
import { deadline, escapeText } from '../../slack/text.js';
import { categories, finalStates, relations, severities, stateOf, wordOf } from '../complaint.js';
import { type ComplaintDutyKind, complaintDutyKinds } from '../complaint-duties.js';
import { isToldTo } from '../recused.js';
import { actionIds } from './ids.js';
import { reopenedLines, stateInWords } from './reopened.js';
import { callBackButton, moreMenu, stepButtons } from './step-buttons.js';
import { quotation } from './typed-text.js';

export interface CardContent {
  complaint: Complaint;
  customerName: string | null;
  registeredBy: string | null;
  department: Department | null;
  central: string | null;
  investigator: string | null;
  /** The number of the complaint that this one was merged into. */
  mergedInto: string | null;
  /** Why it was last reopened. */
  reopenedWhy?: string | undefined;
  /** Open ones, the earliest due first. */
  duties: readonly Duty[];
}

/**
 * The complaint as its channel sees it: the same for everybody, without contact data and without the person
 * complained about; of a complaint about a colleague only where it stands. Names arrive as they are stored.
 */
export function complaintCard({
  t,
  timeZone,
  now,
  content,
}: {
  t: Messages;
  timeZone: string;
  now: Date;
  content: CardContent;
}): Rendered {
  const { complaint, duties } = content;
  const at = (instant: Date) => deadline(instant, t, { timeZone });
  const { text, head, about } = isToldTo('channel', complaint)
    ? openly(t, content)
    : confidentially(t, complaint);
  const state = stateOf(complaint.state);
  const texts = t.complaints.card;
  // What is owed says it already.
  const promiseOwed = duties.some(({ kind }) => kind === 'complaint.promise');
  return {
    text,
    blocks: [
      section(head),
      ...fields([
        ...about,
        [texts.state, stateInWords(t, complaint)],
        [
          texts.promised,
          complaint.promisedAt && !finalStates.includes(state) && !promiseOwed
            ? at(complaint.promisedAt)
            : null,
        ],
        [t.complaintSteps.record.mergedInto, content.mergedInto],
        [texts.next, owed({ t, duties, now, at })],
      ]),
      actions([...buttons({ t, complaint, duties }), ...moreMenu(t, complaint, { now, timeZone })]),
      context(lastLine({ t, complaint, duties, now, at })),
    ],
  };
}

/** What tells one complaint's card from another's; the rest is the same for all. */
interface Told {
  text: string;
  head: string;
  about: [label: string, text: string | null][];
}

/** The person it is about may read the channel: neither content nor who is concerned. */
function confidentially(t: Messages, complaint: Complaint): Told {
  const texts = t.complaints.card;
  const { number } = complaint;
  const severity = texts.severity[wordOf(severities, complaint.severity)];
  return {
    text: texts.confidentialFallback({ number, state: stateInWords(t, complaint) }),
    head: [
      [`*${number}*`, severity].filter(Boolean).join('  '),
      texts.confidential,
      ...reopenedLines(t, complaint),
    ].join('\n'),
    about: [],
  };
}

function openly(t: Messages, content: CardContent): Told {
  const texts = t.complaints.card;
  const { complaint, department } = content;
  const customer = publicText(content.customerName ?? complaint.complainantName);
  const severity = texts.severity[wordOf(severities, complaint.severity)];
  const category = t.complaints.categories[wordOf(categories, complaint.category)];
  const title = [texts.title({ number: complaint.number, category }), severity].filter(Boolean).join('  ');
  const name = (person: string | null) => (person ? escapeText(person) : t.complaints.record.somebody);
  const relation = wordOf(relations, complaint.relation);
  const who =
    relation === 'self' && !content.customerName
      ? customer
      : relation === 'self'
        ? publicText(content.customerName ?? '')
        : `${customer}\n${texts.complainant({
            name: publicText(complaint.complainantName),
            relation: t.complaints.relations[relation],
          })}`;
  return {
    text: texts.fallback({ number: complaint.number, state: stateInWords(t, complaint), customer }),
    head: [
      title,
      quotation(complaint.content, 300),
      ...reopenedLines(t, complaint, content.reopenedWhy),
    ].join('\n'),
    about: [
      [texts.customer, who],
      [texts.registeredBy, name(content.registeredBy)],
      [
        texts.department,
        department && texts.central(escapeText(departmentName(t, department)), name(content.central)),
      ],
      [
        texts.investigator,
        complaint.investigatorId && complaint.investigatorId !== complaint.centralPersonId
          ? name(content.investigator)
          : null,
      ],
    ],
  };
}

function kindOf(duty: Duty): ComplaintDutyKind | null {
  return complaintDutyKinds.find((kind) => kind === duty.kind) ?? null;
}

/** What comes next and by when, one line for each open duty. */
function owed({
  t,
  duties,
  now,
  at,
}: {
  t: Messages;
  duties: readonly Duty[];
  now: Date;
  at: (instant: Date) => string;
}): string | null {
  const lines = duties.flatMap((duty) => {
    const kind = kindOf(duty);
    if (!kind) return [];
    const line = t.complaints.next[kind](at(duty.dueAt));
    return duty.dueAt < now ? `${line} ${t.complaints.card.overdue}` : line;
  });
  return lines.length > 0 ? lines.join('\n') : null;
}

function buttons({
  t,
  complaint,
  duties,
}: {
  t: Messages;
  complaint: Complaint;
  duties: readonly Duty[];
}): Button[] {
  const texts = t.complaints.card;
  const apologyOwed = duties.some((duty) => duty.kind === 'complaint.apology');
  return [
    ...stepButtons(t, complaint),
    ...(apologyOwed
      ? [
          button({
            text: texts.buttons.apology,
            actionId: actionIds.apology,
            value: complaint.id,
            confirm: confirmation(texts.apologyConfirm),
          }),
        ]
      : []),
    ...(duties.some((duty) => duty.kind === 'complaint.call-back') ? [callBackButton(t, complaint.id)] : []),
    button({ text: texts.buttons.open, actionId: actionIds.open, value: complaint.id }),
  ];
}

/** What happens if nobody acts: the rungs still to come of what is due first. */
function lastLine({
  t,
  complaint,
  duties,
  now,
  at,
}: {
  t: Messages;
  complaint: Complaint;
  duties: readonly Duty[];
  now: Date;
  at: (instant: Date) => string;
}): string {
  const texts = t.complaints.card;
  if (finalStates.includes(stateOf(complaint.state)) && duties.length === 0) return texts.finished;
  const rungs: Record<string, (at: string) => string> = texts.rungs;
  const steps = duties
    .flatMap((duty) => nextSteps(duty, now))
    .filter(({ rung }) => rung === 'lead' || rung === 'management')
    .sort((a, b) => a.at.getTime() - b.at.getTime());
  // Several duties tell the same people: each is named once, at the earliest.
  const first = steps.filter((step, index) => steps.findIndex(({ rung }) => rung === step.rung) === index);
  const words = first.flatMap(({ rung, at: instant }) => rungs[rung]?.(at(instant)) ?? []);
  return words.length > 0 ? texts.nobodyActs(words.join(t.common.separator)) : texts.nothingMore;
}

/** A button that opens the record, for direct messages and reminders. */
export function openBlock(t: Messages, complaintId: string): KnownBlock {
  return actions([
    button({ text: t.complaints.card.buttons.open, actionId: actionIds.open, value: complaintId }),
  ]);
}
