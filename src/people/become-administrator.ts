import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import { record } from '../db/history.js';
import type { Tx } from '../db/types.js';
import { UserError } from '../slack/user-error.js';
import { administrators, findStaff } from './queries.js';

/**
 * The first administrator of a workspace (docs/processes.md#setup): whoever installed Baton or is named by
 * BATON_ADMIN, else the first Slack admin or owner who runs `/baton setup`. Once there is one, administrators are
 * made by administrators.
 * A deactivated installer is passed over.
 * @returns whether the person now is an administrator
 * @throws UserError setupNoAdministrator: they are none of these and nobody is there to ask
 */
export function becomeFirstAdministrator(
  ctx: Context,
  { slackAdmin }: { slackAdmin: boolean },
): Promise<{ administrator: boolean }> {
  return commit(ctx, async (tx) => {
    const { workspaceId, actor, services } = ctx;
    if (actor.type !== 'person') return { administrator: false };
    if (actor.staff.admin) return { administrator: true };
    if ((await administrators(tx, { workspaceId })).length > 0) return { administrator: false };

    const installation = await tx.installation.findUnique({
      where: { workspaceId },
      select: { installedBySlackId: true },
    });
    const slackId = actor.staff.slackUserId;
    const named = await stillThere(tx, {
      workspaceId,
      slackUserId: services.config.admin ?? installation?.installedBySlackId ?? null,
    });
    if (named ? named !== slackId : !slackAdmin) throw new UserError('setupNoAdministrator', { named });
    await tx.staff.update({ where: { id: actor.staff.id }, data: { admin: true }, select: { id: true } });
    await record(tx, ctx, {
      subject: { type: 'staff', id: actor.staff.id },
      event: 'staff.administrator',
      before: { admin: false },
      after: { admin: true },
    });
    return { administrator: true };
  });
}

/** Nobody waits for a person whose account was closed: then it is up to Slack's admins and owners. */
async function stillThere(
  tx: Tx,
  { workspaceId, slackUserId }: { workspaceId: string; slackUserId: string | null },
): Promise<string | null> {
  const known = slackUserId ? await findStaff(tx, { workspaceId, slackUserId }) : null;
  return known && !known.active ? null : slackUserId;
}
