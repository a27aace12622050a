import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import { record } from '../db/history.js';
import type { Department, Staff, Tx } from '../db/types.js';
import { messages } from '../messages/index.js';
import { touchHomes } from '../outbox/homes.js';
import { ensureSchedules } from '../scheduler/schedules.js';
import { UserError } from '../slack/user-error.js';
import { changedFrom, readWorkingHours } from './change-workspace.js';
import { departmentName } from './department-name.js';
import { departmentStamp } from './department-stamp.js';
import { may } from './may.js';
import { departmentKeys, type Person } from './person.js';
import { departmentById, listDepartments, membersOf, staffById, staffByIds } from './queries.js';
import { handOver } from './staff-left.js';

export interface DepartmentChange {
  departmentId: string;
  /** How it stood when the form was opened (department-stamp.ts): what others changed since is not overrun. */
  seen?: string | undefined;
  /** '' for the standard name */
  name: string;
  /** checked by the caller: Baton can post there */
  channelId: string | null;
  leadId: string | null;
  /** Everybody who belongs to it; who is left out leaves the department. */
  memberIds: readonly string[];
  /** as typed; '' for the workspace's hours */
  workingHours: string;
  /** Local time of the digest, `HH:mm`; null for none; left out, it stays as it is. */
  digestAt?: string | null;
}

/**
 * Changes a department: name, channel, lead, members, hours (docs/processes.md#people). The lead becomes a member,
 * unless they belong to another department and lead this one as well. Who leaves this department, or another one
 * for it, hands over (see staff-left.ts): what does not fit into the transaction waits for `finishDepartures`, which
 * the caller calls after the answer. Returns who that was.
 * @throws UserError notAllowed, formStale, setupDepartmentName, setupWorkingHours, setupLeadInactive,
 * setupMemberElsewhere
 */
export function changeDepartment(ctx: Context, change: DepartmentChange): Promise<{ leftIds: string[] }> {
  return commit(ctx, async (tx) => {
    const { workspaceId } = ctx;
    // Locks the row: of two forms sent at once the second sees the first one's change.
    await tx.department.updateMany({
      where: { id: change.departmentId, workspaceId },
      data: { workspaceId },
    });
    const department = await departmentById(tx, { workspaceId, departmentId: change.departmentId });
    if (!department) throw new UserError('formStale');
    if (ctx.actor.type !== 'person' || !may(ctx.actor.staff, 'department.manage', { department })) {
      throw new UserError('notAllowed');
    }
    const members = await membersOf(tx, { workspaceId, departmentId: department.id });
    if (change.seen !== undefined && change.seen !== departmentStamp(department, members)) {
      throw new UserError('formStale');
    }
    const name = change.name.trim();
    const standard = departmentKeys.some((key) => key === department.key);
    if (!name && !standard) throw new UserError('setupDepartmentName', undefined, { field: 'name' });
    if (name) await checkName(tx, { workspaceId, name, departmentId: department.id });
    const lead = change.leadId ? await staffById(tx, { workspaceId, staffId: change.leadId }) : null;
    if (change.leadId && !lead?.active)
      throw new UserError('setupLeadInactive', undefined, { field: 'lead' });
    const data = {
      name: name || null,
      channelId: change.channelId,
      leadId: lead?.id ?? null,
      workingHours: readWorkingHours(change.workingHours),
      digestAt: change.digestAt === undefined ? department.digestAt : change.digestAt,
    };
    await tx.department.update({ where: { id: department.id }, data, select: { id: true } });

    await ensureSchedules(tx, ctx);

    const leadJoins = lead && (lead.departmentId === null || lead.departmentId === department.id);
    const memberIds = [...new Set([...change.memberIds, ...(leadJoins ? [lead.id] : [])])];
    const left = [
      ...(await dismiss(tx, { department, memberIds })),
      ...(await welcome(tx, ctx, { department, memberIds, asker: ctx.actor.staff })),
    ];
    await changeLead(tx, { department, lead });
    for (const [index, departure] of left.entries()) {
      // What the first one has passes on with the change: the transaction stays short.
      await handOver(tx, ctx, { ...departure, deactivated: false, later: index > 0 });
    }
    const leftIds = left.map(({ staff }) => staff.id);
    await touchHomes(tx, ctx, {
      staffIds: [department.leadId, data.leadId, ...leftIds, ...memberIds],
      departmentIds: [department.id],
    });
    await record(tx, ctx, {
      subject: { type: 'department', id: department.id },
      event: 'department.changed',
      before: changedFrom(department, data),
      after: { ...data, memberIds, leftIds },
    });
    return { leftIds };
  });
}

/** Somebody who no longer belongs to a department. */
interface Departure {
  staff: Staff;
  departmentId: string | null;
}

/** Those of the department who are not among its members any more. Deactivated people keep their place. */
async function dismiss(
  tx: Tx,
  { department, memberIds }: { department: Department; memberIds: readonly string[] },
): Promise<Departure[]> {
  const members = await tx.staff.findMany({
    where: { workspaceId: department.workspaceId, departmentId: department.id, active: true },
    orderBy: { id: 'asc' },
  });
  const stay = new Set(memberIds);
  const gone = members.filter(({ id }) => !stay.has(id));
  const ids = gone.map(({ id }) => id);
  await tx.staff.updateMany({ where: { id: { in: ids } }, data: { departmentId: null, role: 'member' } });
  return gone.map((staff) => ({ staff, departmentId: department.id }));
}

/** Takes new members in; they start as members, and no longer lead the department that they come from. */
async function welcome(
  tx: Tx,
  ctx: Context,
  { department, memberIds, asker }: { department: Department; memberIds: readonly string[]; asker: Person },
): Promise<Departure[]> {
  const { workspaceId } = ctx;
  const known = await staffByIds(tx, { workspaceId, staffIds: memberIds });
  const newcomers = [...known.values()].filter((person) => person.departmentId !== department.id);
  const elsewhere = newcomers.filter((person) => person.department);
  const kept = elsewhere.find(
    (person) => !may(asker, 'department.manage', { department: person.department }),
  );
  if (kept?.department) {
    const { name, department: home } = kept;
    throw new UserError('setupMemberElsewhere', { name, department: home }, { field: 'members' });
  }
  await tx.staff.updateMany({
    where: { id: { in: newcomers.map(({ id }) => id) } },
    data: { departmentId: department.id, role: 'member' },
  });
  await tx.department.updateMany({
    where: {
      id: { in: elsewhere.map((person) => person.departmentId ?? '') },
      leadId: { in: elsewhere.map(({ id }) => id) },
    },
    data: { leadId: null },
  });
  return elsewhere.map((staff) => ({ staff, departmentId: staff.departmentId }));
}

/** A former lead by name steps back; colleagues made leads one by one keep that role. */
async function changeLead(
  tx: Tx,
  { department, lead }: { department: Department; lead: Person | null },
): Promise<void> {
  const here = { departmentId: department.id };
  if (department.leadId && department.leadId !== lead?.id) {
    await tx.staff.updateMany({ where: { id: department.leadId, ...here }, data: { role: 'member' } });
  }
  if (lead) await tx.staff.updateMany({ where: { id: lead.id, ...here }, data: { role: 'lead' } });
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
    if (!called) throw new UserError('setupDepartmentName', undefined, { field: 'name' });
    await checkName(tx, { workspaceId, name: called, departmentId: null });
    const position = await tx.department.count({ where: { workspaceId } });
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

/** In no language may two departments read the same. */
async function checkName(
  tx: Tx,
  params: { workspaceId: string; name: string; departmentId: string | null },
): Promise<void> {
  const { workspaceId, name, departmentId } = params;
  const others = (await listDepartments(tx, { workspaceId })).filter(({ id }) => id !== departmentId);
  const taken = others.flatMap((other) => [
    departmentName(messages('en'), other),
    departmentName(messages('zh-CN'), other),
  ]);
  const folded = (text: string) => text.normalize('NFKC').toLowerCase();
  if (taken.some((other) => folded(other) === folded(name))) {
    throw new UserError('setupDepartmentName', undefined, { field: 'name' });
  }
}
