/** What the page's inspector and trouble panel ask of the server. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TroubleInfo, WireDetail, WireList } from '../../src/playground/protocol.js';
import { startWithBolt } from './stand.js';

let stand: Awaited<ReturnType<typeof startWithBolt>>;
beforeEach(async () => {
  stand = await startWithBolt(
    'http',
    (app) => {
      app.command('/complaint', async ({ ack, client, command }) => {
        await ack({ text: `heard ${command.text}` });
        await client.chat.postMessage({ channel: command.channel_id, text: `card 张伟` }).catch(() => {});
      });
    },
    { timings: { ackMs: 400 } },
  );
});
afterEach(() => stand.stop());

const ask = async (path: string, body?: unknown) => {
  const response = await fetch(new URL(path, stand.playground.pageUrl), {
    ...(body !== undefined && {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  });
  return (await response.json()) as unknown;
};
const wire = async (query = '') => (await ask(`/playground/wire${query}`)) as WireList;
const trouble = async (body: unknown) => (await ask('/playground/trouble', body)) as TroubleInfo;

describe('the inspector', () => {
  beforeEach(async () => {
    await stand.slack.as('sam').command('#service', '/complaint late');
    await stand.slack.as('sam').message('#service', 'card');
    await stand.slack.quiet();
  });

  it('lists what went over the wire both ways, newest first, with timing', async () => {
    const { lines, total } = await wire();
    expect(total).toBe(lines.length);
    const names = lines.map((one) => one.name);
    expect(names.indexOf('chat.postMessage')).toBeLessThan(names.indexOf('/complaint'));
    const command = lines.find((one) => one.name === '/complaint');
    expect(command).toMatchObject({ direction: 'to-app', by: 'http', status: 200, fault: null });
    expect(command?.ms).toBeGreaterThan(0);
    expect((await wire('?limit=1')).lines).toHaveLength(1);
  });

  it('is searched by every word, in names, requests and answers', async () => {
    const names = async (q: string) =>
      (await wire(`?q=${encodeURIComponent(q)}`)).lines.map((one) => one.name);
    expect(await names('张伟 C_SERVICE')).toEqual(['event:message', 'chat.postMessage']);
    expect(await names('HEARD late')).toEqual(['/complaint']);
    expect(await names('nowhere at all')).toEqual([]);
  });

  it('shows one exchange in full, without tokens', async () => {
    const n = (await wire('?q=/complaint')).lines[0]?.n;
    const detail = (await ask(`/playground/wire?n=${n}`)) as WireDetail;
    expect(detail).toMatchObject({ request: { text: 'late', token: '…' }, response: { text: 'heard late' } });
    expect(await ask('/playground/wire?n=999999')).toBeNull();
  });

  it('says what was refused', async () => {
    await stand.web.chat.postMessage({ channel: 'C_NOWHERE', text: 'x' }).catch(() => {});
    expect((await wire('?q=C_NOWHERE')).lines[0]).toMatchObject({ status: 200, fault: 'channel_not_found' });
  });

  it('answers nobody but the page', async () => {
    const from = (origin: string) =>
      fetch(new URL('/playground/wire', stand.playground.pageUrl), { headers: { origin } });
    expect((await from('http://evil.example')).status).toBe(403);
    expect((await from(stand.playground.pageUrl.slice(0, -1))).status).toBe(200);
  });
});

const code = (work: Promise<unknown>) =>
  work.then(
    () => 'ok',
    (thrown: { data?: { error?: string } }) => thrown.data?.error,
  );

describe('the trouble panel', () => {
  it('makes calls fail as often as asked, then no more', async () => {
    const asked = await trouble({ calls: '500', method: 'chat.postMessage', times: 2 });
    expect(asked.waiting).toEqual([{ kind: '500', on: 'chat.postMessage', left: 2 }]);
    const post = () =>
      stand.web.chat.postMessage({ channel: 'C_SERVICE', text: 'x' }).then(
        () => 'ok',
        () => 'failed',
      );
    expect([await post(), await post(), await post()]).toEqual(['failed', 'failed', 'ok']);
  });

  it('loses acknowledgements: the person sees the time-out notice', async () => {
    await trouble({ deliveries: 'lost-ack' });
    const sam = stand.slack.as('sam');
    expect((await sam.command('#service', '/complaint x')).outcome).toBe('timed_out');
    expect(sam.notices()).toHaveLength(1);
  });

  it('archives, removes the app, closes accounts, limits rates; and mends it all', async () => {
    const { world } = stand.playground.ground;
    const bot = world.app.botUser;
    const service = world.channels.get('C_SERVICE');
    await trouble({ channel: 'C_SERVICE', archived: true });
    expect(service?.archived).toBe(true);
    await trouble({ channel: 'C_SERVICE', archived: false });
    expect(service?.archived).toBe(false);
    await trouble({ channel: 'C_SERVICE', bot: false });
    expect(service?.members.has(bot)).toBe(false);
    await trouble({ channel: 'C_SERVICE', bot: true });
    expect(service?.members.has(bot)).toBe(true);
    await trouble({ user: 'U_SAM', deactivated: true });
    expect(world.people.get('U_SAM')?.deactivated).toBe(true);
    await trouble({ user: 'U_SAM', deactivated: false });
    expect(world.people.get('U_SAM')?.deactivated).toBe(false);
    expect(await trouble({ limits: 'documented' })).toMatchObject({ limits: 'documented' });
    expect(stand.playground.limits).toBe('documented');
    expect(await trouble({ installed: false })).toMatchObject({
      workspaces: [{ id: 'T0PLAY', installed: false, token: 'account_inactive' }],
    });
    expect(service?.members.has(bot)).toBe(false);
    expect(await trouble({ installed: true })).toMatchObject({ workspaces: [{ token: 'good' }] });
    expect(service?.members.has(bot)).toBe(true);
    await trouble({ token: 'revoked', team: 'T0PLAY' });
    expect(await code(stand.web.auth.test())).toBe('token_revoked');
    await trouble({ token: 'good' });
    expect(await code(stand.web.auth.test())).toBe('ok');
    await trouble({ calls: 'error', error: 'fatal_error', method: 'auth.test' });
    expect(await code(stand.web.auth.test())).toBe('fatal_error');
    expect(await trouble({ sockets: 'cut' })).toMatchObject({ sockets: 0, transport: 'http' });
    await trouble({ calls: 'hang' });
    expect(await trouble({ clear: true })).toMatchObject({ waiting: [] });
  });

  it.each([
    {},
    { calls: 'sleep' },
    { calls: '500', times: 0 },
    { deliveries: 'twice', times: 101 },
    { limits: 'none' },
    { channel: 'C_NOWHERE', archived: true },
    { channel: 'C_SERVICE' },
    { token: 'stolen' },
    { token: 'expired' },
    { token: 'revoked', team: 'T_NOWHERE' },
    { sockets: 'burn' },
    { user: 'U_NOBODY', deactivated: true },
  ])('refuses %j', async (asked) => {
    expect(await trouble(asked)).toMatchObject({ ok: false });
    expect(((await ask('/playground/trouble')) as TroubleInfo).waiting).toEqual([]);
  });
});
