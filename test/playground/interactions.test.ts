/** Shortcuts, answers by URL, modals, home tabs, selects that ask the app. */
import { describe, expect, it } from 'vitest';
import { bare, errorOf, type Received } from './bare.js';
import { input, modal, testManifest, text } from './stand.js';

const button = (label: string) => ({ type: 'button', action_id: label, text: text(label), value: 'v' });
const withButton = (label: string) =>
  [{ type: 'actions', block_id: 'b', elements: [button(label)] }] as never;

type Stand = Awaited<ReturnType<typeof bare>>;

/** A modal in front of Sam, opened by a command. */
async function open({ sam, got, web }: Stand, blocks: unknown[], more: Record<string, unknown> = {}) {
  await sam.command('#service', '/complaint');
  const trigger_id = got.at(-1)?.form.get('trigger_id') ?? '';
  const { view } = await web.views.open({ trigger_id, view: modal(blocks, more) });
  return { form: await sam.modal(), id: view?.id ?? '', hash: view?.hash ?? '' };
}

describe('slash commands', () => {
  it('name people and channels by id only with should_escape', async () => {
    const { sam, got } = await bare();
    await sam.command('#service', '/complaint <!channel> @sam #service https://example.com/a?b=1&c');
    await sam.command('#service', '/plain <!channel> @sam #service');
    expect(got.map((one) => one.form.get('text'))).toEqual([
      '&lt;!channel&gt; <@U_SAM|sam> <#C_SERVICE|service> <https://example.com/a?b=1&amp;c>',
      '&lt;!channel&gt; @sam #service',
    ]);
  });
});

describe('shortcuts', () => {
  it('are those of the manifest; a message’s carries the message and a response_url', async () => {
    const { sam, got } = await bare();
    const said = await sam.say('#service', 'The fee');
    await sam.shortcut('Start');
    await sam.messageShortcut('登记投诉 Register', said);
    expect(got.map((one) => one.json)).toMatchObject([
      { type: 'shortcut', callback_id: 'start', trigger_id: expect.any(String), team: { id: 'T0PLAY' } },
      {
        type: 'message_action',
        callback_id: 'register',
        message_ts: said.ts,
        message: { text: 'The fee', user: 'U_SAM' },
        channel: { id: 'C_SERVICE', name: 'service' },
        response_url: expect.stringContaining('/respond/T0PLAY/'),
      },
    ]);
    expect(got[0]?.json).not.toHaveProperty('channel');
    expect(got[0]?.json).not.toHaveProperty('response_url');
    await expect(sam.shortcut('register')).rejects.toThrow('no global shortcut');
    await expect(sam.messageShortcut('start', said)).rejects.toThrow('no message shortcut');
    const off = testManifest();
    off.settings.interactivity.is_enabled = false;
    const other = await bare(() => ({}), { manifest: off });
    await expect(other.sam.shortcut('Start')).rejects.toThrow('interactivity');
  });
});

describe('a response_url', () => {
  it('answers the asker, or all, also where the app is not; five times, for half an hour', async () => {
    const { sam, slack, got, playground } = await bare();
    const respond = async (body: object) => {
      const answer = await fetch(got[0]?.form.get('response_url') ?? '', {
        method: 'POST',
        body: JSON.stringify(body),
      });
      return answer.status === 200 ? 'ok' : ((await answer.json()) as { error: string }).error;
    };
    await sam.command('#market', '/complaint');
    expect(await respond({ text: 'to Sam' })).toBe('ok');
    expect(await respond({ text: 'to all', response_type: 'in_channel' })).toBe('ok');
    expect(await respond({ text: 'changed', replace_original: true })).toBe('ok');
    expect(sam.messages('#market').map((one) => [one.text, one.ephemeral])).toEqual([
      ['changed', true],
      ['to all', false],
    ]);
    expect(
      slack
        .as('U_OUT')
        .messages('#market')
        .map((one) => one.text),
    ).toEqual(['to all']);
    expect(await respond({ delete_original: true })).toBe('ok');
    expect(sam.ephemerals()).toEqual([]);
    expect(await respond({ text: 'five' })).toBe('ok');
    expect(await respond({ text: 'six' })).toBe('used_url');
    got.length = 0;
    await sam.command('#market', '/complaint');
    playground.ground.timings.responseUrlMs = -1;
    expect(await respond({ text: 'late' })).toBe('expired_url');
  });

  it('edits the message that was pressed in', async () => {
    const { sam, slack, got, web } = await bare();
    await web.chat.postMessage({ channel: 'C_SERVICE', text: 'card', blocks: withButton('Go') });
    await sam.press('Go');
    const url = String(got[0]?.json.response_url);
    await fetch(url, { method: 'POST', body: JSON.stringify({ replace_original: true, text: 'done' }) });
    const seen = slack.as('U_MEI').messages('#service').at(-1);
    expect(seen).toMatchObject({ text: 'done', blocks: [], edited: true });
    await fetch(url, { method: 'POST', body: JSON.stringify({ delete_original: true }) });
    expect(slack.as('U_MEI').messages('#service')).toEqual([]);
  });
});

describe('modals', () => {
  it('know their root and their predecessor, and tell of being closed when asked to', async () => {
    const stand = await bare((one) =>
      one.json.type === 'view_submission'
        ? {
            body: {
              response_action: 'push',
              view: modal([], { clear_on_close: true, notify_on_close: true }),
            },
          }
        : {},
    );
    const { sam, got } = stand;
    const { form, id } = await open(stand, [], { notify_on_close: true, private_metadata: 'kept' });
    expect((await form.submit()).outcome).toBe('pushed');
    const second = await sam.modal();
    expect(second.info).toMatchObject({ root_view_id: id, previous_view_id: id });
    await second.close();
    // clear_on_close takes the whole stack; each view that asked is told of, the top one first.
    expect(sam.depth).toBe(0);
    const closed = () => got.filter((one) => one.json.type === 'view_closed').map((one) => one.json);
    await stand.slack.waitFor(() => closed().length === 2);
    expect(closed()).toMatchObject([
      { is_cleared: true, view: { id: second.id, previous_view_id: id, root_view_id: id } },
      { is_cleared: true, view: { id, private_metadata: 'kept', previous_view_id: null } },
    ]);
  });

  it('are found by their external_id', async () => {
    const stand = await bare();
    const { form } = await open(stand, [], { external_id: 'mine' });
    const view = modal([{ type: 'divider' }], { external_id: 'mine', title: text('New') });
    expect(await errorOf(stand.web.views.update({ external_id: 'other', view }))).toBe('not_found');
    expect(await errorOf(stand.web.views.update({ external_id: 'mine', view }))).toBe('ok');
    expect(form.title).toBe('New');
    expect(await errorOf(stand.web.views.update({ view } as never))).toBe('invalid_arguments');
  });

  it('submit what was filled in beforehand when nobody touches it, and ids that nobody gave', async () => {
    const stand = await bare();
    const option = (value: string) => ({ text: text(value), value });
    const { form } = await open(stand, [
      input('a', 'Name', { type: 'plain_text_input', action_id: 'x', initial_value: 'Mei' }),
      input('b', 'Day', { type: 'datepicker', action_id: 'x', initial_date: '2026-11-25' }),
      input('c', 'How', {
        type: 'checkboxes',
        action_id: 'x',
        options: [option('one'), option('two')],
        initial_options: [option('two')],
      }),
      input('d', 'Where', {
        type: 'conversations_select',
        action_id: 'x',
        default_to_current_conversation: true,
        response_url_enabled: true,
      }),
      input('e', 'Not said', { type: 'plain_text_input', action_id: 'x' }, { optional: true }),
      {
        type: 'section',
        text: { type: 'mrkdwn', text: 'no ids' },
        accessory: { ...button('p'), action_id: undefined },
      },
    ]);
    expect((await form.submit()).outcome).toBe('closed');
    const sent = stand.got.at(-1)?.json as { view: { state: { values: unknown }; blocks: object[] } };
    expect(sent.view.state.values).toEqual({
      a: { x: { type: 'plain_text_input', value: 'Mei' } },
      b: { x: { type: 'datepicker', selected_date: '2026-11-25' } },
      c: { x: { type: 'checkboxes', selected_options: [option('two')] } },
      d: { x: { type: 'conversations_select', selected_conversation: 'C_SERVICE' } },
      e: { x: { type: 'plain_text_input', value: null } },
    });
    expect(sent).toMatchObject({ response_urls: [{ block_id: 'd', channel_id: 'C_SERVICE' }] });
    expect(sent.view.blocks[5]).toMatchObject({
      block_id: expect.stringMatching(/.{5}/),
      accessory: { action_id: expect.stringMatching(/.{5}/) },
    });
  });

  it('show the notice of a time-out and stay open when the app says nothing', async () => {
    const stand = await bare((one) => (one.json.type === 'view_submission' ? { afterMs: 150 } : {}), {
      timings: { ackMs: 60 },
    });
    const { form } = await open(stand, []);
    expect(await form.submit()).toMatchObject({ outcome: 'timed_out', notice: { kind: 'timeout' } });
    expect(form.open).toBe(true);
  });
});

describe('a home tab', () => {
  it('is published where the manifest has one, guarded by hash, and shown by app_home_opened', async () => {
    const manifest = testManifest({ events: ['app_home_opened'] });
    const { sam, got, web, slack } = await bare(() => ({}), { manifest });
    const view = { type: 'home', blocks: withButton('Go') } as never;
    await sam.openHome();
    await slack.waitFor(() => got.length === 1);
    expect(got[0]?.json.event).toMatchObject({ type: 'app_home_opened', user: 'U_SAM', tab: 'home' });
    expect(got[0]?.json.event).not.toHaveProperty('view');
    const first = await web.views.publish({ user_id: 'U_SAM', view });
    const second = await web.views.publish({ user_id: 'U_SAM', view, hash: first.view?.hash ?? '' });
    expect(second.view?.id).toBe(first.view?.id);
    expect(await errorOf(web.views.publish({ user_id: 'U_SAM', view, hash: first.view?.hash ?? '' }))).toBe(
      'hash_conflict',
    );
    expect(await errorOf(web.views.publish({ user_id: 'U_NONE', view }))).toBe('invalid_arguments');
    await sam.openHome();
    await slack.waitFor(() => got.length === 2);
    expect(got[1]?.json.event).toMatchObject({ view: { id: second.view?.id, type: 'home' } });
    await (await sam.home()).press('Go');
    expect(got[2]?.json).toMatchObject({
      type: 'block_actions',
      container: { type: 'view', view_id: second.view?.id },
      view: { type: 'home' },
    });
    expect(got[2]?.json).not.toHaveProperty('response_url');
    manifest.features.app_home.home_tab_enabled = false;
    const other = await bare(() => ({}), { manifest });
    expect(await errorOf(other.web.views.publish({ user_id: 'U_SAM', view }))).toBe('not_enabled');
  });
});

describe('external selects', () => {
  const choose = [input('c', 'Customer', { type: 'external_select', action_id: 'x' })];
  const some = (count: number) =>
    Array.from({ length: count }, (_, at) => ({ text: text(`Option ${at}`), value: `${at}` }));

  it('ask from three characters on, take a hundred options, and want a URL in the manifest', async () => {
    let count = 100;
    const answer = (one: Received) =>
      one.json.type === 'block_suggestion' ? { body: { options: some(count) } } : {};
    const stand = await bare(answer);
    const { form } = await open(stand, choose);
    const before = stand.got.length;
    expect(await form.type('Customer', '张伟')).toEqual([]);
    expect(stand.got).toHaveLength(before);
    expect(await form.type('Customer', 'abc')).toHaveLength(100);
    expect(stand.got.at(-1)?.json).toMatchObject({ type: 'block_suggestion', action_id: 'x', value: 'abc' });
    count = 101;
    await expect(form.type('Customer', 'abcd')).rejects.toThrow('no more than 100');
    const manifest = testManifest({ events: [] });
    manifest.settings.interactivity.message_menu_options_url = '';
    const other = await bare(answer, { manifest });
    const without = await open(other, choose);
    await expect(without.form.type('Customer', 'abc')).rejects.toThrow('message_menu_options_url');
  });

  it('say that results failed to load when the app is late', async () => {
    const stand = await bare((one) => (one.json.type === 'block_suggestion' ? { afterMs: 150 } : {}), {
      timings: { ackMs: 60 },
    });
    const { form } = await open(stand, choose);
    await expect(form.type('Customer', 'abc')).rejects.toThrow('no answer in time');
    expect(stand.sam.notices()).toMatchObject([{ kind: 'options_failed' }]);
  });
});
