import { countedSoFar } from '../db/count.js';
import { empty, join, raw, type Sql, sql } from '../db/sql.js';
import type { Customer, Reader, VipMembership, VipPresence } from '../db/types.js';
import { stagesInGroup } from './membership.js';
import { vipGroup } from './queries.js';

/** One line of the register. */
export interface RegisterEntry {
  customer: Customer | null;
  membership: VipMembership | null;
  /** set for who is seen in the Slack channel */
  presence: VipPresence | null;
  /** in by the channel's word, or by hand where there is no channel or no known account */
  isIn: boolean;
}

export const registerLists = ['should', 'in', 'not'] as const;
export type RegisterList = (typeof registerLists)[number];
export type RegisterCounts = Record<RegisterList, number>;

/** Where a page begins: after the line with this key or, with `back`, before it. */
export interface PageFrom {
  key: Key;
  back: boolean;
}

/** What a list is ordered by: a name, an instant or a part, then an id. */
export type Key = [string, string];

export interface RegisterPage {
  entries: RegisterEntry[];
  first: Key | null;
  last: Key | null;
  /** whether another page follows */
  more: boolean;
}

interface Row {
  a: string | Date;
  b: string;
}

interface Place {
  workspaceId: string;
  from: PageFrom | null;
  take: number;
}

/**
 * A page of the register (docs/processes.md#vip-group): who should be in, who is in, who should not be in. By key:
 * the hundredth page costs what the first one does.
 */
export async function vipRegister(
  reader: Reader,
  {
    workspaceId,
    list,
    from = null,
    size,
  }: { workspaceId: string; list: RegisterList; from?: PageFrom | null; size: number },
): Promise<RegisterPage> {
  const looks = await looksIntoChannel(reader, workspaceId);
  const place = { workspaceId, from, take: size + 1 };
  const found = await rowsOf[list](reader, place, looks);
  const rows = found.slice(0, size);
  if (from?.back) rows.reverse();
  const keys = rows.map(({ a, b }): Key => [a instanceof Date ? a.toISOString() : a, b]);
  return {
    entries: await entriesOf(reader, { workspaceId, list, keys, looks }),
    first: keys[0] ?? null,
    last: keys.at(-1) ?? null,
    more: from?.back ? true : found.length > size,
  };
}

/** How many each list has; none is counted further than `mostCounted` and one. */
export async function vipCounts(
  reader: Reader,
  { workspaceId }: { workspaceId: string },
): Promise<RegisterCounts> {
  const looks = await looksIntoChannel(reader, workspaceId);
  const { take } = countedSoFar;
  const count = async (rows: Sql) => {
    const [row] = await reader.$queryRaw<{ n: bigint | number }[]>(
      sql`SELECT COUNT(*) AS "n" FROM (${rows} LIMIT ${take}) AS counted`,
    );
    return Number(row?.n ?? 0);
  };
  const should = await reader.customer.count({
    where: { workspaceId, erasedAt: null, stage: { in: [...stagesInGroup] } },
    ...countedSoFar,
  });
  const isIn = await count(sql`SELECT m."id" ${joined(workspaceId, looks)}`);
  const leaving = await count(sql`SELECT m."id" ${removing(workspaceId, looks)}`);
  const unknown = looks ? await count(sql`SELECT p."slackUserId" ${strangers(workspaceId)}`) : 0;
  return { should, in: isIn, not: leaving + unknown };
}

async function looksIntoChannel(reader: Reader, workspaceId: string): Promise<boolean> {
  return (await vipGroup(reader, { workspaceId }))?.kind === 'slack';
}

/** Who has a known account is in when the channel says so; who has none, by hand. */
const joined = (workspaceId: string, looks: boolean): Sql => sql`
  FROM "VipMembership" m WHERE m."workspaceId" = ${workspaceId} AND m."state" = 'joined' ${
    looks
      ? sql`AND (m."slackUserId" IS NULL OR EXISTS (
          SELECT 1 FROM "VipPresence" p
          WHERE p."workspaceId" = m."workspaceId" AND p."slackUserId" = m."slackUserId"))`
      : empty
  }`;

/** Who is to be taken out and does not stand among the strangers anyway. */
const removing = (workspaceId: string, looks: boolean): Sql => sql`
  FROM "VipMembership" m WHERE m."workspaceId" = ${workspaceId} AND m."state" = 'removing' ${
    looks
      ? sql`AND NOT EXISTS (
          SELECT 1 FROM "VipPresence" p
          WHERE p."workspaceId" = m."workspaceId" AND p."slackUserId" = m."slackUserId" AND p."kind" = 'outsider'
            AND NOT EXISTS (${expected(sql`p`)}))`
      : empty
  }`;

/** Seen in the channel, no colleague, and no account of a customer who belongs there. */
const strangers = (workspaceId: string): Sql => sql`
  FROM "VipPresence" p WHERE p."workspaceId" = ${workspaceId} AND p."kind" = 'outsider'
  AND NOT EXISTS (${expected(sql`p`)})`;

const expected = (presence: Sql): Sql => sql`
  SELECT 1 FROM "VipMembership" e
  WHERE e."workspaceId" = ${presence}."workspaceId" AND e."slackUserId" = ${presence}."slackUserId"
    AND e."state" IN ('wanted', 'invited', 'joined')`;

/** The rows after (or, going back, before) a key, in the order that they are reached. */
const rowsOf: Record<RegisterList, (reader: Reader, place: Place, looks: boolean) => Promise<Row[]>> = {
  async should(reader, { workspaceId, from, take }) {
    const rows: Row[] = [];
    // A statement for each stage: the index has them in the order of the list.
    for (const stage of stagesInGroup) {
      const page = keyed({
        columns: [sql`"nameKey"`, sql`"id"`],
        key: from?.key ?? null,
        from,
        downwards: false,
      });
      rows.push(
        ...(await reader.$queryRaw<Row[]>(sql`
          SELECT "nameKey" AS "a", "id" AS "b" FROM "Customer"
          WHERE "workspaceId" = ${workspaceId} AND "stage" = ${stage} AND "erasedAt" IS NULL
          ${page.after} ${page.order} LIMIT ${take}`)),
      );
    }
    const sign = from?.back ? -1 : 1;
    return rows.sort((x, y) => sign * compare(x, y)).slice(0, take);
  },

  in(reader, { workspaceId, from, take }, looks) {
    const key = from ? ([new Date(from.key[0]), from.key[1]] as const) : null;
    const page = keyed({ columns: [sql`m."joinedAt"`, sql`m."id"`], key, from, downwards: true });
    return reader.$queryRaw<Row[]>(sql`
      SELECT m."joinedAt" AS "a", m."id" AS "b" ${joined(workspaceId, looks)}
      ${page.after} ${page.order} LIMIT ${take}`);
  },

  async not(reader, { workspaceId, from, take }, looks) {
    const part = async (name: 'leaving' | 'stranger', rows: Sql, id: Sql): Promise<Row[]> => {
      // Strangers come after those who are leaving.
      const before = from !== null && name < from.key[0];
      const after = from !== null && name > from.key[0];
      if (from?.back ? after : before) return [];
      const key = from && name === from.key[0] ? ([from.key[1]] as const) : null;
      const page = keyed({ columns: [id], key, from, downwards: false });
      const found = await reader.$queryRaw<{ b: string }[]>(
        sql`SELECT ${id} AS "b" ${rows} ${page.after} ${page.order} LIMIT ${take}`,
      );
      return found.map(({ b }) => ({ a: name, b }));
    };
    const leaving = await part('leaving', removing(workspaceId, looks), sql`m."id"`);
    const unknown = looks ? await part('stranger', strangers(workspaceId), sql`p."slackUserId"`) : [];
    return (from?.back ? [...unknown, ...leaving] : [...leaving, ...unknown]).slice(0, take);
  },
};

/** The condition and the order of a page by key. `downwards`: the list itself runs from the greatest key. */
function keyed({
  columns,
  key,
  from,
  downwards,
}: {
  columns: readonly Sql[];
  key: readonly (string | Date)[] | null;
  from: PageFrom | null;
  downwards: boolean;
}): { after: Sql; order: Sql } {
  const descending = downwards !== (from?.back ?? false);
  const direction = raw(descending ? 'DESC' : 'ASC');
  return {
    after: key ? sql`AND (${join([...columns])}) ${raw(descending ? '<' : '>')} (${join([...key])})` : empty,
    order: sql`ORDER BY ${join(columns.map((column) => sql`${column} ${direction}`))}`,
  };
}

function compare(x: Row, y: Row): number {
  const bytes = Buffer.compare(Buffer.from(String(x.a)), Buffer.from(String(y.a)));
  return bytes || (x.b < y.b ? -1 : 1);
}

async function entriesOf(
  reader: Reader,
  {
    workspaceId,
    list,
    keys,
    looks,
  }: { workspaceId: string; list: RegisterList; keys: readonly Key[]; looks: boolean },
): Promise<RegisterEntry[]> {
  const ids = keys.map(([, id]) => id);
  const accounts = keys.flatMap(([part, id]) => (list === 'not' && part === 'stranger' ? [id] : []));
  const memberships = await reader.vipMembership.findMany({
    where: list === 'should' ? { workspaceId, customerId: { in: ids } } : { id: { in: ids } },
  });
  // A statement of its own: with an OR SQLite would go through all memberships.
  if (accounts.length > 0) {
    const theirs = { workspaceId, slackUserId: { in: accounts } };
    memberships.push(...(await reader.vipMembership.findMany({ where: theirs })));
  }
  const [customers, presences] = await Promise.all([
    reader.customer.findMany({
      where: { id: { in: list === 'should' ? ids : memberships.map(({ customerId }) => customerId) } },
    }),
    reader.vipPresence.findMany({
      where: {
        workspaceId,
        slackUserId: { in: [...accounts, ...memberships.flatMap((one) => one.slackUserId ?? [])] },
      },
    }),
  ]);
  const presenceOf = (account: string | null | undefined) =>
    looks ? (presences.find(({ slackUserId }) => slackUserId === account) ?? null) : null;
  return keys.map(([, id]): RegisterEntry => {
    const membership =
      memberships.find((one) => (list === 'should' ? one.customerId === id : one.id === id)) ??
      memberships.find(({ slackUserId }) => slackUserId === id) ??
      null;
    const customerId = list === 'should' ? id : membership?.customerId;
    const customer = customers.find((one) => one.id === customerId) ?? null;
    const presence = presenceOf(accounts.includes(id) ? id : membership?.slackUserId);
    const isIn = accounts.includes(id)
      ? true
      : membership?.state === 'joined' && (!looks || !membership.slackUserId || presence !== null);
    return { customer, membership, presence, isIn };
  });
}
