import type { WebClient } from '@slack/web-api';
import type { Asker } from '../slack/asker.js';
import { UserError } from '../slack/user-error.js';
import { becomeFirstAdministrator } from './become-administrator.js';
import { type ChannelState, checkChannel } from './check-channel.js';
import type { Person } from './person.js';
import { administrators, staffById } from './queries.js';
import { loadSetupState, type SetupState } from './setup-state.js';
import { maySetUp, type PressedView } from './show-view.js';
import { checklist } from './views/checklist.js';

/**
 * Opens the checklist for who may set something up; the first one to ask may become administrator. In the place
 * of a refusal's view if the button was pressed there. Then looks whether Baton still is in the departments'
 * channels, and says so.
 * @throws UserError setupNoAdministrator, setupNotYours
 */
export async function openSetup(
  asker: Asker,
  { client, triggerId, on }: { client: WebClient; triggerId: string; on: PressedView | undefined },
): Promise<void> {
  const { viewer, state } = await admit(asker, client);
  const view = checklist({ state, viewer, t: asker.t });
  const opened =
    on?.type === 'modal'
      ? await client.views.update({ view_id: on.id, view })
      : await client.views.open({ trigger_id: triggerId, view });

  const channels = await lookAtChannels(client, state);
  const faulty = [...channels.values()].some((found) => found !== 'member' && found !== 'unknown');
  if (!faulty || !opened.view?.id) return;
  await client.views
    .update({
      view_id: opened.view.id,
      ...(opened.view.hash ? { hash: opened.view.hash } : {}),
      view: checklist({ state, viewer, channels, t: asker.t }),
    })
    // Closed, or drawn anew, meanwhile.
    .catch(() => undefined);
}

async function admit(asker: Asker, client: WebClient): Promise<{ viewer: Person; state: SetupState }> {
  const { ctx, staff, workspace } = asker;
  const reader = ctx.services.db.read;
  const workspaceId = workspace.id;
  const before = await administrators(reader, { workspaceId });
  if (before.length === 0) {
    const { user } = await client.users.info({ user: staff.slackUserId });
    await becomeFirstAdministrator(ctx, { slackAdmin: Boolean(user?.is_admin || user?.is_owner) });
  }
  const state = await loadSetupState(reader, { workspaceId });
  const viewer = (await staffById(reader, { workspaceId, staffId: staff.id })) ?? staff;
  if (!maySetUp(viewer, state)) {
    const ids = state.administrators.slice(0, 10).map(({ slackUserId }) => slackUserId);
    throw new UserError('setupNotYours', { administrators: ids });
  }
  return { viewer, state };
}

async function lookAtChannels(client: WebClient, state: SetupState): Promise<Map<string, ChannelState>> {
  const ids = new Set(state.departments.flatMap(({ department }) => department.channelId ?? []));
  // Slack's tier 3 allows fifty a minute.
  const looked = [...ids].slice(0, 20).map(async (channelId) => {
    return [channelId, await checkChannel(client, { channelId, withinMs: 5_000 })] as const;
  });
  return new Map(await Promise.all(looked));
}
