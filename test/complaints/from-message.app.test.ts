/** A complaint made of a Slack message or of a command's text: the words arrive as their readers saw them. */
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type Payload, tamper } from '../stories/tamper.js';
import { startTestBaton, type TestBaton } from '../support/baton.js';

let company: TestBaton;
beforeAll(async () => {
  company = await startTestBaton();
});
afterAll(() => company?.stop());
afterEach(async () => {
  const sam = company.as('sam');
  while (sam.modals().length > 0) await sam.closeModal();
});

function contentShown(): string {
  const blocks = company.as('sam').modal().blocks;
  const content = blocks.find(({ block_id }) => block_id.split('#')[0] === 'content');
  return (content as { element?: { initial_value?: string } }).element?.initial_value ?? '';
}

async function fromMessage(change: (message: Payload) => Payload): Promise<string> {
  const sam = company.as('sam');
  const { ts } = await sam.say('service', 'x');
  tamper(company.slack, 'message_action', (delivery, send) => {
    const payload = delivery.payload as Payload & { message: Payload };
    return send({ ...delivery, payload: { ...payload, message: change(payload.message) } });
  });
  await sam.messageShortcut('complaint.register-from-message', { channel: 'service', ts });
  return contentShown();
}

it('a mentioned colleague goes by name', async () => {
  const content = await fromMessage((message) => ({ ...message, text: '<@U0IVY> hung up on the customer' }));
  expect(content).toMatch(/^@Ivy .+ hung up on the customer$/);
});

it('a forwarded message’s words arrive', async () => {
  const shared = { is_share: true, author_name: 'Bo', text: 'The courier lost the parcel', fallback: 'x' };
  expect(await fromMessage((message) => ({ ...message, text: '', attachments: [shared] }))).toBe(
    'Bo: The courier lost the parcel',
  );
});

it('a message of blocks arrives', async () => {
  const blocks = [
    { type: 'section', text: { type: 'mrkdwn', text: 'Form: <https://a.example|late> &amp; cold' } },
  ];
  expect(await fromMessage((message) => ({ ...message, text: '', blocks }))).toBe(
    'Form: late (https://a.example) & cold',
  );
});

it('a text that is too long ends whole, and shows that it was cut', async () => {
  const sam = company.as('sam');
  await sam.command('general', `/complaint ${'a'.repeat(2999)}😀 and the end`);
  expect(contentShown()).toBe(`${'a'.repeat(2999)}…`);
  await sam.closeModal();
  expect(await fromMessage((message) => ({ ...message, text: '我'.repeat(4000) }))).toBe(
    `${'我'.repeat(2999)}…`,
  );
});

it('a colleague named in a command goes by name', async () => {
  await company.as('sam').command('general', '/complaint @ivy hung up, <https://a.example|proof>');
  expect(contentShown()).toMatch(/^@Ivy .+ hung up, /);
});
