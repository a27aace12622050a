/** The tests' hands: finding, waiting, saying what was there instead. */
import { expect, it, onTestFinished } from 'vitest';
import { input, modal, startBare, startWithBolt, testManifest, text } from './stand.js';

it('starts in less than half a second and refuses a manifest with all its faults', async () => {
  // The fastest of some: the others are what else the machine does.
  let fastest = Number.POSITIVE_INFINITY;
  for (let at = 0; at < 5; at += 1) {
    const started = performance.now();
    const { playground } = await startBare();
    fastest = Math.min(fastest, performance.now() - started);
    await playground.close();
  }
  expect(fastest).toBeLessThan(500);
  const wrong = testManifest({ scopes: ['users:read'], events: ['app_mention'] });
  wrong.features.slash_commands.push({ command: '/投诉', description: '', should_escape: false });
  await expect(startBare({ manifest: wrong })).rejects.toThrow(
    /投诉: must be a slash and lower-case ASCII; slash command \/投诉: needs a description; event app_mention: needs one of app_mentions:read; slash commands need the scope commands/,
  );
});

it('waits for what is to come and says what was there when it does not', async () => {
  const { playground, slack, web } = await startBare();
  onTestFinished(() => playground.close());
  const sam = slack.as('Sam Lee');
  const coming = sam.message('#service', /late/);
  await web.chat.postMessage({ channel: 'C_SERVICE', text: 'late' });
  expect((await coming).text).toBe('late');
  await expect(sam.modal({ timeoutMs: 20 })).rejects.toThrow(
    /A modal did not come within 20 ms.*\n.*U_SAM sees:\n {2}service: late/,
  );
  expect(() => slack.as('nobody')).toThrow('There is nobody');
  await expect(sam.press('Judge')).rejects.toThrow('sees no "Judge"');
});

it('fills every kind of input by its label, and tells a new modal from an old one', async () => {
  const options = [
    { text: text('一般'), value: 'a' },
    { text: text('严重'), value: 'b' },
  ];
  const blocks = [
    input('b1', '内容', { type: 'plain_text_input', action_id: 'text' }),
    input('b2', '严重程度', { type: 'radio_buttons', action_id: 'radio', options }),
    input('b3', '标签', { type: 'checkboxes', action_id: 'checks', options }),
    input('b4', '多选', { type: 'multi_static_select', action_id: 'multi', options }),
    input('b5', '负责人', { type: 'users_select', action_id: 'user' }),
    input('b6', '频道', {
      type: 'conversations_select',
      action_id: 'where',
      default_to_current_conversation: true,
    }),
    input('b7', '日期', { type: 'datepicker', action_id: 'date' }),
    input('b8', '时间', { type: 'timepicker', action_id: 'time' }),
    input('b9', '时刻', { type: 'datetimepicker', action_id: 'moment' }),
    input('b10', '数量', { type: 'number_input', action_id: 'number', is_decimal_allowed: true }),
    input('b11', '邮箱', { type: 'email_text_input', action_id: 'mail' }),
    input('b12', '文件', { type: 'file_input', action_id: 'file' }, { optional: true }),
  ];
  let values: Record<string, unknown> = {};
  const stand = await startWithBolt('http', (app) => {
    app.command('/complaint', async ({ ack, command, client }) => {
      await ack();
      await client.views.open({
        trigger_id: command.trigger_id,
        view: modal(blocks, { private_metadata: command.text }),
      });
    });
    app.view('form', async ({ ack, view }) => {
      values = Object.assign({}, ...Object.values(view.state.values));
      await ack();
    });
  });
  onTestFinished(() => stand.stop());
  const sam = stand.slack.as('sam');
  await sam.command('#service', '/complaint one');
  expect((await sam.modal()).info.source.private_metadata).toBe('one');
  await sam.command('#service', '/complaint two');
  const form = await sam.modal();
  expect(form.info.source.private_metadata).toBe('two');
  const base64 = Buffer.from('hello').toString('base64');
  const { file } = await sam.act<'uploadFile'>({
    type: 'uploadFile',
    name: 'a.txt',
    mimetype: 'text/plain',
    base64,
  });
  await form.fill({
    内容: '电话 <b>',
    严重程度: '严重',
    标签: ['一般', '严重'],
    多选: ['一般'],
    负责人: '@张伟',
  });
  await form.fill({
    日期: '2026-11-23',
    时间: '08:20',
    时刻: new Date('2026-11-23T00:20:00Z'),
    数量: 1.5,
    文件: file.id,
  });
  await form.fill({ 邮箱: 'nobody' });
  expect((await form.submit()).errors).toEqual({ b11: 'Please enter a valid email address.' });
  await form.fill({ 邮箱: 'a@b.cn' });
  expect((await form.submit()).outcome).toBe('closed');
  expect(values).toMatchObject({
    text: { value: '电话 <b>' },
    radio: { selected_option: { value: 'b' } },
    checks: { selected_options: [{ value: 'a' }, { value: 'b' }] },
    multi: { selected_options: [{ value: 'a' }] },
    user: { selected_user: 'U_MEI' },
    where: { selected_conversation: 'C_SERVICE' },
    date: { selected_date: '2026-11-23' },
    time: { selected_time: '08:20' },
    moment: { selected_date_time: 1_795_393_200 },
    number: { value: '1.5' },
    mail: { value: 'a@b.cn' },
    file: { files: [{ name: 'a.txt', size: 5 }] },
  });
});
