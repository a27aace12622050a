import type { Messages } from '../messages/index.js';
import { notInstalled } from './park-all.js';
import { renderFailed } from './send-error.js';

export type Advice = keyof Messages['outbox']['advice'];

/** Errors that last, with what to do about each. */
export const adviceByError: Readonly<Record<string, Advice>> = {
  not_in_channel: 'invite',
  channel_not_found: 'missing',
  is_archived: 'archived',
  restricted_action: 'posting',
  restricted_action_read_only_channel: 'posting',
  restricted_action_thread_only_channel: 'posting',
  restricted_action_non_threadable_channel: 'posting',
  restricted_action_thread_locked: 'posting',
  edit_window_closed: 'posting',
  user_not_found: 'person',
  users_not_found: 'person',
  user_disabled: 'person',
  user_not_visible: 'person',
  cannot_dm_bot: 'person',
  messages_tab_disabled: 'person',
  account_inactive: 'token',
  invalid_auth: 'token',
  not_authed: 'token',
  token_revoked: 'token',
  token_expired: 'token',
  [notInstalled]: 'token',
  missing_scope: 'scope',
  no_permission: 'scope',
  not_allowed_token_type: 'scope',
  msg_blocks_too_long: 'content',
  msg_too_long: 'content',
  invalid_blocks: 'content',
  invalid_blocks_format: 'content',
  no_text: 'content',
  invalid_arguments: 'content',
  [renderFailed]: 'render',
};

/** What an administrator can do about an error (docs.slack.dev/reference/methods/chat.postMessage). */
export function adviceFor(error: string): Advice {
  return adviceByError[error] ?? 'other';
}

/** Errors that a new installation puts right. */
export const installationErrors: readonly string[] = Object.entries(adviceByError)
  .filter(([, advice]) => advice === 'token' || advice === 'scope')
  .map(([error]) => error);
