import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import { record } from '../db/history.js';
import type { Tx } from '../db/types.js';
import { enqueue } from '../outbox/enqueue.js';
import { touchHomes } from '../outbox/homes.js';
import { ensureSchedules } from '../scheduler/schedules.js';
import { UserError } from '../slack/user-error.js';
import { tellBack } from './back.js';
import { may } from './may.js';
import { staffById } from './queries.js';

/**
 * Records that somebody is away and who stands in (docs/processes.md#absence); without `from` the absence is
 * cleared. For oneself, or a lead for their people. Substitutes may chain, but never back.
 * @throws UserError notAllowed, staffNotFound, absenceOrder, absenceSelf, absenceCycle, absenceInactive, absenceStranger
 */
export function recordAbsence(
  ctx: Context,
  params: { staffId: string; from: Date | null; until: Date | null; substituteId: string | null },
): Promise<null> {
  return commit(ctx, async (tx) => {
    const { workspaceId } = ctx;
    const staff = await staffById(tx, { workspaceId, staffId: params.staffId });
    if (!staff) throw new UserError('staffNotFound');
    const affair = { ownerIds: [staff.id], department: staff.department };
    if (ctx.actor.type !== 'person' || !may(ctx.actor.staff, 'absence.record', affair))
      throw new UserError('notAllowed');
    const { from, until, substituteId } = params;
    if (from && until && until <= from) throw new UserError('absenceOrder', undefined, { field: 'until' });
    if (until && until <= ctx.now) throw new UserError('absenceOrder', undefined, { field: 'until' });
    if (from && substituteId) {
      await checkSubstitute(tx, { workspaceId, staffId: staff.id, from, until, substituteId });
    }

    const data = from
      ? { awayFrom: from, awayUntil: until, substituteId }
      : { awayFrom: null, awayUntil: null, substituteId: null };
    await tx.staff.update({ where: { id: staff.id }, data, select: { id: true } });
    await record(tx, ctx, {
      subject: { type: 'staff', id: staff.id },
      event: from ? 'staff.away' : 'staff.back',
      before: { awayFrom: staff.awayFrom, awayUntil: staff.awayUntil, substituteId: staff.substituteId },
      after: data,
    });
    // Who stood in, who does now, and the colleagues who see who is on.
    await touchHomes(tx, ctx, {
      staffIds: [staff.id, staff.substituteId, data.substituteId],
      departmentIds: [staff.departmentId],
    });
    await ensureSchedules(tx, ctx);
    if (!from) await tellBack(tx, ctx, { staff });
    if (data.awayFrom && data.substituteId && data.substituteId !== staff.id) {
      await enqueue(tx, ctx, {
        key: `people.standing-in:${staff.id}:${data.substituteId}:${ctx.now.toISOString()}`,
        destination: { staffId: data.substituteId },
        template: 'people.standing-in',
        params: { staffId: staff.id },
      });
    }
    return null;
  });
}

async function checkSubstitute(
  tx: Tx,
  {
    workspaceId,
    staffId,
    from,
    until,
    substituteId,
  }: { workspaceId: string; staffId: string; from: Date; until: Date | null; substituteId: string },
): Promise<void> {
  const at = { field: 'substitute' };
  if (substituteId === staffId) throw new UserError('absenceSelf', undefined, at);
  const substitute = await staffById(tx, { workspaceId, staffId: substituteId });
  if (!substitute?.active) throw new UserError('absenceInactive', undefined, at);
  if (!substitute.departmentId && !substitute.admin) throw new UserError('absenceStranger', undefined, at);
  // Only those who are away at the same time: a substitute from a former absence leads nowhere.
  const links = await tx.staff.findMany({
    where: {
      workspaceId,
      substituteId: { not: null },
      ...(until ? { awayFrom: { lt: until } } : { awayFrom: { not: null } }),
      OR: [{ awayUntil: null }, { awayUntil: { gt: from } }],
    },
    select: { id: true, substituteId: true },
  });
  const next = new Map(links.map((link) => [link.id, link.substituteId]));
  const seen = new Set<string>();
  for (let id: string | null | undefined = substituteId; id && !seen.has(id); id = next.get(id)) {
    if (id === staffId) throw new UserError('absenceCycle', { name: substitute.name }, at);
    seen.add(id);
  }
}
