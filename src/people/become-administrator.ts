import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import { record } from '../db/history.js';
import type { Tx } from '../db/types.js';
import { localeOf } from '../messages/index.js';
import { touchEveryHome } from '../outbox/homes.js';
import { ensureSchedules } from '../scheduler/schedules.js';
import { UserError } from '../slack/user-error.js';
import type { Person } from './person.js';
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
    await adoptTheirs(tx, ctx, actor.staff);
    // Everybody's App Home said that nobody had set Baton up.
    await touchEveryHome(tx, ctx);
    return { administrator: true };
  });
}

/** The workspace speaks the first administrator's language and keeps their zone until somebody sets them. */
async function adoptTheirs(tx: Tx, ctx: Context, { locale, timeZone }: Person): Promise<void> {
  const { workspaceId } = ctx;
  const before = await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
  if (before.setupFinishedAt) return;
  const data = {
    locale: localeOf(locale, localeOf(before.locale, 'zh-CN')),
    timeZone: timeZone || before.timeZone,
  };
  if (data.locale === before.locale && data.timeZone === before.timeZone) return;
  await tx.workspace.update({ where: { id: workspaceId }, data, select: { id: true } });
  await record(tx, ctx, {
    subject: { type: 'workspace', id: workspaceId },
    event: 'workspace.changed',
    before: { locale: before.locale, timeZone: before.timeZone },
    after: data,
  });
  await ensureSchedules(tx, ctx);
}

/** Nobody waits for a person whose account was closed: then it is up to Slack's admins and owners. */
async function stillThere(
  tx: Tx,
  { workspaceId, slackUserId }: { workspaceId: string; slackUserId: string | null },
): Promise<string | null> {
  const known = slackUserId ? await findStaff(tx, { workspaceId, slackUserId }) : null;
  return known && !known.active ? null : slackUserId;
}
