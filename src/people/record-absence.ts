import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import { record } from '../db/history.js';
import type { Tx } from '../db/types.js';
import { UserError } from '../slack/user-error.js';
import { may } from './may.js';
import { staffById } from './queries.js';

/**
 * Records that somebody is away and who stands in (docs/processes.md#absence); without `from` the absence is
 * cleared. For oneself, or a lead for their people. Substitutes may chain, but never back.
 * @throws UserError notAllowed, staffNotFound, absenceOrder, absenceSelf, absenceCycle, absenceInactive
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
    if (from && substituteId) await checkSubstitute(tx, { workspaceId, staffId: staff.id, substituteId });

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
    return null;
  });
}

async function checkSubstitute(
  tx: Tx,
  { workspaceId, staffId, substituteId }: { workspaceId: string; staffId: string; substituteId: string },
): Promise<void> {
  const at = { field: 'substitute' };
  if (substituteId === staffId) throw new UserError('absenceSelf', undefined, at);
  const substitute = await staffById(tx, { workspaceId, staffId: substituteId });
  if (!substitute?.active) throw new UserError('absenceInactive', undefined, at);
  const links = await tx.staff.findMany({
    where: { workspaceId, substituteId: { not: null } },
    select: { id: true, substituteId: true },
  });
  const next = new Map(links.map((link) => [link.id, link.substituteId]));
  const seen = new Set<string>();
  for (let id: string | null | undefined = substituteId; id && !seen.has(id); id = next.get(id)) {
    if (id === staffId) throw new UserError('absenceCycle', { name: substitute.name }, at);
    seen.add(id);
  }
}
