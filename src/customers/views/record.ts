import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { Customer } from '../../db/types.js';
import type { Feature } from '../../feature.js';
import type { Messages } from '../../messages/index.js';
import type { Affair } from '../../people/may.js';
import type { Person } from '../../people/person.js';
import { actions, button, context, divider, fields, header, modal, section } from '../../slack/blocks.js';
import { fromMarkdown } from '../../slack/markdown.js';
import { escapeText, lastMinuteOf, plainDate } from '../../slack/text.js';
import {
  type Category,
  type Contact,
  type Details,
  ownerOf,
  ownerRoles,
  type Source,
  type Stage,
} from '../customer.js';
import { fromStored } from '../phone.js';
import type { Timeline } from '../timeline.js';

export const recordView = 'customer.record';

export const recordMetadata = z.object({ customerId: z.string() });

export interface CustomerRecord {
  customer: Customer;
  /** what permissions on the customer are judged by */
  affair: Affair;
  owners: ReadonlyMap<string, Person>;
  /** masked numbers: what everybody may see */
  maskedPhones: readonly string[];
  /** set once revealed to this person */
  contact: Contact | null;
  /** what is known of the person, for those who may read it */
  details: Details | null;
  mayReveal: boolean;
  mayMove: boolean;
  mayEdit: boolean;
  firstContactDueAt: Date | null;
  /** a page of what happened */
  timeline: Timeline;
}

/** A customer's record as this person may see it. */
export function customerRecordView({
  t,
  record,
  timeZone,
  offers,
}: {
  t: Messages;
  record: CustomerRecord;
  timeZone: string;
  /** What the features offer to do with a customer. */
  offers: NonNullable<Feature['customerActions']>;
}): ModalView {
  const { customer } = record;
  const texts = t.customers.record;
  const value = customer.id;
  const buttons = [
    ...(record.firstContactDueAt
      ? [button({ text: texts.contacted, actionId: 'customer.contacted', value, style: 'primary' as const })]
      : []),
    ...(record.mayEdit ? [button({ text: texts.edit, actionId: 'customer.edit', value })] : []),
    ...(record.mayMove ? [button({ text: texts.moveStage, actionId: 'customer.move-stage', value })] : []),
    ...offers.map((offer) => button({ text: offer.label(t), actionId: offer.actionId, value })),
  ];
  const blocks: KnownBlock[] = [
    header(customer.name),
    ...fields([
      [texts.stage, stageText(t, customer)],
      [texts.category, t.customers.categories[customer.category as Category]],
      ...ownerRoles.map(
        (role) => [t.customers.ownerRoles[role], ownerText(t, record, ownerOf(customer, role))] as const,
      ),
      [texts.source, t.customers.sources[customer.source as Source]],
      [texts.accountNumber, customer.accountNumber && escapeText(customer.accountNumber)],
      [texts.birthday, customer.birthday],
      [texts.registered, plainDate(customer.createdAt, t, { timeZone, style: 'date' })],
    ]),
    ...contactBlocks(t, record),
    ...[
      [texts.background, record.details?.background],
      [texts.preferences, record.details?.preferences],
      [texts.notes, record.details?.notes],
    ].flatMap(([label, typed]) => (typed ? [section(`*${label}*\n${escapeText(fromMarkdown(typed))}`)] : [])),
  ];
  if (record.firstContactDueAt) {
    blocks.push(
      context(
        texts.firstContactDue({
          at: plainDate(lastMinuteOf(record.firstContactDueAt, timeZone), t, { timeZone }),
        }),
      ),
    );
  }
  if (buttons.length > 0) blocks.push(actions(buttons));
  blocks.push(...timelineBlocks({ t, customer, timeline: record.timeline, timeZone }));
  return modal({
    callbackId: recordView,
    title: texts.title,
    close: t.common.close,
    metadata: { customerId: customer.id },
    blocks,
  });
}

function timelineBlocks({
  t,
  customer,
  timeline,
  timeZone,
}: {
  t: Messages;
  customer: Customer;
  timeline: Timeline;
  timeZone: string;
}): KnownBlock[] {
  const texts = t.customers.timeline;
  const { entries, older, latest } = timeline;
  const turns = [
    ...(latest
      ? []
      : [button({ text: texts.latest, actionId: 'customer.timeline-latest', value: customer.id })]),
    ...(older
      ? [
          button({
            text: texts.older,
            actionId: 'customer.timeline-older',
            value: JSON.stringify(older),
          }),
        ]
      : []),
  ];
  return [
    divider(),
    section(`*${texts.title}*`),
    ...entries.map(({ at, line }) => section(`_${plainDate(at, t, { timeZone })}_\n${line}`)),
    ...(turns.length > 0 ? [actions(turns)] : []),
  ];
}

/** The stage in words, with the dormant flag. */
export function stageText(t: Messages, customer: Pick<Customer, 'stage' | 'dormantSince'>): string {
  const stage = t.customers.stages[customer.stage as Stage];
  return customer.dormantSince ? `${stage}${t.common.separator}${t.customers.dormant}` : stage;
}

function ownerText(t: Messages, record: CustomerRecord, ownerId: string | null): string {
  const owner = ownerId ? record.owners.get(ownerId) : undefined;
  return owner ? `<@${owner.slackUserId}>` : t.common.nobody;
}

function contactBlocks(
  t: Messages,
  { contact, maskedPhones, mayReveal, customer }: CustomerRecord,
): KnownBlock[] {
  const texts = t.customers.record;
  if (contact) {
    return fields([
      [texts.phones, contact.phones.map((phone) => phoneInWords(phone, t)).join('\n')],
      [texts.other, escapeText(contact.other)],
      [texts.address, escapeText(contact.address)],
    ]);
  }
  const masked = maskedPhones.length > 0 ? maskedPhones.join(t.common.listSeparator) : texts.noPhone;
  if (!mayReveal) return [section(`*${texts.phones}*\n${masked}`), context(texts.confidential)];
  return [
    section(`*${texts.phones}*\n${masked}`, {
      accessory: button({ text: texts.reveal, actionId: 'customer.reveal', value: customer.id }),
    }),
  ];
}

function phoneInWords(stored: string, t: Messages): string {
  const { number, extension } = fromStored(stored);
  return extension ? t.customers.record.withExtension({ number, extension }) : number;
}
