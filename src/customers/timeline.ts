import { z } from 'zod';
import { type HistoryEntry, historyUntil } from '../db/history.js';
import type { Customer } from '../db/types.js';
import type { TimelineEntry } from '../feature.js';
import { staffByIds } from '../people/queries.js';
import type { Asker } from '../slack/asker.js';
import { fromMarkdown } from '../slack/markdown.js';
import { escapeText } from '../slack/text.js';
import type { NoteKind } from './add-note.js';
import { columnOfRole, ownerRoles, type Stage } from './customer.js';
import { readEdit } from './edit-customer.js';
import { changeLine } from './views/edit.js';

/** Where a page begins: after this entry, which is the last one of the page before. */
export const timelinePlace = z.object({ customerId: z.string(), at: z.iso.datetime(), id: z.string() });
export type TimelinePlace = z.output<typeof timelinePlace>;

export interface Timeline {
  entries: TimelineEntry[];
  /** where the older ones begin; null: there are none */
  older: TimelinePlace | null;
  /** whether these are the latest */
  latest: boolean;
}

const pageSize = 8;
/** So many things may happen to one customer at the same instant. */
const mostAtOnce = 12;

const events = [
  'customer.registered',
  'customer.stage-moved',
  'customer.owner-changed',
  'customer.edited',
  'customer.first-contact',
  'customer.contact-revealed',
  'customer.funding-condition-reached',
  'customer.dormant',
];

/**
 * A page of what happened to a customer, the latest first, whoever recorded it (docs/processes.md#customers): each
 * feature gives its latest before a point, and the latest of those are shown.
 * @param readable whether this person may read what was said and noted
 */
export async function timelineOf(
  asker: Asker,
  { customer, readable, place }: { customer: Customer; readable: boolean; place: TimelinePlace | null },
): Promise<Timeline> {
  const until = place ? new Date(place.at) : asker.ctx.now;
  const of = { customer, until, readable, limit: pageSize + mostAtOnce };
  const told = await Promise.all([
    happened(asker, of),
    notes(asker, of),
    ...asker.ctx.services.features.flatMap(({ timeline }) => timeline?.(asker, of) ?? []),
  ]);
  const all = told.flat().toSorted((a, b) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1));
  const left = place
    ? all.filter(({ at, id }) => at < until || (at.getTime() === until.getTime() && id < place.id))
    : all;
  const entries = left.slice(0, pageSize);
  const last = entries.at(-1);
  const older =
    last && left.length > pageSize
      ? { customerId: customer.id, at: last.at.toISOString(), id: last.id }
      : null;
  return { entries, older, latest: place === null };
}

type Of = Parameters<NonNullable<Asker['ctx']['services']['features'][number]['timeline']>>[1];

/** What was done to the record itself. */
async function happened(asker: Asker, { customer, until, limit, readable }: Of): Promise<TimelineEntry[]> {
  const { workspaceId, services } = asker.ctx;
  const reader = services.db.read;
  const lines = await historyUntil(reader, {
    workspaceId,
    subject: { type: 'customer', id: customer.id },
    events,
    until,
    limit,
  });
  const people = await staffByIds(reader, { workspaceId, staffIds: lines.flatMap(peopleIn) });
  const { t } = asker;
  const name = (staffId: unknown) => {
    const person = people.get(String(staffId));
    return person ? `<@${person.slackUserId}>` : t.common.nobody;
  };
  return lines.map((entry) => ({
    id: entry.id,
    at: entry.at,
    line: lineOf(asker, { entry, customer, readable, name }),
  }));
}

function peopleIn({ actorType, actorId, before, after }: HistoryEntry): (string | null)[] {
  const owners = ownerRoles.flatMap((role) => [before?.[columnOfRole[role]], after?.[columnOfRole[role]]]);
  return [
    actorType === 'person' ? actorId : null,
    ...owners.filter((id): id is string => typeof id === 'string'),
  ];
}

function lineOf(
  { t, ctx }: Asker,
  {
    entry,
    customer,
    readable,
    name,
  }: { entry: HistoryEntry; customer: Customer; readable: boolean; name: (staffId: unknown) => string },
): string {
  const texts = t.customers.timeline;
  const { vault } = ctx.services;
  const { before, after } = entry;
  const who = entry.actorType === 'person' ? name(entry.actorId) : texts.baton;
  switch (entry.event) {
    case 'customer.registered':
      return texts.registered({ who });
    case 'customer.stage-moved': {
      const stage = (side: HistoryEntry['before']) => t.customers.stages[side?.stage as Stage];
      const moved = texts.stage({ who, from: stage(before), to: stage(after) });
      const sealed = after?.reasonSealed;
      if (!readable || !customer.wrappedKey || typeof sealed !== 'string') return moved;
      return `${moved}\n${quoted(vault.open(customer.wrappedKey, sealed))}`;
    }
    case 'customer.owner-changed':
      return ownerRoles
        .filter((role) => after?.[columnOfRole[role]] !== undefined)
        .map((role) =>
          texts.owner({
            role: t.customers.ownerRoles[role],
            from: name(before?.[columnOfRole[role]]),
            to: name(after?.[columnOfRole[role]]),
          }),
        )
        .join('\n');
    case 'customer.edited': {
      if (!customer.wrappedKey) return texts.edited({ who, fields: '' });
      const changed = (after?.changed ?? []) as (keyof typeof t.customers.edit.fields)[];
      const fields = changed.map((field) => t.customers.edit.fields[field]).join(t.common.listSeparator);
      if (!readable) return texts.edited({ who, fields });
      const edit = readEdit(vault, customer.wrappedKey, entry);
      // Contacts are shown by a reveal alone, which is on record.
      const shown = changed.filter((field) => !['phones', 'other', 'address'].includes(field));
      return [
        texts.edited({ who, fields }),
        ...shown.map((field) =>
          changeLine(t, { field, before: edit.before[field], after: edit.after[field] }),
        ),
      ].join('\n');
    }
    case 'customer.first-contact':
      return texts.firstContact({ who });
    case 'customer.contact-revealed':
      return texts.revealed({ who });
    case 'customer.dormant':
      return texts.dormant;
    default:
      return texts.conditionReached({ who });
  }
}

/** What was learned and noted; without the words for those who may not read them. */
async function notes(asker: Asker, { customer, until, limit, readable }: Of): Promise<TimelineEntry[]> {
  const { ctx, t } = asker;
  const { workspaceId, services } = ctx;
  const reader = services.db.read;
  const kept = await reader.customerNote.findMany({
    where: { workspaceId, customerId: customer.id, at: { lte: until } },
    orderBy: { at: 'desc' },
    take: limit,
  });
  const people = await staffByIds(reader, { workspaceId, staffIds: kept.map(({ byId }) => byId) });
  return kept.map(({ id, at, kind, byId, textSealed }) => {
    const by = people.get(byId ?? '');
    const title = t.customers.timeline.noted({
      kind: t.lifeCycle.noteKinds[kind as NoteKind],
      who: by ? `<@${by.slackUserId}>` : t.customers.timeline.baton,
    });
    const text = readable && customer.wrappedKey ? services.vault.open(customer.wrappedKey, textSealed) : '';
    return { id, at, line: text ? `${title}\n${quoted(text)}` : title };
  });
}

/** So much of what was typed is shown in a timeline. */
const longest = 280;

/** What somebody typed, as a quotation cut short. */
export function quoted(text: string): string {
  const cut = [...text];
  const short = cut.length > longest ? `${cut.slice(0, longest).join('')}…` : text;
  return escapeText(fromMarkdown(short))
    .split('\n')
    .map((line) => `>${line}`)
    .join('\n');
}
