import type { Playground } from '../playground/server/start-playground.js';
import type { RunningBaton } from '../start.js';

/** The local Slack forgets what people chose to read, Baton does not: after a restart each reads on as before. */
export async function recallLanguages(
  { services, workspace }: RunningBaton,
  { ground, act }: Pick<Playground, 'ground' | 'act'>,
): Promise<void> {
  const { people } = ground.world;
  const known = await services.db.read.staff.findMany({
    where: { workspaceId: workspace.id, slackUserId: { in: [...people.keys()] }, active: true },
    select: { slackUserId: true, locale: true },
  });
  for (const { slackUserId, locale } of known) {
    if (locale === '' || people.get(slackUserId)?.locale === locale) continue;
    await act<'editProfile'>(slackUserId, { type: 'editProfile', profile: { locale } });
  }
}
