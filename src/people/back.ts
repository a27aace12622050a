import { nextWorkingInstant } from '../calendar/working-time.js';
import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import { type Sql, sql } from '../db/sql.js';
import type { Reader, Staff, Tx } from '../db/types.js';
import { countOpenDuties, firstOpenDuties } from '../duties/open-duties.js';
import { describeDuties } from '../duties/reminder.js';
import type { Job, MessageTemplate } from '../feature.js';
import { countLimit } from '../messages/counted.js';
import { enqueue } from '../outbox/enqueue.js';
import { touchHomes } from '../outbox/homes.js';
import { section } from '../slack/blocks.js';
import { workCalendar } from './work-calendar.js';

/** Longer ago an absence has ended when Baton comes back from being down: nobody needs the message any more. */
const stillNewsMs = 7 * 86_400_000;
const mostLines = 5;

/** When somebody's absence ends: one message says what happened meanwhile (docs/processes.md#absence). */
export const backJob: Job = {
  name: 'people.back',
  async next({ services, workspace, after }) {
    const next = await services.db.read.staff.findFirst({
      where: { workspaceId: workspace.id, active: true, awayUntil: { gt: after } },
      orderBy: { awayUntil: 'asc' },
      select: { awayUntil: true },
    });
    return next?.awayUntil ?? null;
  },
  run: ({ services, workspaceId, slot, now }) =>
    tellThoseBack({ services, workspaceId, actor: { type: 'system' }, now }, { slot }),
  late: 'run',
};

/** Everybody whose absence has ended by `slot` and who was not told yet. */
function tellThoseBack(ctx: Context, { slot }: { slot: Date }): Promise<void> {
  return commit(ctx, async (tx) => {
    const { workspaceId } = ctx;
    const back = await tx.staff.findMany({
      where: {
        workspaceId,
        active: true,
        awayFrom: { not: null },
        awayUntil: { gt: new Date(slot.getTime() - stillNewsMs), lte: slot },
      },
    });
    for (const staff of back) await tellBack(tx, ctx, { staff });
    await touchHomes(tx, ctx, {
      staffIds: back.flatMap(({ id, substituteId }) => [id, substituteId]),
      departmentIds: back.map(({ departmentId }) => departmentId),
    });
  });
}

/** Queues the message for the beginning of their next working time, once for each absence; it is rendered then. */
export async function tellBack(tx: Tx, ctx: Context, { staff }: { staff: Staff }): Promise<void> {
  const { workspaceId, now } = ctx;
  const { awayFrom } = staff;
  // Planned and cleared again: they were never away.
  if (!awayFrom || awayFrom > now) return;
  const since = awayFrom.toISOString();
  const calendar = await workCalendar(tx, { workspaceId, departmentId: staff.departmentId });
  const notBefore = ctx.actor.type === 'person' ? now : nextWorkingInstant(calendar, now);
  await enqueue(tx, ctx, {
    key: `people.back:${staff.id}:${since}`,
    destination: { staffId: staff.id },
    template: 'people.back',
    params: { since },
    ...(notBefore > now ? { notBefore } : {}),
  });
}

/** "12 things happened; 3 need you." Nothing at all when nothing did. */
export const backNotice: MessageTemplate = {
  template: 'people.back',
  async render(input) {
    const { reader, workspace, recipient, params, t, now } = input;
    if (!recipient) return null;
    const workspaceId = workspace.id;
    const owed = { workspaceId, sources: [{ ownerId: recipient.id }] };
    const [happened, { need }, first] = await Promise.all([
      happenedSince(reader, { workspaceId, staffId: recipient.id, since: new Date(params.since ?? ''), now }),
      countOpenDuties(reader, { need: owed }),
      firstOpenDuties(reader, owed, mostLines),
    ]);
    if (happened + need === 0) return null;
    const texts = t.people.back;
    const title = texts.title({ happened, need });
    const described = await describeDuties(input, first, { staffId: recipient.id });
    const lines = first.flatMap((duty) => {
      const line = described.get(duty.id)?.line;
      return line ? [`• ${line}`] : [];
    });
    return {
      text: title,
      blocks: [
        section(`*${title}*`),
        ...(lines.length > 0 ? [section(lines.join('\n'))] : []),
        section(texts.home),
      ],
    };
  },
};

/**
 * What others did meanwhile to the customers somebody owns and the records that they owe something about, or owed
 * something until it was done meanwhile; one above `mostCounted` stands for any more.
 */
async function happenedSince(
  reader: Reader,
  { workspaceId, staffId, since, now }: { workspaceId: string; staffId: string; since: Date; now: Date },
): Promise<number> {
  const records = sql`
    SELECT DISTINCT d."subjectType" AS "type", d."subjectId" AS "id" FROM "Duty" d
    WHERE d."workspaceId" = ${workspaceId} AND d."ownerId" = ${staffId} AND d."subjectType" <> 'customer'`;
  const owned = (role: Sql) => sql`
    SELECT 'customer' AS "type", c."id" FROM "Customer" c
    WHERE c."workspaceId" = ${workspaceId} AND c.${role} = ${staffId}`;
  // SQLite keeps the order of a CROSS JOIN, and would else go through the history of the whole company.
  const [row] = await reader.$queryRaw<{ n: bigint | number }[]>(sql`
    SELECT COUNT(*) AS "n" FROM (SELECT h."id" FROM (
      ${records} AND d."closedAt" IS NULL UNION ${records} AND d."closedAt" >= ${since}
      UNION ${owned(sql`"accountManagerId"`)}
      UNION ${owned(sql`"serviceSpecialistId"`)}
      UNION ${owned(sql`"technicalGuideId"`)}
    ) AS theirs
    CROSS JOIN "History" h
    WHERE h."workspaceId" = ${workspaceId} AND h."subjectType" = theirs."type" AND h."subjectId" = theirs."id"
      AND h."at" >= ${since} AND h."at" < ${now} AND (h."actorId" IS NULL OR h."actorId" <> ${staffId})
    LIMIT ${countLimit}) AS counted`);
  return Number(row?.n ?? 0);
}
