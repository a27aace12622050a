import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Installation } from '../../src/db/types.js';
import { createFreshToken } from '../../src/slack/installing/fresh-token.js';
import { createTokenKeeper } from '../../src/slack/installing/token-keeper.js';
import { NotInstalledError } from '../../src/slack/not-installed-error.js';
import { startForMany } from './company-of-many.js';

const hourMs = 3_600_000;
let many: Awaited<ReturnType<typeof startForMany>>;
let now = Date.now();
const clock = { now: () => new Date(now) };

beforeAll(async () => {
  many = await startForMany({ rotates: true });
  await many.install('U0NORA');
});
afterAll(() => many.stop());

const row = async (): Promise<Installation> => {
  const found = (await many.workspaceOf('T0NORTH'))?.installation;
  if (!found) throw new Error('North has not installed Baton');
  return found;
};
/** As one more process would do it. */
const process = () => createFreshToken(many.baton.services, clock);
const refreshes = () =>
  many.playground.wire
    .calls('oauth.v2.access')
    .filter(({ request }) => (request as { grant_type?: string }).grant_type === 'refresh_token').length;

describe('a token that expires', () => {
  it('is kept sealed, with what gives the next one, and left alone while it is young', async () => {
    const installation = await row();
    expect(installation.refreshTokenSealed).toMatch(/^v1\./);
    const left = (installation.tokenExpiresAt?.getTime() ?? 0) - Date.now();
    expect(left).toBeGreaterThan(11 * hourMs);
    expect(await process()(installation)).toBe(installation);
    expect(refreshes()).toBe(0);
  });

  it('is renewed two hours before its end by one of several processes; the others go on with it', async () => {
    const before = await row();
    now += 10.5 * hourMs;
    const got = await Promise.all([process()(before), process()(before), process()(before)]);
    expect(refreshes()).toBe(1);
    const after = await row();
    expect(after.botTokenSealed).not.toBe(before.botTokenSealed);
    expect(after).toMatchObject({ refreshingUntil: null, revokedAt: null });
    for (const { botTokenSealed } of got) {
      expect([before.botTokenSealed, after.botTokenSealed]).toContain(botTokenSealed);
    }
    const { vault } = many.baton.services;
    const test = await fetch(`${many.playground.url}auth.test`, {
      method: 'POST',
      headers: { authorization: `Bearer ${vault.openToken(after.botTokenSealed)}` },
    });
    expect(await test.json()).toMatchObject({ ok: true, team_id: 'T0NORTH' });
  });

  it('that has run out is waited for: nobody calls Slack with it', async () => {
    const before = await row();
    now += 24 * hourMs;
    many.playground.trouble.expireToken('T0NORTH');
    const got = await Promise.all([process()(before), process()(before)]);
    const { botTokenSealed } = await row();
    expect(got.map((one) => one.botTokenSealed)).toEqual([botTokenSealed, botTokenSealed]);
    expect(refreshes()).toBe(2);
  });

  it('is good until its end while Slack is away, and is renewed once Slack is back', async () => {
    const before = await row();
    now += 11 * hourMs;
    many.playground.trouble.next({ method: 'oauth.v2.access', kind: '500', times: 1 });
    expect(await process()(before)).toBe(before);
    // Not at once: another process may be at it.
    expect((await process()(before)).botTokenSealed).toBe(before.botTokenSealed);
    now += 60_000;
    expect((await process()(before)).botTokenSealed).not.toBe(before.botTokenSealed);
  });

  it('is renewed where nothing happens, too', async () => {
    const before = await row();
    now += 10.5 * hourMs;
    const keeper = createTokenKeeper(many.baton.services, { fresh: process(), ...clock });
    keeper.start();
    await keeper.stop();
    expect((await row()).botTokenSealed).not.toBe(before.botTokenSealed);
  });

  it('for which Slack gives no other is used to its end; then Baton is at rest there until installed again', async () => {
    const before = await row();
    now += 11 * hourMs;
    const refuse = { method: 'oauth.v2.access', kind: 'error', error: 'invalid_refresh_token' } as const;
    many.playground.trouble.next({ ...refuse, times: 1 });
    expect(await process()(before)).toBe(before);
    now += hourMs;
    many.playground.trouble.next({ ...refuse, times: 1 });
    await expect(process()(before)).rejects.toThrow(NotInstalledError);
    expect(await row()).toMatchObject({ revokedAt: expect.any(Date), refreshTokenSealed: null });
    await many.install('U0NORA');
    expect(await row()).toMatchObject({ revokedAt: null, refreshTokenSealed: expect.any(String) });
  });
});
