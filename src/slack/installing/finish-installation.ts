import type { OauthV2AccessResponse } from '@slack/web-api';
import { z } from 'zod';
import type { Context, Services } from '../../context.js';
import type { Locale } from '../../messages/index.js';
import { becomeFirstAdministrator } from '../../people/become-administrator.js';
import { ensureWorkspace } from '../../people/ensure-workspace.js';
import { administrators, findStaff } from '../../people/queries.js';
import { welcome } from '../../people/welcome.js';
import { meetStaff, profileOf, unknownProfile } from '../meet-staff.js';
import { writeInstallation } from './installation.js';

const shape = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).optional(),
  expires_in: z.number().positive().optional(),
  app_id: z.string().default(''),
  bot_user_id: z.string().default(''),
  scope: z.string().default(''),
  team: z.object({ id: z.string().min(1), name: z.string().default('') }),
  enterprise: z.object({ id: z.string() }).nullish(),
  authed_user: z.object({ id: z.string() }),
});

/** What Slack gives for a code, read; throws when it is no installation into one workspace. */
export type Grant = z.output<typeof shape>;
export const readGrant = (answer: OauthV2AccessResponse): Grant => shape.parse(answer);

/**
 * Somebody allowed Baton into their workspace: its row, its installation, and they are its first administrator unless
 * it has one (docs/processes.md#setup). Into a workspace that Baton was removed from, all that waited goes on.
 * `locale`: the browser's, for a new workspace whose installer's language Slack does not tell. `realNow`: when the
 * token was given.
 */
export async function finishInstallation(
  services: Services,
  { grant, locale, realNow }: { grant: Grant; locale: Locale; realNow: Date },
): Promise<void> {
  const { db, clock, log, slack } = services;
  const now = clock.now();
  const slackUserId = grant.authed_user.id;
  const { id: workspaceId } = await ensureWorkspace(
    { db, now },
    { enterpriseId: grant.enterprise?.id ?? '', teamId: grant.team.id, name: grant.team.name, locale },
  );
  const ctx: Context = { services, workspaceId, actor: { type: 'system' }, now };
  await db.transaction((tx) =>
    writeInstallation(tx, ctx, {
      facts: {
        appId: grant.app_id,
        botUserId: grant.bot_user_id,
        botId: '',
        scopes: grant.scope,
        installedBySlackId: slackUserId,
      },
      botToken: {
        token: grant.access_token,
        refreshToken: grant.refresh_token ?? null,
        expiresAt: grant.expires_in ? new Date(realNow.getTime() + grant.expires_in * 1000) : null,
      },
    }),
  );
  slack.forget(workspaceId);
  log.info({ workspaceId, slackUserId }, 'Baton was installed');
  if ((await administrators(db.read, { workspaceId })).length === 0)
    await makeAdministrator(ctx, slackUserId);
  services.nudge(workspaceId);
}

async function makeAdministrator(ctx: Context, slackUserId: string): Promise<void> {
  const { services, workspaceId } = ctx;
  const known = await findStaff(services.db.read, { workspaceId, slackUserId });
  const profile = known ? null : await profileOf({ services, workspaceId, slackUserId });
  const staff =
    known ??
    (await meetStaff({
      services,
      workspaceId,
      slackUserId,
      profile: profile ?? unknownProfile,
    }));
  await becomeFirstAdministrator({ ...ctx, actor: { type: 'person', staff } }, { slackAdmin: false });
  await welcome(services, { workspaceId, staff });
}
