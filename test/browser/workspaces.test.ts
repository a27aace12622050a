import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBare, testManifest } from '../playground/stand.js';

const wanted = process.env.BATON_BROWSER === '1';
if (!wanted)
  console.warn('LEFT OUT: installing and several workspaces in a browser. BATON_BROWSER=1 runs them.');

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync'];
const faultsFound =
  "axe.run({ resultTypes: ['violations'] }).then((r) => r.violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.html).join(' ')))";

describe.skipIf(!wanted)('two workspaces in Chromium', () => {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let pageDir: string;
  let axe: string;
  let app: Server;
  let stand: Awaited<ReturnType<typeof startBare>>;
  /** Where browsers were sent back to. */
  const sent: URLSearchParams[] = [];

  beforeAll(async () => {
    pageDir = mkdtempSync(join(tmpdir(), 'workspaces-page-'));
    await promisify(execFile)(process.execPath, ['src/playground/page/build.mjs', `--outdir=${pageDir}`]);
    axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    app = createServer((request, response) => {
      if (request.url?.startsWith('/back?')) sent.push(new URL(request.url, 'http://x').searchParams);
      response.end('the app again');
    });
    await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve));
    const manifest = testManifest({ events: [] });
    const redirect = `http://127.0.0.1:${(app.address() as AddressInfo).port}/back`;
    stand = await startBare({
      pageDir,
      clientId: '1.2',
      clientSecret: 'secret',
      manifest: { ...manifest, oauth_config: { ...manifest.oauth_config, redirect_urls: [redirect] } },
      workspaces: [
        {
          team: { id: 'T_NORTH', name: 'North Metals', domain: 'north' },
          users: [{ id: 'U_NORA', name: 'nora', real_name: 'Nora North', is_admin: true }],
          channels: [{ id: 'C_NORTH', name: 'desk', members: ['U_NORA'] }],
        },
      ],
    });
    browser = await chromium.launch({ executablePath, args });
    context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
    page = await context.newPage();
    page.setDefaultTimeout(10_000);
  });
  afterAll(async () => {
    await browser?.close();
    await stand?.playground.close();
    app?.close();
    rmSync(pageDir, { recursive: true, force: true });
  });

  async function hasNoFault(): Promise<void> {
    await page.evaluate(axe);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await page.evaluate<string[]>(faultsFound)).toEqual([]);
    }
  }

  it('somebody is asked whether to install the app, says no, then yes', async () => {
    const asked = new URLSearchParams({ client_id: '1.2', scope: 'chat:write,commands', state: 'kept' });
    const question = `${stand.playground.authorizeUrl}?${asked}`;
    await page.goto(question);
    await hasNoFault();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('the app again').waitFor();
    await page.goto(question);
    await page.getByLabel('You are').selectOption('Nora North');
    await page.getByRole('button', { name: 'Allow' }).click();
    await page.getByText('the app again').waitFor();
    expect(sent.map((one) => [one.get('error'), one.get('state')])).toEqual([
      ['access_denied', 'kept'],
      [null, 'kept'],
    ]);
    const answer = await stand.web.oauth.v2.access({
      client_id: '1.2',
      client_secret: 'secret',
      code: sent[1]?.get('code') ?? '',
    });
    expect(answer.team).toEqual({ id: 'T_NORTH', name: 'North Metals' });
    await page.goto(`${question}&redirect_uri=https://elsewhere.example/`);
    await page.getByText('bad_redirect_uri').waitFor();
    await hasNoFault();
  });

  it('the page goes from one workspace to the other', async () => {
    await page.goto(`${stand.playground.pageUrl}?as=U_SAM`);
    const rail = page.getByRole('navigation', { name: 'Act as' });
    await rail.getByText('North Metals').waitFor();
    await rail.getByRole('button', { name: 'Nora North' }).click();
    const sidebar = page.locator('.sidebar');
    await sidebar.getByText('North Metals').waitFor();
    await sidebar.getByText('desk').waitFor();
    expect(await sidebar.getByText('service').count()).toBe(0);
    await rail.getByText('Playground').waitFor();
    await hasNoFault();
  });

  it('the trouble panel takes the app away from one of them, and voids the other’s token', async () => {
    await page.getByRole('button', { name: 'Trouble' }).click();
    const panel = page.getByRole('complementary', { name: 'Trouble' });
    const north = panel.getByRole('group', { name: 'North Metals' });
    await north.getByLabel('Installed').click();
    await expect.poll(() => stand.playground.grounds[1]?.world.installed).toBe(false);
    await north.getByLabel('Installed').click();
    await expect.poll(() => stand.playground.grounds[1]?.world.installed).toBe(true);
    const first = panel.getByRole('group', { name: 'Playground' });
    await first.getByLabel('Token revoked').click();
    const state = () =>
      stand.web.auth.test().then(
        () => 'good',
        (thrown: { data?: { error?: string } }) => thrown.data?.error,
      );
    await expect.poll(state).toBe('token_revoked');
    await first.getByLabel('Token revoked').click();
    await expect.poll(state).toBe('good');
    await hasNoFault();
  });
});
