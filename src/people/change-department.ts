import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import { record } from '../db/history.js';
import { UserError } from '../slack/user-error.js';
import { changedFrom, readWorkingHours } from './change-workspace.js';
import { may } from './may.js';
import { departmentById, staffById } from './queries.js';

export interface DepartmentChange {
  departmentId: string;
  /** '' for the standard name */
  name: string;
  /** checked by the caller: Baton can post there */
  channelId: string | null;
  leadId: string | null;
  /** Everybody who belongs to it; who is left out leaves the department. */
  memberIds: readonly string[];
  /** as typed; '' for the workspace's hours */
  workingHours: string;
}

/**
 * Changes a department: name, channel, lead, members, hours (docs/processes.md#people). The lead is a member by
 * that very choice. Returns who left it without going elsewhere, so that they hand over (see staff-left.ts).
 * @throws UserError notAllowed, setupDepartment, setupWorkingHours, setupLeadInactive
 */
export function changeDepartment(ctx: Context, change: DepartmentChange): Promise<{ leftIds: string[] }> {
  return commit(ctx, async (tx) => {
    const { workspaceId } = ctx;
    const department = await departmentById(tx, { workspaceId, departmentId: change.departmentId });
    if (!department) throw new UserError('setupDepartment', { key: '?' });
    if (ctx.actor.type !== 'person' || !may(ctx.actor.staff, 'department.manage', { department })) {
      throw new UserError('notAllowed');
    }
    const lead = change.leadId ? await staffById(tx, { workspaceId, staffId: change.leadId }) : null;
    if (change.leadId && !lead?.active)
      throw new UserError('setupLeadInactive', undefined, { field: 'lead' });

    const data = {
      name: change.name.trim() || null,
      channelId: change.channelId,
      leadId: lead?.id ?? null,
      workingHours: readWorkingHours(change.workingHours),
    };
    await tx.department.update({ where: { id: department.id }, data, select: { id: true } });

    const memberIds = [...new Set([...change.memberIds, ...(lead ? [lead.id] : [])])];
    const left = await tx.staff.findMany({
      where: { workspaceId, departmentId: department.id, id: { notIn: memberIds } },
      select: { id: true },
    });
    const leftIds = left.map(({ id }) => id);
    await tx.staff.updateMany({
      where: { id: { in: leftIds } },
      data: { departmentId: null, role: 'member' },
    });
    await tx.staff.updateMany({
      where: { workspaceId, id: { in: memberIds } },
      data: { departmentId: department.id },
    });
    // A former lead by name steps back; colleagues made leads one by one keep that role.
    if (department.leadId && department.leadId !== lead?.id) {
      await tx.staff.updateMany({ where: { id: department.leadId }, data: { role: 'member' } });
    }
    if (lead) await tx.staff.update({ where: { id: lead.id }, data: { role: 'lead' }, select: { id: true } });
    await record(tx, ctx, {
      subject: { type: 'department', id: department.id },
      event: 'department.changed',
      before: changedFrom(department, data),
      after: { ...data, memberIds, leftIds },
    });
    return { leftIds };
  });
}

/**
 * Adds a department of the company's own (key accounts, after-sales …).
 * @throws UserError notAllowed, setupDepartmentName
 */
export function addDepartment(ctx: Context, { name }: { name: string }): Promise<{ departmentId: string }> {
  return commit(ctx, async (tx) => {
    const { workspaceId } = ctx;
    if (ctx.actor.type !== 'person' || !may(ctx.actor.staff, 'settings.change'))
      throw new UserError('notAllowed');
    const called = name.trim();
    const others = await tx.department.findMany({ where: { workspaceId }, select: { name: true } });
    if (!called || others.some((other) => other.name === called)) {
      throw new UserError('setupDepartmentName', undefined, { field: 'name' });
    }
    const position = others.length;
    const department = await tx.department.create({
      data: { workspaceId, key: `own-${position}-${called}`.slice(0, 60), name: called, position },
    });
    await record(tx, ctx, {
      subject: { type: 'department', id: department.id },
      event: 'department.added',
      after: { name: called },
    });
    return { departmentId: department.id };
  });
}
