import type { WebClient } from '@slack/web-api';
import { UserError } from '../slack/user-error.js';
import { within } from '../slack/within.js';

/**
 * Whether Baton can post in a channel: it is a member; it could join (public); the channel is archived; it is
 * private or gone, which Slack does not tell apart; Slack did not say.
 */
export type ChannelState = 'member' | 'joinable' | 'archived' | 'invisible' | 'unknown';

/** A submitted form must be answered within three seconds, its commit included. */
const inSubmissionMs = 1_500;

/** Asks Slack about a channel. Never throws; 'unknown' after `withinMs`. */
export async function checkChannel(
  client: WebClient,
  { channelId, withinMs = inSubmissionMs }: { channelId: string; withinMs?: number },
): Promise<ChannelState> {
  const asked = client.conversations
    .info({ channel: channelId })
    .then(({ channel }): ChannelState => {
      if (!channel || channel.is_im || channel.is_mpim) return 'invisible';
      if (channel.is_archived) return 'archived';
      if (channel.is_member) return 'member';
      return channel.is_private ? 'invisible' : 'joinable';
    })
    .catch((error: unknown) => stateOfError(error));
  return within(asked, withinMs, 'unknown' as const);
}

/**
 * Makes sure that Baton can post in a channel, joining it where it may.
 * @param known what an earlier look at the same channel found
 * @throws UserError setupChannelArchived, setupChannelInvisible, setupChannelUnchecked, at the field `channel`
 */
export async function enterChannel(
  client: WebClient,
  { channelId, known }: { channelId: string; known?: ChannelState | undefined },
): Promise<void> {
  const work = async (): Promise<ChannelState> => {
    const state =
      known === 'member' || known === 'joinable' ? known : await checkChannel(client, { channelId });
    if (state !== 'joinable') return state;
    return client.conversations
      .join({ channel: channelId })
      .then((): ChannelState => 'member')
      .catch((error: unknown) => stateOfError(error));
  };
  const state = await within(work(), inSubmissionMs, 'unknown' as const);
  const at = { field: 'channel' };
  if (state === 'archived') throw new UserError('setupChannelArchived', undefined, at);
  if (state === 'unknown') throw new UserError('setupChannelUnchecked', undefined, at);
  if (state !== 'member') throw new UserError('setupChannelInvisible', undefined, at);
}

function stateOfError(error: unknown): ChannelState {
  const { code, data } = error as { code?: string; data?: { error?: string } };
  if (code !== 'slack_webapi_platform_error') return 'unknown';
  return data?.error === 'is_archived' ? 'archived' : 'invisible';
}
