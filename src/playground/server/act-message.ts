/** What people write, change and take back. */
import { writable } from './act-command.js';
import { typedText } from './escape.js';
import type { Ground } from './ground.js';
import { addMessage, editMessage, newMessage, removeMessage } from './messages.js';
import { refuseAct } from './slack-refusal.js';
import type { Channel, Message } from './world.js';

/** A message written by a person. */
export function sayMessage(
  ground: Ground,
  user: string,
  action: { channel: string; text: string; thread_ts?: string },
): { ts: string } {
  const channel = writable(ground, user, action.channel);
  const { world, manifest } = ground;
  if (action.text.trim() === '') refuseAct('no_text', 'There is nothing to send');
  if (action.text.startsWith('/'))
    refuseAct('is_command', 'What begins with a slash is a command, not a message');
  if (channel.kind === 'dm' && channel.members.has(world.app.botUser)) {
    if (!manifest.messagesTab || manifest.messagesReadOnly) {
      refuseAct('messages_tab_disabled', 'Sending messages to this app has been turned off');
    }
  }
  if (action.thread_ts) {
    const parent = channel.byTs.get(action.thread_ts);
    if (!parent || parent.thread_ts)
      refuseAct('thread_not_found', `${action.thread_ts} is not a message with a thread`);
  }
  const message = newMessage(ground, {
    user,
    bot: false,
    text: typedText(world, user, action.text, 'message'),
    ...(action.thread_ts && { thread_ts: action.thread_ts }),
  });
  addMessage(ground, channel, message);
  return { ts: message.ts };
}

function ownMessage(ground: Ground, user: string, at: { channel: string; ts: string }) {
  const channel: Channel = writable(ground, user, at.channel);
  const message: Message | undefined = channel.byTs.get(at.ts);
  if (!message) refuseAct('message_not_found', `${user} sees no message ${at.ts}`);
  if (message.user !== user || message.subtype) {
    refuseAct('cant_update_message', `${at.ts} was not written by ${user}`);
  }
  return { channel, message };
}

/** A person's own message says something else from now on. */
export function editOwn(
  ground: Ground,
  user: string,
  action: { channel: string; ts: string; text: string },
): void {
  const { channel, message } = ownMessage(ground, user, action);
  if (action.text.trim() === '') refuseAct('no_text', 'There is nothing left: delete it instead');
  editMessage(ground, channel, message, {
    by: user,
    text: typedText(ground.world, user, action.text, 'message'),
  });
}

export function deleteOwn(ground: Ground, user: string, action: { channel: string; ts: string }): void {
  const { channel, message } = ownMessage(ground, user, action);
  removeMessage(ground, channel, message);
}
