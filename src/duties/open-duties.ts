import { z } from 'zod';
import { behind, countEach, idsOf } from '../db/branches.js';
import { firstPage, type Page, type PagePosition, pageByKey, positionOf } from '../db/pages.js';
import { join, type Sql, sql } from '../db/sql.js';
import type { Duty, Reader } from '../db/types.js';
import { countLimit, mostCounted } from '../messages/counted.js';

/** Whose open duties. Each is found by an index of its own, which holds nothing but open ones. */
export type DutySource =
  | { ownerId: string }
  /** Of a department, and nobody owns them yet. */
  | { unownedIn: string }
  /** Of a department, with and without owner. */
  | { departmentId: string }
  /** Of no department, but owned by somebody of it. */
  | { membersOf: string }
  /** Of one kind: a department's, or owned by somebody of it. */
  | { kind: string; departmentId: string };

export interface OpenDuties {
  workspaceId: string;
  sources: readonly DutySource[];
  /** Left out: complaints about this person, or about anybody of this department. */
  notAbout?: { staffId: string } | { departmentId: string };
  notKinds?: readonly string[];
  dueFrom?: Date;
  dueBefore?: Date;
}

/** The urgent first, then by what is due earliest. */
const keySchema = z.object({ urgent: z.boolean(), dueAt: z.iso.datetime(), id: z.string().max(64) });
export type DutyKey = z.infer<typeof keySchema>;
export const dutyPosition = positionOf(keySchema);

/** A page of open duties, the urgent first, then the earliest due: two statements, however many are open. */
export function pageOfOpenDuties(
  reader: Reader,
  of: OpenDuties,
  { at = firstPage, size }: { at?: PagePosition<DutyKey>; size: number },
): Promise<Page<Duty, DutyKey>> {
  return pageByKey({
    at,
    size,
    find: (place) => find(reader, of, place),
    keyOf: ({ urgent, dueAt, id }) => ({ urgent, dueAt: dueAt.toISOString(), id }),
  });
}

/** The first of them, as {@link pageOfOpenDuties} orders them. */
export async function firstOpenDuties(reader: Reader, of: OpenDuties, limit: number): Promise<Duty[]> {
  return find(reader, of, { key: null, back: false, take: limit });
}

/** How many of each are open, in one statement; one above {@link mostCounted} stands for any more. */
export async function countOpenDuties<Names extends string>(
  reader: Reader,
  each: Readonly<Record<Names, OpenDuties>>,
): Promise<Record<Names, number>> {
  const names = Object.keys(each) as Names[];
  const counts = await countEach(
    reader,
    Object.fromEntries(names.map((name) => [name, countedRows(each[name])])) as Record<Names, Sql | null>,
  );
  const bounded = names.map((name) => [name, Math.min(counts[name], countLimit)] as const);
  return Object.fromEntries(bounded) as Record<Names, number>;
}

/** How many had to fire before an instant and still wait; one above {@link mostCounted} stands for any more. */
export async function countLateDuties(
  reader: Reader,
  { workspaceId, before }: { workspaceId: string; before: Date },
): Promise<number> {
  const [row] = await reader.$queryRaw<{ n: number | bigint }[]>`
    SELECT COUNT(*) AS "n" FROM (
      SELECT "id" FROM "Duty" WHERE "state" = 'open' AND "workspaceId" = ${workspaceId} AND "nextAt" < ${before}
      LIMIT ${countLimit}
    ) AS "late"`;
  return Number(row?.n ?? 0);
}

interface Place {
  key: DutyKey | null;
  back: boolean;
  take: number;
}

async function find(reader: Reader, of: OpenDuties, place: Place): Promise<Duty[]> {
  const parts = branches(of, place);
  if (parts.length === 0) return [];
  const ids = await reader.$queryRaw<{ id: string }[]>(idsOf(parts, { distinct: false }));
  if (ids.length === 0) return [];
  const duties = await reader.duty.findMany({ where: { id: { in: ids.map(({ id }) => id) } } });
  duties.sort(inOrder);
  if (place.back) duties.reverse();
  return duties.slice(0, place.take);
}

function inOrder(a: Duty, b: Duty): number {
  return (
    Number(b.urgent) - Number(a.urgent) ||
    a.dueAt.getTime() - b.dueAt.getTime() ||
    (a.id < b.id ? -1 : Number(a.id > b.id))
  );
}

function countedRows(of: OpenDuties): Sql | null {
  const parts = branches(of, { key: null, back: false, take: countLimit });
  return parts.length === 0 ? null : idsOf(parts, { distinct: false });
}

/** The first ids of each source, urgent ones and others apart: each walks an index from where it begins. */
function branches(of: OpenDuties, place: Place): Sql[] {
  return of.sources.flatMap((source) =>
    [true, false].flatMap((urgent) => {
      const range = rangeFrom(place, urgent);
      if (!range) return [];
      const order = place.back ? sql`"dueAt" DESC, "id" DESC` : sql`"dueAt", "id"`;
      const conditions = [
        sql`"workspaceId" = ${of.workspaceId}`,
        sql`"state" = 'open'`,
        ...conditionsOf(of.workspaceId, source),
        urgent ? sql`"urgent" = TRUE` : sql`"urgent" = FALSE`,
        ...range,
        ...filters(of),
      ];
      return [
        sql`SELECT "id" FROM "Duty" WHERE ${join(conditions, ' AND ')} ORDER BY ${order} LIMIT ${place.take}`,
      ];
    }),
  );
}

/** What of the urgent ones, or of the others, lies behind the key; null for nothing. */
function rangeFrom({ key, back }: Place, urgent: boolean): Sql[] | null {
  if (!key) return [];
  if (key.urgent !== urgent) return urgent === back ? [] : null;
  return behind('dueAt', { at: new Date(key.dueAt), id: key.id }, back ? 'desc' : 'asc');
}

function conditionsOf(workspaceId: string, source: DutySource): Sql[] {
  if ('ownerId' in source) return [sql`"ownerId" = ${source.ownerId}`];
  if ('unownedIn' in source) return [sql`"departmentId" = ${source.unownedIn}`, sql`"ownerId" IS NULL`];
  if ('membersOf' in source) {
    return [sql`"departmentId" IS NULL`, sql`"ownerId" IN (${staffOf(workspaceId, source.membersOf)})`];
  }
  if ('kind' in source) {
    const { kind, departmentId } = source;
    const theirs = sql`("departmentId" = ${departmentId} OR "departmentId" IS NULL AND "ownerId" IN (${staffOf(workspaceId, departmentId)}))`;
    return [sql`"kind" = ${kind}`, theirs];
  }
  return [sql`"departmentId" = ${source.departmentId}`];
}

function staffOf(workspaceId: string, departmentId: string): Sql {
  return sql`SELECT "id" FROM "Staff" WHERE "workspaceId" = ${workspaceId} AND "departmentId" = ${departmentId}`;
}

function filters({ workspaceId, notAbout, notKinds = [], dueFrom, dueBefore }: OpenDuties): Sql[] {
  return [
    ...(dueFrom ? [sql`"dueAt" >= ${dueFrom}`] : []),
    ...(dueBefore ? [sql`"dueAt" < ${dueBefore}`] : []),
    ...(notKinds.length > 0 ? [sql`"kind" NOT IN (${join([...notKinds])})`] : []),
    ...(notAbout
      ? [
          sql`("subjectType" <> 'complaint' OR "subjectId" NOT IN (${openComplaintsAbout(workspaceId, notAbout)}))`,
        ]
      : []),
  ];
}

function openComplaintsAbout(workspaceId: string, who: { staffId: string } | { departmentId: string }): Sql {
  const accused =
    'staffId' in who
      ? sql`"accusedStaffId" = ${who.staffId}`
      : sql`"accusedStaffId" IN (${staffOf(workspaceId, who.departmentId)})`;
  return sql`SELECT "id" FROM "Complaint" WHERE "workspaceId" = ${workspaceId} AND ${accused} AND "closedAt" IS NULL`;
}
