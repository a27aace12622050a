/**
 * What tells a request that Slack delivers twice from two requests: an event's id, a view with its hash (a
 * refused form keeps its hash and may be sent again, for refusals are not recorded), a click's time, a
 * command's trigger. Nothing for requests that only read.
 */
export function repeatKeyOf(body: unknown): { repeatKey?: string } {
  const from = body as {
    event_id?: unknown;
    type?: unknown;
    command?: unknown;
    trigger_id?: unknown;
    action_ts?: unknown;
    callback_id?: unknown;
    view?: { id?: unknown; hash?: unknown };
    user?: { id?: unknown };
    actions?: { action_ts?: unknown; action_id?: unknown }[];
  };
  if (typeof from.event_id === 'string') return { repeatKey: `event:${from.event_id}` };
  switch (from.type) {
    case 'view_submission':
      return { repeatKey: `view:${from.view?.id}:${from.view?.hash}` };
    case 'block_actions': {
      const action = from.actions?.[0];
      return { repeatKey: `action:${action?.action_ts}:${action?.action_id}:${from.user?.id}` };
    }
    case 'shortcut':
    case 'message_action':
      return { repeatKey: `shortcut:${from.action_ts}:${from.callback_id}:${from.user?.id}` };
  }
  if (typeof from.command === 'string') return { repeatKey: `command:${from.trigger_id}` };
  return {};
}
