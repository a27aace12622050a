import type { WebClient } from '@slack/web-api';
import { askSlack } from '../slack/ask-slack.js';
import type { Asker } from '../slack/asker.js';
import { type Origin, redrawModal, refreshModal, showModalWhenReady } from '../slack/modals.js';
import { UserError } from '../slack/user-error.js';
import { becomeFirstAdministrator } from './become-administrator.js';
import { type ChannelState, checkChannel } from './check-channel.js';
import type { Person } from './person.js';
import { administrators, staffById } from './queries.js';
import { loadSetupState, type SetupState } from './setup-state.js';
import { maySetUp } from './show-view.js';
import { checklist } from './views/checklist.js';

/**
 * Opens the checklist for who may set something up; the first one to ask may become administrator. In the place
 * of a refusal's view if the button was pressed there. Then looks whether Baton still is in the departments'
 * channels, and says so.
 * @throws UserError setupNoAdministrator, setupNotYours, slackSilent
 */
export async function openSetup(
  asker: Asker,
  { client, body }: { client: WebClient; body: Origin },
): Promise<void> {
  const { t } = asker;
  const admitted = admit(asker, client);
  const view = admitted.then((known) => checklist({ ...known, t }));
  const shown =
    body.view?.type === 'modal'
      ? await refreshModal({ client, body, view: await view })
      : await showModalWhenReady({ client, body, t, title: t.people.setup.title, view });
  if (!shown) return;
  const { viewer, state } = await admitted;
  const channels = await lookAtChannels(client, state);
  const faulty = [...channels.values()].some((found) => found !== 'member' && found !== 'unknown');
  if (faulty) await redrawModal(client, { ...shown, view: checklist({ state, viewer, channels, t }) });
}

async function admit(asker: Asker, client: WebClient): Promise<{ viewer: Person; state: SetupState }> {
  const { ctx, staff, workspace } = asker;
  const reader = ctx.services.db.read;
  const workspaceId = workspace.id;
  const before = await administrators(reader, { workspaceId });
  if (before.length === 0) {
    const { user } = await askSlack(client.users.info({ user: staff.slackUserId }));
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
