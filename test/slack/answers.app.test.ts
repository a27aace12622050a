import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { messages } from '../../src/messages/index.js';
import { startTestBaton, type TestBaton } from '../support/baton.js';

const en = messages('en');
const zh = messages('zh-CN');

describe('a form that took longer than Slack waits', () => {
  let company: TestBaton;
  beforeAll(async () => {
    company = await startTestBaton({ slackWaitsMs: 0 });
  });
  afterAll(() => company?.stop());

  it.each([
    ['English', 'sam', en],
    ['Chinese', 'lucy', zh],
  ])('is answered by direct message, in %s and with the record', async (_, handle, t) => {
    const person = company.as(handle);
    await person.command('service', `/complaint Late ${handle}`);
    const form = person.modal().title?.text ?? '';
    await person.submit({ complainant: 'Ann', category: 'service' });
    const { number } = await company.baton.services.db.read.complaint.findFirstOrThrow({
      where: { content: `Late ${handle}` },
    });
    const told = person.newest('@baton');
    expect(told.text).toBe(t.slack.late.done({ form }));
    expect(JSON.stringify(told.blocks)).toContain(number);
    while (person.modals().length > 0) await person.closeModal();
  });

  it('says what was refused, and that the form is still there', async () => {
    const sam = company.as('sam');
    await sam.command('service', '/customer new');
    await sam.submit({ name: 'Zoe', phones: 'no number', source: 'online' });
    const form = sam.modal().title?.text ?? '';
    const [first, ...refusals] = sam.newest('@baton').text.split('\n');
    expect(first).toBe(en.slack.late.refused({ form }));
    expect(refusals).toHaveLength(1);
  });
});

describe('a form that could not be opened in time', () => {
  let company: TestBaton;
  beforeAll(async () => {
    company = await startTestBaton({ timings: { triggerMs: -1 } });
  });
  afterAll(() => company?.stop());

  it('is no fault of ours: the person is told to try again', async () => {
    const sam = company.as('sam');
    await sam.command('service', '/customer new');
    expect(sam.modals()).toEqual([]);
    expect(sam.newest('service')).toMatchObject({ ephemeral: true, text: en.errors.windowLate });
  });
});

describe('what Slack delivers twice', () => {
  let company: TestBaton;
  beforeAll(async () => {
    company = await startTestBaton();
  });
  afterAll(() => company?.stop());

  it.each([
    ['/complaint', '/complaint Twice'],
    ['/customer', '/customer new'],
    ['/handoff', '/handoff'],
  ])('%s opens one form and says nothing beside it', async (name, text) => {
    const sam = company.as('sam');
    const before = sam.messages('service').length;
    const direct = sam.messages('@baton').length;
    company.slack.trouble.nextDelivery({ name, kind: 'twice' });
    await sam.command('service', text);
    expect(sam.modals()).toHaveLength(1);
    expect(sam.messages('service')).toHaveLength(before);
    expect(sam.messages('@baton')).toHaveLength(direct);
    await sam.closeModal();
  });

  it('a button opens one form and says nothing beside it', async () => {
    const sam = company.as('sam');
    await sam.command('service', '/complaint Pressed twice');
    await sam.submit({ complainant: 'Ann', category: 'service' });
    await sam.closeModal();
    const before = sam.messages('service').length;
    company.slack.trouble.nextDelivery({ name: 'block_actions', kind: 'twice' });
    await sam.press('complaint.judge', { channel: 'service' });
    expect(sam.modals()).toHaveLength(1);
    expect(sam.messages('service')).toHaveLength(before);
    await sam.closeModal();
  });
});

describe('an answer beside the message', () => {
  let company: TestBaton;
  beforeAll(async () => {
    company = await startTestBaton();
  });
  afterAll(() => company?.stop());
  const own = (channel: string) =>
    company
      .as('sam')
      .messages(channel)
      .filter(({ bot, ephemeral }) => bot && (ephemeral || channel === '@baton'));

  it.each(['ratelimited', '500', 'drop'] as const)('that meets %s once is given once more', async (kind) => {
    const before = own('service').length;
    company.slack.trouble.next({ method: 'response_url', kind });
    await company.as('sam').command('service', '/complaint help');
    expect(own('service')).toHaveLength(before + 1);
    expect(own('@baton')).toEqual([]);
  });

  it.each(['ratelimited', '500', 'drop'] as const)('that meets %s twice is said directly', async (kind) => {
    const before = { beside: own('service').length, directly: own('@baton').length };
    company.slack.trouble.next({ method: 'response_url', kind, times: 2 });
    await company.as('sam').command('service', '/complaint help');
    expect(own('service')).toHaveLength(before.beside);
    expect(own('@baton')).toHaveLength(before.directly + 1);
    expect(JSON.stringify(own('@baton').at(-1)?.blocks)).toContain('/complaint');
  });
});

describe('a request that Slack would never send', () => {
  let company: TestBaton;
  beforeAll(async () => {
    company = await startTestBaton();
  });
  afterAll(() => company?.stop());

  const secret = 'test-signing-secret-of-the-local-slack';
  async function deliver(body: string, type = 'application/x-www-form-urlencoded', path = '/slack/events') {
    const time = Math.floor(Date.now() / 1000);
    const signed = createHmac('sha256', secret).update(`v0:${time}:${body}`).digest('hex');
    const answer = await fetch(`${new URL(company.baton.url ?? '').origin}${path}`, {
      method: 'POST',
      body,
      headers: {
        'content-type': type,
        'x-slack-signature': `v0=${signed}`,
        'x-slack-request-timestamp': String(time),
      },
    });
    await answer.arrayBuffer();
    return answer.status;
  }
  const isAlive = async () => {
    await company.as('sam').command('service', '/complaint help');
    expect(company.as('sam').newest('service').ephemeral).toBe(true);
  };

  it.each(['null', '1', '"text"', '[]', 'true', '', '{', 'undefined'])(
    'payload=%s is refused with 400',
    async (payload) => {
      expect(await deliver(new URLSearchParams({ payload }).toString())).toBe(400);
      expect(await deliver(payload, 'application/json')).toBe(400);
    },
  );

  it('whatever a signed body holds, the process answers and goes on', async () => {
    const known = fc.constantFrom(
      ...[
        'block_actions',
        'view_submission',
        'event_callback',
        'block_suggestion',
        'shortcut',
        'message_action',
      ],
      ...['view_closed', 'interactive_message', 'dialog_submission', 'url_verification', 'app_rate_limited'],
    );
    const part = fc.oneof(
      fc.constantFrom(null, 1, '', 'T0JINHE', 'U0SAM', [], {}, [null], { id: 'T0JINHE' }, { id: null }),
      fc.jsonValue({ maxDepth: 2 }),
    );
    const names = ['team', 'team_id', 'user', 'user_id', 'actions', 'view', 'event', 'message', 'container'];
    const more = [
      'authorizations',
      'callback_id',
      'action_id',
      'command',
      'response_urls',
      'is_enterprise_install',
    ];
    const bodies = fc.record(
      { type: fc.oneof(known, part), ...Object.fromEntries([...names, ...more].map((name) => [name, part])) },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(bodies, fc.boolean(), async (body, isForm) => {
        const json = JSON.stringify(body);
        const status = isForm
          ? await deliver(new URLSearchParams({ payload: json }).toString())
          : await deliver(json, 'application/json');
        expect([200, 400, 404, 500]).toContain(status);
      }),
      { numRuns: 150 },
    );
    await isAlive();
  });

  it('a body that is too large is refused', async () => {
    expect(await deliver('x'.repeat(1_000_001))).toBe(413);
  });

  it.each(['//', '/%', '/slack/events/', '/nowhere?x=//'])('GET and POST %s are not found', async (path) => {
    const { hostname, port } = new URL(company.baton.url ?? '');
    const { request } = await import('node:http');
    for (const method of ['GET', 'POST']) {
      const status = await new Promise((resolve) => {
        request({ hostname, port, path, method }, (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        }).end();
      });
      expect(status).toBe(404);
    }
  });
});
