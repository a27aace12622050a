import { setTimeout } from 'node:timers/promises';
import type { App } from '@slack/bolt';
import { input, modal, text } from '../playground/stand.js';

const option = (label: string, value: string) => ({ text: text(label), value });

/** One input of every kind, as the test fills them. */
export const everyInput = [
  input('customer', 'Customer', {
    type: 'external_select',
    action_id: 'a',
    min_query_length: 1,
    placeholder: text('Name'),
  }),
  input('title', 'Title', { type: 'plain_text_input', action_id: 'a', focus_on_load: true }),
  input(
    'content',
    'Content',
    { type: 'plain_text_input', action_id: 'a', multiline: true },
    { hint: text('In their words') },
  ),
  input('severity', 'Severity', {
    type: 'static_select',
    action_id: 'a',
    options: [option('Normal', 'n'), option('Serious', 's')],
  }),
  input('topics', 'Topics', {
    type: 'multi_static_select',
    action_id: 'a',
    options: [option('Waiting', 'w'), option('Fees', 'f')],
  }),
  input('who', 'Who', { type: 'users_select', action_id: 'a' }),
  input('crowd', 'Crowd', { type: 'multi_users_select', action_id: 'a' }, { optional: true }),
  input('where', 'Where', { type: 'conversations_select', action_id: 'a' }),
  input('room', 'Room', { type: 'channels_select', action_id: 'a' }),
  input('kind', 'Kind', {
    type: 'radio_buttons',
    action_id: 'a',
    options: [option('Valid', 'v'), option('Communicative', 'c')],
  }),
  input('list', 'List', {
    type: 'checkboxes',
    action_id: 'a',
    options: [option('Filed', '1'), option('Phoned', '2')],
  }),
  input('day', 'Day', { type: 'datepicker', action_id: 'a' }),
  input('time', 'Time', { type: 'timepicker', action_id: 'a' }),
  input('moment', 'Moment', { type: 'datetimepicker', action_id: 'a' }),
  input('lots', 'Lots', { type: 'number_input', action_id: 'a', is_decimal_allowed: true }),
  input('mail', 'Mail', { type: 'email_text_input', action_id: 'a' }),
  input('link', 'Link', { type: 'url_text_input', action_id: 'a' }),
  input('paper', 'Paper', { type: 'file_input', action_id: 'a', max_files: 2 }, { optional: true }),
];

export const card = [
  { type: 'header', text: text('C-2026-0001') },
  {
    type: 'section',
    text: {
      type: 'mrkdwn',
      text: '*Late* &lt;img src=x onerror=alert(1)&gt; <@U_MEI> <!date^1795413600^{time}|noon>',
    },
    accessory: { type: 'overflow', action_id: 'more', options: [option('History', 'h')] },
  },
  {
    type: 'actions',
    block_id: 'do',
    elements: [
      { type: 'button', action_id: 'judge', text: text('Judge'), style: 'primary' },
      {
        type: 'button',
        action_id: 'drop',
        text: text('Withdraw'),
        style: 'danger',
        confirm: {
          title: text('Sure?'),
          text: text('It stays in the history.'),
          confirm: text('Yes, withdraw'),
          deny: text('No'),
        },
      },
      {
        type: 'static_select',
        action_id: 'pick',
        placeholder: text('Severity'),
        options: [option('Normal', 'n'), option('Serious', 's')],
      },
    ],
  },
  { type: 'context', elements: [{ type: 'mrkdwn', text: 'lead told at noon' }] },
];

/** What the app was told, in order. */
export type Heard = { what: string; detail: unknown }[];

/** A plain Bolt app with every kind of input and answer, and nothing of Baton's. */
export function registerPageApp(app: App, heard: Heard): void {
  const note = (what: string, detail: unknown = null) => void heard.push({ what, detail });
  app.command('/complaint', async ({ ack, client, command, respond }) => {
    await ack();
    note('command', command.text);
    if (command.text === 'quiet')
      await respond({ text: 'Nobody else sees <!channel> this', response_type: 'ephemeral' });
    else
      await client.views.open({
        trigger_id: command.trigger_id,
        view: modal(everyInput, { notify_on_close: true }),
      });
  });
  // Acknowledged too late: the person was told by then.
  app.command('/plain', async ({ ack }) => {
    note('late');
    await setTimeout(1000);
    await ack();
  });
  app.options('a', async ({ ack, options }) => {
    note('options', options.value);
    const names = ['张伟 Zhang Wei', '张敏 Zhang Min', 'Wang Fang'];
    await ack({
      options: names.filter((name) => name.includes(options.value)).map((name) => option(name, name)),
    });
  });
  app.view('form', async ({ ack, view }) => {
    if (view.state.values.title?.a?.value === 'bad') {
      await ack({ response_action: 'errors', errors: { content: 'Say more than that.' } });
      return;
    }
    note('submitted', view.state.values);
    const next = { callback_id: 'second', title: text('Second'), submit: text('Done') };
    await ack({
      response_action: 'push',
      view: modal([input('x', 'Extra', { type: 'plain_text_input', action_id: 'a' })], next),
    });
  });
  app.view('second', async ({ ack }) => {
    note('second');
    await ack({ response_action: 'clear' });
  });
  app.view({ callback_id: 'form', type: 'view_closed' }, async ({ ack }) => {
    await ack();
    note('closed');
  });
  app.shortcut('start', async ({ ack }) => {
    await ack();
    note('shortcut');
  });
  app.shortcut({ type: 'message_action', callback_id: 'register' }, async ({ ack, shortcut }) => {
    await ack();
    note('message shortcut', shortcut.message.text);
  });
  app.action({ block_id: 'do' }, async ({ ack, action, body, client }) => {
    await ack();
    const id = 'action_id' in action ? action.action_id : '';
    note(id, action.type === 'static_select' ? action.selected_option.value : null);
    const channel = body.channel?.id;
    if (id === 'judge' && channel && 'message' in body && body.message) {
      const done = [{ type: 'section', text: text('Judged') }];
      await client.chat.update({ channel, ts: body.message.ts, text: 'Judged', blocks: done });
    }
  });
  app.event('app_home_opened', async ({ event, client }) => {
    note('home', event.tab);
    if (event.tab !== 'home') return;
    const blocks = [{ type: 'header', text: text('My day') }, ...card.slice(1)];
    await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: blocks as never } });
  });
}
