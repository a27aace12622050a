import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerCustomer } from '../../src/customers/register-customer.js';
import { setUpCompany } from '../../src/demo/set-up-company.js';
import { messages } from '../../src/messages/index.js';
import { enqueue } from '../../src/outbox/enqueue.js';
import { noLimits } from '../../src/outbox/limits.js';
import { createOutbox } from '../../src/outbox/outbox.js';
import { findStaff } from '../../src/people/queries.js';
import { ensureAllSchedules } from '../../src/scheduler/schedules.js';
import { createSlackClients, type SlackClients } from '../../src/slack/clients.js';
import { startForMany } from './company-of-many.js';

const en = messages('en');
let many: Awaited<ReturnType<typeof startForMany>>;
const late = (workspaceId: string) =>
  many.db.read.outboxOperation.findFirst({ where: { workspaceId, key: 'late' } });

beforeAll(async () => {
  many = await startForMany();
});
afterAll(() => many.stop());

describe('a browser on its way to Slack', () => {
  it('is sent to Slack’s question with all scopes, and keeps the state’s other half to itself', async () => {
    const { status, asks, setCookie } = await many.begin();
    expect(status).toBe(302);
    const asked = new URL(asks);
    expect(asked.origin + asked.pathname).toBe(many.playground.authorizeUrl);
    expect(asked.searchParams.get('scope')).toContain('chat:write');
    for (const flag of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/slack', 'Max-Age=600']) {
      expect(setCookie).toContain(flag);
    }
    const nonce = /^baton-install=([\w-]+);/.exec(setCookie)?.[1] ?? '';
    expect(nonce.length).toBeGreaterThan(20);
    expect(asks).not.toContain(nonce);
  });

  it.each([
    ['en', en.slack.install],
    ['zh-CN,zh;q=0.9', messages('zh-CN').slack.install],
  ])('is told in %s that Cancel changed nothing, and where to begin again', async (language, texts) => {
    const { asks, cookie } = await many.begin();
    const page = await many.comeBack(await many.slack.as('U0NORA').cancel(asks), { cookie, language });
    expect(page.status).toBe(200);
    expect(page.text).toContain(texts.cancelled.title);
    expect(page.text).toContain(`<a href="/slack/install">${texts.again}</a>`);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('finishes only what it began itself, unaltered, and once', async () => {
    const first = await many.begin();
    const second = await many.begin();
    const back = await many.slack.as('U0NORA').allow(first.asks);
    const altered = new URL(back);
    altered.searchParams.set('state', `${altered.searchParams.get('state')?.slice(0, -2)}AA`);
    const bare = new URL(back);
    bare.searchParams.delete('state');
    for (const page of [
      await many.comeBack(back),
      await many.comeBack(back, { cookie: second.cookie }),
      await many.comeBack(altered.href, { cookie: first.cookie }),
      await many.comeBack(bare.href, { cookie: first.cookie }),
    ]) {
      expect(page.status).toBe(400);
      expect(page.text).toContain(en.slack.install.expired.title);
      expect(page.headers.get('set-cookie')).toContain('Max-Age=0');
    }
    expect(many.playground.wire.calls('oauth.v2.access')).toEqual([]);
    expect(await many.db.read.workspace.count()).toBe(0);
  });

  it('is told what Slack refuses, without a way to smuggle anything into the page', async () => {
    const { asks, cookie } = await many.begin();
    const back = new URL(await many.slack.as('U0NORA').allow(asks));
    back.searchParams.delete('code');
    const withError = async (error: string) => {
      back.searchParams.set('error', error);
      return (await many.comeBack(back.href, { cookie })).text;
    };
    expect(await withError('app_not_approved')).toContain('app_not_approved');
    expect(await withError('<script>alert(1)</script>')).not.toContain('<script');
  });

  it('learns that Slack is away or that Baton’s secrets are wrong, with a reference for whoever runs it', async () => {
    const { asks, cookie } = await many.begin();
    const back = await many.slack.as('U0NORA').allow(asks);
    many.playground.trouble.next({ method: 'oauth.v2.access', kind: '500', times: 1 });
    expect(await many.comeBack(back, { cookie })).toMatchObject({ status: 503 });
    many.playground.trouble.next({
      method: 'oauth.v2.access',
      kind: 'error',
      error: 'bad_client_secret',
      times: 1,
    });
    const page = await many.comeBack(back, { cookie });
    expect(page.status).toBe(500);
    expect(page.text).toContain('bad_client_secret');
    expect(page.text).toMatch(/[0-9a-f]{8}<\/small>/);
    many.playground.trouble.next({
      method: 'oauth.v2.access',
      kind: 'error',
      error: 'code_already_used',
      times: 1,
    });
    expect((await many.comeBack(back, { cookie })).text).toContain(en.slack.install.expired.title);
  });
});

describe('two workspaces', () => {
  /** Of another process, which reads the installation again only when told to. */
  let other: SlackClients;
  beforeAll(() => {
    const { services } = many.baton;
    other = createSlackClients({
      ...services,
      fresh: async (installation) => installation,
      elapsed: () => 0,
    });
  });

  it('install Baton; who did so is the first administrator, and hears how to go on', async () => {
    const page = await many.install('U0NORA');
    expect(page.status).toBe(200);
    expect(page.text).toContain('Baton is in North &amp; Co');
    expect(page.text).toContain('https://slack.com/app_redirect?app=A0PLAYAPP&amp;team=T0NORTH');
    expect((await many.install('U0PETER', 'zh-CN')).text).toContain(
      'Baton 已安装到 Jinhe Bullion 金和贵金属',
    );

    const workspace = await many.workspaceOf('T0NORTH');
    expect(workspace).toMatchObject({
      name: 'North & Co',
      locale: 'en',
      timeZone: 'Europe/London',
      installation: { installedBySlackId: 'U0NORA', revokedAt: null, tokenExpiresAt: null },
    });
    expect(workspace?.installation?.botTokenSealed).toMatch(/^v1\./);
    const jinhe = await many.workspaceOf('T0JINHE');
    expect(jinhe).toMatchObject({ locale: 'zh-CN', timeZone: 'Asia/Shanghai' });
    // Its place in the schedule, though Baton was running before it came.
    expect(await many.db.read.jobSchedule.count({ where: { workspaceId: jinhe?.id ?? '' } })).toBeGreaterThan(
      3,
    );
    const nora = many.slack.as('U0NORA');
    await nora.dm(en.people.welcome.setUp);
    await nora.command('#north-service', '/baton setup');
    expect((await nora.modal()).title).toBe(en.people.setup.title);
    const own = many.playground.grounds[1]?.world;
    Object.assign(own ?? {}, { scopes: own?.scopes.filter((scope) => scope !== 'usergroups:read') });
    await nora.command('#north-service', '/baton check');
    expect((await nora.ephemeral('usergroups:read')).shown).toContain(en.people.check.scopes.advice.oauth);
    // No other person of that workspace, and nobody else’s.
    const administrators = await many.db.read.staff.findMany({ where: { admin: true } });
    expect(administrators.map(({ slackUserId }) => slackUserId).sort()).toEqual(['U0NORA', 'U0PETER']);
  });

  it('see nothing of each other, and count for themselves', async () => {
    const { services } = many.baton;
    const jinhe = (await many.workspaceOf('T0JINHE'))?.id ?? '';
    const people = await setUpCompany(services, { workspaceId: jinhe });
    const sam = people.get('sam');
    if (!sam) throw new Error('There is no Sam');
    await registerCustomer(
      { services, workspaceId: jinhe, actor: { type: 'person', staff: sam }, now: services.clock.now() },
      { name: '欧阳娜 Ouyang Na', phones: ['13900001234'], source: 'online' },
    );
    const nora = many.slack.as('U0NORA');
    await many.slack.as('U0SAM').command('#service', '/customer find 欧阳');
    await many.slack.as('U0SAM').ephemeral('欧阳娜');
    for (const query of ['欧阳', '13900001234', '1234']) {
      await nora.command('#north-service', `/customer find ${query}`);
      await many.quiet();
    }
    expect(nora.ephemerals().length).toBeGreaterThan(2);
    expect(nora.ephemerals().some(({ shown }) => shown.includes('欧阳娜'))).toBe(false);

    for (const [person, channel] of [
      ['U0SAM', '#service'],
      ['U0NORA', '#north-service'],
    ] as const) {
      const client = many.slack.as(person);
      await client.command(channel, '/complaint Waited 40 minutes');
      const form = await client.modal();
      await form.fill({ 'Complainant’s name': 'Ada', Category: 'Service' });
      expect(await form.submit()).not.toMatchObject({ outcome: 'errors' });
      await many.quiet();
    }
    const complaints = await many.db.read.complaint.findMany({ orderBy: { registeredAt: 'asc' } });
    expect(complaints.map(({ number }) => number)).toEqual(['C-2026-0001', 'C-2026-0001']);
    expect(new Set(complaints.map(({ workspaceId }) => workspaceId)).size).toBe(2);
  });

  it('are left by Baton one by one: it forgets nothing, but does and says nothing more there', async () => {
    const id = (await many.workspaceOf('T0NORTH'))?.id ?? '';
    await other.forSending(id);
    many.playground.trouble.uninstall('T0NORTH');
    await many.quiet();
    expect((await many.workspaceOf('T0NORTH'))?.installation).toMatchObject({
      revokedAt: expect.any(Date),
      refreshTokenSealed: null,
    });
    const due = { workspaceId: id, state: 'open' };
    expect(await many.db.read.duty.count({ where: due })).toBeGreaterThan(0);
    expect(await many.db.read.duty.count({ where: { ...due, nextAt: { not: null } } })).toBe(0);

    // Queued while the news was on its way.
    await many.db.transaction((tx) =>
      enqueue(
        tx,
        { workspaceId: id, now: many.baton.services.clock.now() },
        { key: 'late', destination: { channelId: 'C0NORTH' }, template: 'people.welcome' },
      ),
    );
    await many.quiet();
    expect(await late(id)).toMatchObject({ state: 'parked', lastError: 'not_installed' });

    // A start with a new job gives it to those only that have Baton.
    const job = 'digests.department';
    await many.db.transaction((tx) => tx.jobSchedule.deleteMany({ where: { job } }));
    await ensureAllSchedules(many.baton.services);
    const given = await many.db.read.jobSchedule.findMany({ where: { job } });
    expect(given.map(({ workspaceId }) => workspaceId)).toEqual([(await many.workspaceOf('T0JINHE'))?.id]);

    const notices = await many.db.read.dutyNotice.count({ where: { workspaceId: id } });
    const heard = (person: string) => many.slack.as(person).dms().length;
    const before = { nora: heard('U0NORA'), anna: heard('U0ANNA') };
    await many.advanceTo('2026-11-27T04:00:00Z');
    expect(heard('U0NORA')).toBe(before.nora);
    expect(await many.db.read.dutyNotice.count({ where: { workspaceId: id } })).toBe(notices);
    expect(heard('U0ANNA')).toBeGreaterThan(before.anna);
    expect(
      await many.db.read.jobSlot.count({ where: { workspaceId: id, slot: { gt: new Date('2026-11-26') } } }),
    ).toBe(0);
    expect(await many.baton.next()).not.toBeNull();
  });

  it('take Baton back: what waited goes on, its administrator stays', async () => {
    const id = (await many.workspaceOf('T0NORTH'))?.id ?? '';
    expect((await many.install('U0NICK')).status).toBe(200);
    expect((await many.workspaceOf('T0NORTH'))?.id).toBe(id);
    const nick = await findStaff(many.db.read, { workspaceId: id, slackUserId: 'U0NICK' });
    expect(nick?.admin ?? false).toBe(false);
    const nora = many.slack.as('U0NORA');
    expect(await late(id)).not.toMatchObject({ state: 'parked' });

    // Another process still has the old token.
    const { id: staffId } = await many.db.read.staff.findFirstOrThrow({ where: { slackUserId: 'U0NORA' } });
    await many.db.transaction((tx) =>
      enqueue(
        tx,
        { workspaceId: id, now: many.baton.services.clock.now() },
        { key: 'elsewhere', destination: { staffId }, template: 'people.welcome' },
      ),
    );
    const heard = nora.dms().length;
    const outbox = createOutbox({ services: { ...many.baton.services, slack: other }, limits: noLimits });
    await outbox.drain();
    await outbox.stop();
    expect(nora.dms().length).toBe(heard + 1);
    const parked = { workspaceId: id, state: 'parked' };
    expect(await many.db.read.outboxOperation.count({ where: parked })).toBe(0);

    const before = nora.dms().length;
    await many.advanceTo('2026-11-27T10:00:00Z');
    expect(nora.dms().length).toBeGreaterThan(before);
    expect(await many.db.read.dutyNotice.count({ where: { workspaceId: id } })).toBeGreaterThan(0);
    const events = await many.db.read.history.findMany({
      where: { workspaceId: id, subjectType: 'workspace', event: { startsWith: 'workspace.' } },
      orderBy: { id: 'asc' },
    });
    expect(events.map(({ event }) => event).filter((event) => event !== 'workspace.changed')).toEqual([
      'workspace.installed',
      'workspace.removed',
      'workspace.installed',
    ]);
  });

  it('news of a removal that comes after Baton was installed again changes nothing', async () => {
    await many.playground.grounds[1]?.deliver({
      name: 'app_uninstalled',
      kind: 'events_api',
      payload: {
        type: 'event_callback',
        team_id: 'T0NORTH',
        event_id: 'Ev0LATE',
        event: { type: 'app_uninstalled' },
      },
    });
    await many.quiet();
    expect((await many.workspaceOf('T0NORTH'))?.installation?.revokedAt).toBeNull();
  });
});
