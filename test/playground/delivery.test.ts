/** How things reach the app: signatures, answers in time, retries, triggers. */
import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type Answer, bare, errorOf, type Received } from './bare.js';
import { input, modal, secrets, testManifest, text } from './stand.js';

describe('slash commands', () => {
  it('are signed, escaped and carry what Slack documents', async () => {
    const { sam, got } = await bare();
    await sam.command('#service', '/complaint list <b> & @sam in #service');
    const { headers, body, form } = got[0] as Received;
    const stamp = headers['x-slack-request-timestamp'];
    const expected = createHmac('sha256', secrets.signingSecret).update(`v0:${stamp}:${body}`).digest('hex');
    expect(headers['x-slack-signature']).toBe(`v0=${expected}`);
    expect(Math.abs(Number(stamp) - Date.now() / 1000)).toBeLessThan(5);
    expect(Object.fromEntries(form)).toMatchObject({
      command: '/complaint',
      text: 'list &lt;b&gt; &amp; <@U_SAM|sam> in <#C_SERVICE|service>',
      user_id: 'U_SAM',
      user_name: 'sam',
      channel_id: 'C_SERVICE',
      channel_name: 'service',
      team_id: 'T0PLAY',
    });
  });

  it('are refused where Slack has none: unknown, in threads, outside, archived', async () => {
    const { sam, slack, got } = await bare();
    const said = await sam.say('#service', 'hello');
    await expect(sam.command('#service', '/unknown')).rejects.toThrow('not a valid command');
    const inThread = {
      type: 'command',
      channel: 'C_SERVICE',
      text: '/complaint',
      thread_ts: said.ts,
    } as const;
    await expect(sam.act<'command'>(inThread)).rejects.toThrow('not supported in threads');
    await expect(slack.as('U_OUT').command('#service', '/complaint')).rejects.toThrow('has not joined');
    await expect(slack.as('U_OUT').command('#secret', '/complaint')).rejects.toThrow('is not there');
    await expect(sam.command('#old', '/complaint')).rejects.toThrow('archived');
    await expect(sam.say('#old', 'x')).rejects.toThrow('archived');
    expect(got.filter((one) => one.form.has('command'))).toEqual([]);
  });

  it('show their answer to the asker, and the notice Slack shows when there is none', async () => {
    const answers: Answer[] = [
      { body: 'plain words' },
      { body: { response_type: 'in_channel', text: 'for all' } },
      { status: 500 },
      { body: { blocks: [{ type: 'wizard' }] } },
      { afterMs: 300 },
    ];
    const { sam, slack } = await bare((_got, count) => answers[count - 1] ?? {}, { timings: { ackMs: 100 } });
    await sam.command('#service', '/complaint');
    expect(sam.messages('#service').at(-1)).toMatchObject({ text: 'plain words', ephemeral: true });
    await sam.command('#service', '/complaint');
    expect(slack.as('U_MEI').messages('#service').at(-1)).toMatchObject({
      text: 'for all',
      ephemeral: false,
    });
    const texts: (string | undefined)[] = [];
    for (let at = 0; at < 3; at += 1) texts.push((await sam.command('#service', '/complaint')).notice?.text);
    expect(texts).toEqual([
      '/complaint failed with the error "dispatch_failed"',
      '/complaint failed with the error "invalid_blocks"',
      '/complaint failed because the app did not respond',
    ]);
    expect(sam.notices()).toHaveLength(3);
    expect(slack.as('U_MEI').notices()).toEqual([]);
  });
});

describe('triggers and views', () => {
  it('open one modal within three seconds', async () => {
    const { sam, got, web, playground } = await bare();
    await sam.command('#service', '/complaint');
    const trigger = got[0]?.form.get('trigger_id') ?? '';
    const view = modal([{ type: 'divider' }], { external_id: 'mine' });
    expect(await errorOf(web.views.open({ trigger_id: 'nonsense', view }))).toBe('invalid_trigger_id');
    expect(
      await errorOf(web.views.open({ trigger_id: trigger, view: { ...view, title: text('x'.repeat(25)) } })),
    ).toBe('invalid_arguments');
    expect(await errorOf(web.views.push({ trigger_id: trigger, view }))).toBe('not_found');
    await sam.command('#service', '/complaint');
    const second = got[1]?.form.get('trigger_id') ?? '';
    expect(await errorOf(web.views.open({ trigger_id: second, view }))).toBe('ok');
    expect(await errorOf(web.views.open({ trigger_id: second, view: modal([]) }))).toBe(
      'exchanged_trigger_id',
    );
    await sam.command('#service', '/complaint');
    const third = got[2]?.form.get('trigger_id') ?? '';
    expect(await errorOf(web.views.open({ trigger_id: third, view }))).toBe('duplicate_external_id');
    await sam.command('#service', '/complaint');
    playground.ground.timings.triggerMs = -1;
    const late = got[3]?.form.get('trigger_id') ?? '';
    expect(await errorOf(web.views.open({ trigger_id: late, view: modal([]) }))).toBe('expired_trigger_id');
  });

  it('stack three high, keep what was typed over updates, and guard by hash', async () => {
    const { sam, got, web } = await bare();
    await sam.command('#service', '/complaint');
    const blocks = [
      input('name', 'Name', { type: 'plain_text_input', action_id: 'n', initial_value: 'first' }),
      {
        type: 'actions',
        block_id: 'x',
        elements: [{ type: 'button', action_id: 'deeper', text: text('Deeper') }],
      },
    ];
    const { view } = await web.views.open({
      trigger_id: got[0]?.form.get('trigger_id') ?? '',
      view: modal(blocks),
    });
    const form = await sam.modal();
    await form.fill({ Name: 'typed' });
    const renamed = [
      input('name', 'Name', { type: 'plain_text_input', action_id: 'n', initial_value: 'second' }),
      ...blocks.slice(1),
    ];
    const updated = await web.views.update({
      view_id: view?.id ?? '',
      hash: view?.hash ?? '',
      view: modal(renamed),
    });
    expect(form.value('Name')).toMatchObject({ value: 'typed' });
    expect(
      await errorOf(
        web.views.update({ view_id: view?.id ?? '', hash: view?.hash ?? '', view: modal(renamed) }),
      ),
    ).toBe('hash_conflict');
    expect(await errorOf(web.views.update({ view_id: 'V_NONE', view: modal([]) }))).toBe('not_found');
    const other = [
      input('name', 'Name', { type: 'plain_text_input', action_id: 'other', initial_value: 'third' }),
      ...blocks.slice(1),
    ];
    await web.views.update({ view_id: view?.id ?? '', hash: updated.view?.hash ?? '', view: modal(other) });
    expect(form.value('Name')).toMatchObject({ value: 'third' });
    const press = async () => {
      await sam.press('Deeper');
      return String(got.at(-1)?.json.trigger_id);
    };
    await web.views.push({ trigger_id: await press(), view: modal(blocks) });
    await web.views.push({ trigger_id: await press(), view: modal(blocks) });
    expect(sam.depth).toBe(3);
    expect(await errorOf(web.views.push({ trigger_id: await press(), view: modal(blocks) }))).toBe(
      'push_limit_reached',
    );
    const { container, view: sent } = (got.at(-1) as Received).json as unknown as {
      container: object;
      view: { state: { values: unknown } };
    };
    expect(container).toEqual({ type: 'view', view_id: sam.topModal()?.id });
    expect(sent.state.values).toEqual({ name: { n: { type: 'plain_text_input', value: 'first' } } });
  });

  it('refuse answers that Slack cannot show', async () => {
    const answers: unknown[] = [
      { response_action: 'errors', errors: { nowhere: 'x' } },
      { response_action: 'update', view: modal([{ type: 'wizard' }]) },
      { response_action: 'dance' },
      { response_action: 'update', view: modal([{ type: 'divider' }]) },
      { response_action: 'clear' },
    ];
    const { sam, got, web } = await bare((one) =>
      one.json.type === 'view_submission' ? { body: answers.shift() } : {},
    );
    await sam.command('#service', '/complaint');
    const blocks = [
      input('age', 'Age', {
        type: 'number_input',
        is_decimal_allowed: false,
        action_id: 'a',
        min_value: '1',
      }),
    ];
    await web.views.open({ trigger_id: got[0]?.form.get('trigger_id') ?? '', view: modal(blocks) });
    const form = await sam.modal();
    await form.fill({ Age: '0' });
    expect((await form.submit()).errors).toEqual({ age: 'Please enter 1 or more.' });
    await form.fill({ Age: '7' });
    for (let at = 0; at < 3; at += 1) {
      expect(await form.submit()).toMatchObject({ outcome: 'failed', notice: { kind: 'view_error' } });
    }
    expect(form.value('Age')).toMatchObject({ value: '7' });
    expect((await form.submit()).outcome).toBe('updated');
    expect((await form.submit()).outcome).toBe('cleared');
    expect(sam.depth).toBe(0);
  });
});

describe('what people press', () => {
  it('offers only what there is', async () => {
    const { sam, got, web } = await bare((one) =>
      one.json.type === 'block_suggestion' ? { body: { options: [{ text: text('One'), value: '1' }] } } : {},
    );
    const blocks = [
      {
        type: 'actions',
        block_id: 'b',
        elements: [
          { type: 'static_select', action_id: 's', options: [{ text: text('A'), value: 'a' }] },
          { type: 'external_select', action_id: 'e', placeholder: text('Find') },
        ],
      },
    ];
    const { ts } = await web.chat.postMessage({ channel: 'C_SERVICE', text: 'x', blocks: blocks as never });
    const container = { type: 'message', channel: 'C_SERVICE', ts: String(ts) } as const;
    const forged = { type: 'static_select', selected_option: { text: text('Z'), value: 'z' } } as const;
    const press = { type: 'press', container, block_id: 'b', action_id: 's' } as const;
    await expect(sam.act<'press'>({ ...press, state: forged })).rejects.toThrow('was not offered');
    await expect(sam.act<'press'>({ ...press, action_id: 'none' })).rejects.toThrow('no element');
    const card = sam.messages('#service').at(-1);
    if (!card) throw new Error('no card');
    await sam.choose('s', 'A', { in: card });
    expect(got.at(-1)?.json).toMatchObject({
      type: 'block_actions',
      actions: [{ type: 'static_select', selected_option: { value: 'a' } }],
      state: { values: { b: { s: { selected_option: { value: 'a' } } } } },
      message: { ts },
    });
    const typed = { type: 'options', container, block_id: 'b', action_id: 'e' } as const;
    const before = got.length;
    expect(await sam.act<'options'>({ ...typed, query: 'ab' })).toEqual({ options: [] });
    expect(got).toHaveLength(before);
    expect(await sam.act<'options'>({ ...typed, query: 'abc' })).toMatchObject({ options: [{ value: '1' }] });
  });

  it('dispatches input changes only where asked', async () => {
    const { sam, got, web } = await bare();
    await sam.command('#service', '/complaint');
    const each = { dispatch_action_config: { trigger_actions_on: ['on_character_entered'] } };
    await web.views.open({
      trigger_id: got[0]?.form.get('trigger_id') ?? '',
      view: modal([
        input('a', 'Quiet', { type: 'plain_text_input', action_id: 'a' }),
        input('b', 'Each', { type: 'plain_text_input', action_id: 'b', ...each }, { dispatch_action: true }),
        input('c', 'Enter', { type: 'plain_text_input', action_id: 'c' }, { dispatch_action: true }),
      ]),
    });
    const form = await sam.modal();
    await form.fill({ Quiet: '1', Each: '2', Enter: '3' });
    const actions = got.filter((one) => one.json.type === 'block_actions').map((one) => one.json.actions);
    expect(actions).toMatchObject([[{ action_id: 'b', value: '2' }]]);
  });

  it('keeps what it cannot see from an app: ephemeral messages come without content', async () => {
    const { sam, got, web } = await bare();
    const button = { type: 'button', action_id: 'go', text: text('Go'), value: 'v' };
    await web.chat.postEphemeral({
      channel: 'C_SERVICE',
      user: 'U_SAM',
      text: 'x',
      blocks: [{ type: 'actions', elements: [button] }] as never,
    });
    await sam.press('Go');
    const payload = (got.at(-1) as Received).json as unknown as { response_url: string; container: object };
    expect(payload).not.toHaveProperty('message');
    expect(payload.container).toMatchObject({ is_ephemeral: true, channel_id: 'C_SERVICE' });
    const respond = (body: object) =>
      fetch(payload.response_url, { method: 'POST', body: JSON.stringify(body) });
    expect((await respond({ replace_original: true, text: 'replaced' })).status).toBe(200);
    expect(sam.ephemerals().map((one) => one.text)).toEqual(['replaced']);
    expect(await (await respond({ blocks: [{ type: 'wizard' }] })).json()).toMatchObject({
      error: 'invalid_blocks',
    });
    await respond({ delete_original: true });
    expect(sam.ephemerals()).toEqual([]);
    await respond({ text: 'four' });
    await respond({ text: 'five' });
    const sixth = await respond({ text: 'six' });
    expect([sixth.status, await sixth.json()]).toEqual([404, { ok: false, error: 'used_url' }]);
  });
});

describe('a request URL', () => {
  it('answers Slack’s challenge before it is taken', async () => {
    let answer: (challenge: unknown) => Answer = (challenge) => ({ body: { challenge } });
    const { playground } = await bare((one) => answer(one.json.challenge));
    expect(await playground.verifyRequestUrl()).toBe('verified');
    answer = (challenge) => ({ body: String(challenge) });
    expect(await playground.verifyRequestUrl()).toBe('verified');
    answer = () => ({ body: 'hello' });
    expect(await playground.verifyRequestUrl()).toBe('wrong_challenge');
    answer = () => ({ status: 404 });
    expect(await playground.verifyRequestUrl()).toBe('http_error');
    playground.setRequestUrl('http://127.0.0.1:1/');
    expect(await playground.verifyRequestUrl()).toBe('connection_failed');
  });
});

describe('events', () => {
  it('are sent again three times, saying which and why; not when the app forbids it', async () => {
    const { slack, got } = await bare((_one, count) => ({ status: count < 3 ? 500 : 200 }), {
      manifest: testManifest(),
    });
    await slack.as('U_OUT').join('#service');
    await slack.waitFor(() => got.length >= 3);
    const retries = got.map((one) => [one.headers['x-slack-retry-num'], one.headers['x-slack-retry-reason']]);
    const joined = got.filter(
      (one) => (one.json.event as unknown as { type: string }).type === 'member_joined_channel',
    );
    expect(new Set(joined.map((one) => one.json.event_id)).size).toBe(1);
    expect(retries).toContainEqual(['1', 'http_error']);

    const never = await bare(() => ({ status: 500, headers: { 'x-slack-no-retry': '1' } }), {
      manifest: testManifest({ events: ['user_change'] }),
    });
    never.playground.trouble.deactivate('U_MEI');
    await never.slack.waitFor(() => never.got.length === 1);
    await never.slack.quiet({ forMs: 60 });
    expect(never.got).toHaveLength(1);
    expect(never.got[0]?.json.event).toMatchObject({
      type: 'user_change',
      user: { id: 'U_MEI', deleted: true },
    });
  });

  it('come again with http_timeout when the app answers too late', async () => {
    const { playground, slack, got } = await bare((_one, count) => ({ afterMs: count === 1 ? 150 : 0 }), {
      manifest: testManifest({ events: ['user_change'] }),
      timings: { ackMs: 50, eventBackoffMs: [1, 1, 1] },
    });
    playground.trouble.deactivate('U_MEI');
    await slack.waitFor(() => got.length === 2);
    await slack.quiet({ forMs: 60 });
    expect(got.map((one) => one.headers['x-slack-retry-reason'])).toEqual([undefined, 'http_timeout']);
  });

  it('are given up after the third retry', async () => {
    const { playground, slack, got } = await bare(() => ({ status: 503 }), {
      manifest: testManifest({ events: ['user_change'] }),
    });
    playground.trouble.deactivate('U_MEI');
    await slack.waitFor(() => got.length === 4);
    await slack.quiet({ forMs: 60 });
    expect(got.map((one) => one.headers['x-slack-retry-num'])).toEqual([undefined, '1', '2', '3']);
  });

  it('come only where the bot is, and only those subscribed to', async () => {
    const { sam, slack, got } = await bare(() => ({}), {
      manifest: testManifest({ events: ['member_joined_channel', 'message.channels', 'channel_archive'] }),
    });
    const types = () => got.map((one) => (one.json.event as unknown as { type: string }).type);
    await slack.as('U_MEI').join('#market');
    await sam.say('#market', 'not for the app');
    await sam.say('#service', 'for the app');
    await slack.waitFor(() => types().length === 1);
    expect(got[0]?.json.event).toMatchObject({
      type: 'message',
      text: 'for the app',
      channel_type: 'channel',
    });
    await sam.inviteBot('#market');
    await slack.waitFor(() => types().includes('member_joined_channel'));
    await sam.act<'archiveChannel'>({ type: 'archiveChannel', channel: 'C_MARKET' });
    await slack.waitFor(() => types().includes('channel_archive'));
  });
});

describe('trouble', () => {
  it('loses acknowledgements and delivers twice on demand', async () => {
    const { sam, got, playground } = await bare();
    playground.trouble.nextDelivery({ name: '/complaint', kind: 'lost-ack' });
    expect(await sam.command('#service', '/complaint')).toMatchObject({ outcome: 'timed_out' });
    playground.trouble.nextDelivery({ kind: 'twice' });
    expect(await sam.command('#service', '/complaint again')).toMatchObject({ outcome: 'acknowledged' });
    expect(got[1]?.body).toBe(got[2]?.body);
    playground.trouble.nextDelivery({ kind: 'never' });
    expect(await sam.command('#service', '/complaint')).toMatchObject({ outcome: 'failed' });
    expect(got).toHaveLength(3);
  });
});
