import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import { record } from '../db/history.js';
import { touchHomes } from '../outbox/homes.js';
import { meetStaff, type Profile } from '../slack/meet-staff.js';
import { UserError } from '../slack/user-error.js';
import { may } from './may.js';
import { partOf } from './part-of.js';
import { departmentById } from './queries.js';

/** How an import went, by Slack ids. */
export interface Imported {
  added: string[];
  /** Were there before. */
  already: string[];
  /** Belong to another department, and stay there. */
  elsewhere: string[];
  /** Apps and closed accounts. */
  leftOut: string[];
}

/**
 * Takes people into a department (docs/processes.md#setup), those of a Slack user group. Whoever belongs to another
 * department stays there: moving somebody is a decision of its own.
 * @throws UserError formStale, notAllowed
 */
export async function importStaff(
  ctx: Context,
  {
    departmentId,
    people,
  }: { departmentId: string; people: readonly { slackUserId: string; profile: Profile }[] },
): Promise<Imported> {
  const { services, workspaceId } = ctx;
  const department = await departmentById(services.db.read, { workspaceId, departmentId });
  if (!department) throw new UserError('formStale');
  if (ctx.actor.type !== 'person' || !may(ctx.actor.staff, 'department.manage', { department })) {
    throw new UserError('notAllowed');
  }
  const leftOut = people.filter(({ profile }) => profile.atWork === false);
  const taken = people.filter(({ profile }) => profile.atWork !== false);
  const ids: string[] = [];
  for (const { slackUserId, profile } of taken) {
    ids.push((await meetStaff({ services, workspaceId, slackUserId, profile })).id);
  }
  return commit(partOf(ctx, 'import'), async (tx) => {
    const found = await tx.staff.findMany({ where: { workspaceId, id: { in: ids } } });
    const free = found.filter((staff) => staff.active && staff.departmentId === null);
    const joining = free.map(({ id }) => id);
    await tx.staff.updateMany({
      where: { id: { in: joining }, departmentId: null },
      data: { departmentId, role: 'member' },
    });
    await record(tx, ctx, {
      subject: { type: 'department', id: departmentId },
      event: 'department.imported',
      after: { memberIds: joining },
    });
    await touchHomes(tx, ctx, { staffIds: joining, departmentIds: [departmentId] });
    const slackIds = (of: typeof found) => of.map(({ slackUserId }) => slackUserId);
    return {
      added: slackIds(free),
      already: slackIds(found.filter((staff) => staff.active && staff.departmentId === departmentId)),
      elsewhere: slackIds(
        found.filter(
          (staff) => staff.active && staff.departmentId !== null && staff.departmentId !== departmentId,
        ),
      ),
      leftOut: [
        ...leftOut.map(({ slackUserId }) => slackUserId),
        ...slackIds(found.filter((staff) => !staff.active)),
      ],
    };
  });
}
