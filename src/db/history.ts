import type { Context } from '../context.js';
import { insertMany, newId } from './insert-many.js';
import type { History, Reader, Tx } from './types.js';

export interface Subject {
  /** complaint | customer | handoff | duty | staff … */
  type: string;
  id: string;
}

/** A line of a record's history, its values read. */
export interface HistoryEntry {
  id: string;
  event: string;
  actorType: 'person' | 'system' | 'api';
  /** Staff id of a person, name of an API client, null for Baton itself. */
  actorId: string | null;
  before: Readonly<Record<string, unknown>> | null;
  after: Readonly<Record<string, unknown>> | null;
  /** Business time, UTC. */
  at: Date;
}

/** A line to be added: ids and plain values only, never contact data, and no text that may hold it. */
export interface NewEntry {
  subject: Subject;
  event: string;
  before?: object | undefined;
  after?: object | undefined;
}

type Recording = Pick<Context, 'workspaceId' | 'actor' | 'now'>;

/**
 * Adds a line to the append-only history, in the use-case's transaction. Give ids and plain values only:
 * never contact data, and no text that may hold it, for the line can never be removed.
 */
export async function record(tx: Tx, ctx: Recording, entry: NewEntry): Promise<void> {
  // One statement, which gives back no more than the id.
  await tx.history.create({ select: { id: true }, data: rowOf(ctx, entry) });
}

/** Adds lines about many records at once: one statement for hundreds of them. */
export async function recordAll(tx: Tx, ctx: Recording, entries: readonly NewEntry[]): Promise<void> {
  await insertMany(
    tx,
    'History',
    entries.map((entry) => ({ id: newId(), ...rowOf(ctx, entry) })),
  );
}

function rowOf(ctx: Recording, { subject, event, before, after }: NewEntry) {
  return {
    workspaceId: ctx.workspaceId,
    subjectType: subject.type,
    subjectId: subject.id,
    event,
    actorType: ctx.actor.type,
    actorId: actorId(ctx),
    before: before === undefined ? null : JSON.stringify(before),
    after: after === undefined ? null : JSON.stringify(after),
    at: ctx.now,
  };
}

function actorId({ actor }: Pick<Context, 'actor'>): string | null {
  if (actor.type === 'person') return actor.staff.id;
  return actor.type === 'api' ? actor.name : null;
}

/** The latest lines of a record's history, newest first; of one event, or all. */
export async function historyOf(
  reader: Reader,
  {
    workspaceId,
    subject,
    event,
    limit,
  }: { workspaceId: string; subject: Subject; event?: string; limit: number },
): Promise<HistoryEntry[]> {
  const rows = await reader.history.findMany({
    where: { workspaceId, subjectType: subject.type, subjectId: subject.id, ...(event ? { event } : {}) },
    // Ids are drawn in ascending order: they tell lines of one transaction apart.
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: limit,
  });
  return rows.map(entry);
}

/** The latest lines of a record's history that are of some events, at an instant or before it; newest first. */
export async function historyUntil(
  reader: Reader,
  {
    workspaceId,
    subject,
    events,
    until,
    limit,
  }: { workspaceId: string; subject: Subject; events: readonly string[]; until: Date; limit: number },
): Promise<HistoryEntry[]> {
  const rows = await reader.history.findMany({
    where: {
      workspaceId,
      subjectType: subject.type,
      subjectId: subject.id,
      event: { in: [...events] },
      at: { lte: until },
    },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: limit,
  });
  return rows.map(entry);
}

/** The latest lines of one event in a workspace, newest first. */
export async function historyOfEvent(
  reader: Reader,
  { workspaceId, event, limit }: { workspaceId: string; event: string; limit: number },
): Promise<HistoryEntry[]> {
  const rows = await reader.history.findMany({
    where: { workspaceId, event },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: limit,
  });
  return rows.map(entry);
}

function entry({ id, event, actorType, actorId, before, after, at }: History): HistoryEntry {
  return {
    id,
    event,
    actorType: actorType as HistoryEntry['actorType'],
    actorId,
    before: before === null ? null : JSON.parse(before),
    after: after === null ? null : JSON.parse(after),
    at,
  };
}
