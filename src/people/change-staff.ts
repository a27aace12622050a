import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import { record } from '../db/history.js';
import type { Tx } from '../db/types.js';
import { touchHomes } from '../outbox/homes.js';
import { UserError } from '../slack/user-error.js';
import { changedFrom } from './change-workspace.js';
import { may } from './may.js';
import type { Person, StaffRole } from './person.js';
import { administrators, staffById } from './queries.js';

/**
 * Changes a colleague's role, capacity weight (hundredths, 0 takes no new customers) and administratorship.
 * Leads change role and weight in their department; only administrators make administrators, and one remains.
 * @throws UserError notAllowed, staffNotFound, setupWeight, setupLastAdministrator
 */
export function changeStaff(
  ctx: Context,
  params: { staffId: string; role: StaffRole; weight: number; admin: boolean },
): Promise<null> {
  return commit(ctx, async (tx) => {
    const { workspaceId } = ctx;
    const staff = await staffById(tx, { workspaceId, staffId: params.staffId });
    if (!staff) throw new UserError('staffNotFound');
    const actor = ctx.actor.type === 'person' ? ctx.actor.staff : null;
    if (!actor || !may(actor, 'department.manage', { department: staff.department }))
      throw new UserError('notAllowed');
    if (params.admin !== staff.admin && !may(actor, 'settings.change')) throw new UserError('notAllowed');
    if (!Number.isInteger(params.weight) || params.weight < 0 || params.weight > 1000) {
      throw new UserError('setupWeight', undefined, { field: 'weight' });
    }
    if (staff.admin && !params.admin) {
      // Locks the administrators' rows: two who remove each other at once wait for one another.
      await tx.staff.updateMany({ where: { workspaceId, admin: true }, data: { admin: true } });
      const others = (await administrators(tx, { workspaceId })).filter(({ id }) => id !== staff.id);
      if (others.length === 0) throw new UserError('setupLastAdministrator', undefined, { field: 'admin' });
    }
    const data = { role: params.role, weight: params.weight, admin: params.admin };
    await tx.staff.update({ where: { id: staff.id }, data, select: { id: true } });
    await keepNamedLead(tx, { staff, role: params.role });
    await touchHomes(tx, ctx, { staffIds: [staff.id], departmentIds: [staff.departmentId] });
    await record(tx, ctx, {
      subject: { type: 'staff', id: staff.id },
      event: 'staff.changed',
      before: changedFrom(staff, data),
      after: data,
    });
    return null;
  });
}

/** The department's named lead follows the role: who steps back is no longer named, the first lead is. */
async function keepNamedLead(tx: Tx, { staff, role }: { staff: Person; role: StaffRole }): Promise<void> {
  const { department } = staff;
  if (!department) return;
  const named = department.leadId === staff.id;
  if (role === 'member' && named) await nameLead(null);
  if (role === 'lead' && !department.leadId) await nameLead(staff.id);

  async function nameLead(leadId: string | null) {
    await tx.department.update({
      where: { id: staff.departmentId ?? '' },
      data: { leadId },
      select: { id: true },
    });
  }
}
