/** The same walk over both transports, with a plain Bolt app. */
import type { App } from '@slack/bolt';
import type { KnownBlock } from '@slack/types';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { input, modal, startWithBolt, text } from './stand.js';

const seenEvents: string[] = [];
const closed: unknown[] = [];

function register(app: App): void {
  app.command('/complaint', async ({ ack, command, client }) => {
    await ack();
    await client.views.open({
      trigger_id: command.trigger_id,
      view: modal(
        [
          input('content', 'Content', {
            type: 'plain_text_input',
            action_id: 'text',
            multiline: true,
            min_length: 3,
          }),
          input('severity', 'Severity', {
            type: 'static_select',
            action_id: 'level',
            initial_option: { text: text('Normal'), value: 'normal' },
            options: [
              { text: text('Normal'), value: 'normal' },
              { text: text('Serious'), value: 'serious' },
            ],
          }),
          input(
            'customer',
            'Customer',
            { type: 'external_select', action_id: 'customer', min_query_length: 1 },
            { optional: true },
          ),
          input('channel', 'Tell', { type: 'channels_select', action_id: 'to' }, { optional: true }),
        ],
        { private_metadata: command.text, notify_on_close: true },
      ),
    });
  });
  app.options('customer', async ({ ack, options }) => {
    await ack({ options: [{ text: text(`${options.value} Ltd`), value: `c-${options.value}` }] });
  });
  app.view('form', async ({ ack, view, client, body }) => {
    const content = view.state.values.content?.text?.value ?? '';
    if (content === 'bad') return ack({ response_action: 'errors', errors: { content: 'Say more' } });
    if (content === 'push') {
      return ack({ response_action: 'push', view: modal([{ type: 'divider' }], { title: text('Second') }) });
    }
    await ack();
    const customer = view.state.values.customer?.customer?.selected_option?.text.text ?? 'nobody';
    const severity = view.state.values.severity?.level?.selected_option?.value;
    await client.chat.postMessage({
      channel: 'C_SERVICE',
      text: 'card',
      blocks: [
        {
          type: 'section',
          text: { type: 'mrkdwn', text: `*${content}* ${severity} ${customer} by <@${body.user.id}>` },
        },
        {
          type: 'actions',
          elements: [
            { type: 'button', action_id: 'judge', text: text('Judge'), value: 'c1', style: 'primary' },
            { type: 'overflow', action_id: 'more', options: [{ text: text('Delete'), value: 'del' }] },
          ],
        },
      ] as KnownBlock[],
    });
  });
  app.view({ callback_id: 'form', type: 'view_closed' }, async ({ ack, body }) => {
    await ack();
    if (body.type === 'view_closed') closed.push(body.is_cleared);
  });
  app.action('judge', async ({ ack, respond, action, client, body }) => {
    await ack();
    await respond({
      text: `Only you see ${action.type === 'button' ? action.value : ''}`,
      response_type: 'ephemeral',
    });
    if (body.type !== 'block_actions' || !body.message) return;
    await client.chat.update({ channel: 'C_SERVICE', ts: body.message.ts, text: 'judged', blocks: [] });
  });
  app.action('more', async ({ ack, respond, action }) => {
    await ack();
    await respond(`chose ${action.type === 'overflow' ? action.selected_option.value : ''}`);
  });
  app.shortcut('register', async ({ ack, shortcut, client }) => {
    await ack();
    const content = shortcut.type === 'message_action' ? (shortcut.message.text ?? '') : '';
    await client.views.open({
      trigger_id: shortcut.trigger_id,
      view: modal([
        input('content', 'Content', { type: 'plain_text_input', action_id: 'text', initial_value: content }),
      ]),
    });
  });
  app.command('/plain', async ({ ack, command }) => ack(`you said ${command.text}`));
  app.event('app_home_opened', async ({ event, client }) => {
    await client.views.publish({
      user_id: event.user,
      view: {
        type: 'home',
        blocks: [{ type: 'section', text: { type: 'mrkdwn', text: `Hello <@${event.user}>` } }],
      },
    });
  });
  app.event(
    'member_joined_channel',
    async ({ event }) => void seenEvents.push(`joined ${event.user} ${event.channel}`),
  );
  app.message('ping', async ({ say, message }) => void (await say({ text: 'pong', thread_ts: message.ts })));
}

describe.each(['http', 'socket'] as const)('a person walks through the app over %s', (transport) => {
  let stand: Awaited<ReturnType<typeof startWithBolt>>;
  beforeAll(async () => {
    stand = await startWithBolt(transport, register);
  });
  afterAll(() => stand.stop());

  it('runs a command, fills the modal, sees the card and presses its button', async () => {
    const sam = stand.slack.as('U_SAM');
    const mei = stand.slack.as('U_MEI');
    expect(await sam.command('#service', '/complaint from @张伟')).toEqual({ outcome: 'acknowledged' });
    const form = await sam.modal({ title: 'Form' });
    expect(form.labels).toEqual(['Content', 'Severity', 'Customer', 'Tell']);
    expect(form.info.source.private_metadata).toBe('from <@U_MEI|mei>');
    // Required and too short: the client itself says so and sends nothing.
    const before = stand.playground.wire.calls('view_submission').length;
    expect((await form.submit()).errors).toEqual({ content: 'Please complete this required field.' });
    await form.fill({ Content: 'ab' });
    expect((await form.submit()).outcome).toBe('errors');
    expect(stand.playground.wire.calls('view_submission')).toHaveLength(before);
    await form.fill({ Content: 'bad' });
    expect(await form.submit()).toMatchObject({ outcome: 'errors', errors: { content: 'Say more' } });
    expect(form.errors).toEqual({ Content: 'Say more' });
    await form.fill({ Content: 'Fees & <rates>', Severity: 'Serious', Customer: '张', Tell: '#service' });
    expect(await form.submit()).toEqual({ outcome: 'closed' });
    const card = await mei.message('#service', 'Fees');
    expect(card.shown).toContain('serious 张 Ltd by <@U_SAM>');
    expect(card.buttons).toEqual(['Judge']);
    await mei.press('Delete', { in: card });
    expect((await mei.ephemeral('chose del')).ephemeral).toBe(true);
    await mei.press('Judge', { in: card });
    await mei.ephemeral('Only you see c1');
    expect(sam.ephemerals()).toEqual([]);
    expect(await mei.message('#service', 'judged')).toMatchObject({
      ts: card.ts,
      edited: true,
      text: 'judged',
    });
    // Ephemeral answers are for one person, the rest for all.
    expect(sam.messages('#service').some((one) => one.shown.includes('Only you'))).toBe(false);
  });

  it('pushes, closes and tells of closed modals', async () => {
    const sam = stand.slack.as('U_SAM');
    await sam.command('#service', '/complaint');
    const form = await sam.modal();
    await form.fill({ Content: 'push' });
    expect((await form.submit()).outcome).toBe('pushed');
    const second = await sam.modal({ title: 'Second' });
    expect(second.info).toMatchObject({ root_view_id: form.id, previous_view_id: form.id });
    await expect(form.close()).rejects.toThrow('covered');
    await second.close();
    expect(sam.topModal()?.id).toBe(form.id);
    closed.length = 0;
    await form.closeAll();
    await stand.slack.waitFor(() => closed.length === 1);
    expect(closed).toEqual([true]);
    expect(sam.depth).toBe(0);
  });

  it('runs a message shortcut, answers in threads, opens home, hears of members', async () => {
    const sam = stand.slack.as('U_SAM');
    const said = await sam.say('#service', 'The <b>fee</b> & more');
    expect(said.text).toBe('The &lt;b&gt;fee&lt;/b&gt; &amp; more');
    await sam.messageShortcut('登记投诉 Register', said);
    const form = await sam.modal();
    expect(form.value('Content')).toEqual({ type: 'plain_text_input', value: said.text });
    await form.close();
    const ping = await sam.say('#service', 'ping');
    await sam.waitFor(() => sam.thread(ping).some((one) => one.text === 'pong'));
    expect(sam.messages('#service').find((one) => one.ts === ping.ts)).toMatchObject({ reply_count: 1 });
    await sam.openHome();
    expect((await sam.home()).shown).toBe('Hello <@U_SAM>');
    seenEvents.length = 0;
    await stand.slack.as('U_OUT').join('#service');
    await stand.slack.waitFor(() => seenEvents.includes('joined U_OUT C_SERVICE'));
    await stand.slack.as('U_OUT').leave('#service');
    await sam.command('#service', '/plain a<b @sam');
    await sam.ephemeral('you said a&lt;b @sam');
    await stand.slack.quiet();
    expect(stand.playground.inFlight).toBe(0);
  });
});
