/** What tells one request from another; see commit() and oncePerForm(). */
export interface RequestKeys {
  /** The same for each delivery of one request, and for no other one. */
  repeatKey?: string;
  /** The same for each submission of one form as it stood, whatever was entered. */
  formKey?: string;
}

interface Body {
  event_id?: unknown;
  type?: unknown;
  command?: unknown;
  text?: unknown;
  trigger_id?: unknown;
  action_ts?: unknown;
  callback_id?: unknown;
  user_id?: unknown;
  view?: { id?: unknown; hash?: unknown; private_metadata?: unknown; state?: { values?: unknown } };
  user?: { id?: unknown };
  channel?: { id?: unknown };
  message?: { ts?: unknown };
  actions?: readonly { action_ts?: unknown; action_id?: unknown }[];
}

/**
 * What tells a request that Slack delivers twice from two requests: an event's id; who sends a form, with its hash
 * (a refused one keeps its hash and may be sent again, for refusals are not recorded) and all that was entered; who
 * clicks, when, on what and with what value; a command's trigger and text. Nothing for requests that only read.
 *
 * @param digest keyed: what was entered may be a phone number, and the keys are stored
 */
export function repeatKeyOf(body: unknown, digest: (text: string) => string): RequestKeys {
  const from = body as Body;
  const of = (...content: unknown[]) => digest(JSON.stringify(content, sorted));
  if (typeof from.event_id === 'string') return { repeatKey: `event:${from.event_id}` };
  const user = from.user?.id;
  switch (from.type) {
    case 'view_submission': {
      const { id, hash, private_metadata, state } = from.view ?? {};
      return {
        repeatKey: `view:${id}:${hash}:${of(user, private_metadata, state?.values)}`,
        formKey: `form:${id}:${hash}`,
      };
    }
    case 'block_actions': {
      const action = from.actions?.[0];
      return { repeatKey: `action:${action?.action_ts}:${action?.action_id}:${user}:${of(action)}` };
    }
    case 'shortcut':
    case 'message_action': {
      const where = of(from.channel?.id, from.message?.ts);
      return { repeatKey: `shortcut:${from.action_ts}:${from.callback_id}:${user}:${where}` };
    }
  }
  if (typeof from.command === 'string') {
    return { repeatKey: `command:${from.trigger_id}:${of(from.user_id, from.command, from.text)}` };
  }
  return {};
}

/** The order of an object's keys says nothing. */
function sorted(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
