import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startWithBolt } from '../playground/stand.js';
import { registerPageApp } from './page-app.js';

const wanted = process.env.BATON_BROWSER === '1';
if (!wanted) console.warn('LEFT OUT: inspector and trouble in a browser. Run them with BATON_BROWSER=1.');

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync'];
const faultsFound =
  "axe.run({ resultTypes: ['violations'] }).then((r) => r.violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.html).join(' ')))";

describe.skipIf(!wanted)('the tools beside the workspace in Chromium', () => {
  let browser: Browser;
  let context: BrowserContext;
  let pageDir: string;
  let axe: string;
  let stand: Awaited<ReturnType<typeof startWithBolt>>;
  let faults: string[];

  beforeAll(async () => {
    pageDir = mkdtempSync(join(tmpdir(), 'tools-page-'));
    await promisify(execFile)(process.execPath, ['src/playground/page/build.mjs', `--outdir=${pageDir}`]);
    axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    browser = await chromium.launch({ executablePath, args });
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(pageDir, { recursive: true, force: true });
  });
  beforeEach(async () => {
    faults = [];
    stand = await startWithBolt('http', (app) => registerPageApp(app, []), {
      pageDir,
      timings: { ackMs: 700, eventBackoffMs: [1, 5, 5] },
    });
  });
  afterEach(async () => {
    await context.close();
    await stand.stop();
    expect(faults).toEqual([]);
  });

  async function open(viewport = { width: 1280, height: 800 }): Promise<Page> {
    context = await browser.newContext({ viewport, reducedMotion: 'reduce' });
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    page.on('pageerror', (error) => faults.push(String(error)));
    await page.goto(`${stand.playground.pageUrl}?as=U_SAM&in=C_SERVICE`);
    await page.locator('.composer-field').waitFor();
    return page;
  }
  const send = async (page: Page, text: string) => {
    const box = page.locator('.main .composer-field');
    await box.fill(text);
    await box.press('Enter');
  };
  async function hasNoFault(page: Page): Promise<void> {
    await page.evaluate(axe);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await page.evaluate<string[]>(faultsFound)).toEqual([]);
    }
  }

  it('the inspector shows what goes over the wire, finds it, and works by keyboard', async () => {
    const page = await open();
    await page.getByRole('button', { name: 'Inspector' }).click();
    await send(page, '/complaint quiet');
    const list = page.getByRole('listbox', { name: 'Inspector' });
    await list.getByRole('option', { name: /complaint/ }).waitFor();
    await page.getByRole('searchbox').fill('ephemeral');
    await expect.poll(() => list.getByRole('option').count()).toBe(1);
    await list.focus();
    await page.keyboard.press('ArrowDown');
    const detail = page.locator('.wire-detail');
    await detail.getByText('"response_type": "ephemeral"').waitFor();
    expect(await list.getAttribute('aria-activedescendant')).toMatch(/^wire-\d+$/);
    await hasNoFault(page);
    await page.locator('.inspector-head').getByRole('button', { name: 'Close' }).click();
    expect(await list.count()).toBe(0);
  });

  it('the trouble panel makes things go wrong, and mends them', async () => {
    const page = await open();
    await page.getByRole('button', { name: 'Trouble' }).click();
    const panel = page.getByRole('complementary', { name: 'Trouble' });
    await panel.getByRole('button', { name: 'The answer comes too late' }).click();
    await panel.getByText('Still to happen').waitFor();
    await hasNoFault(page);
    await send(page, '/complaint quiet');
    await page.getByText(/\/complaint failed because/).waitFor();
    await expect.poll(() => panel.getByText('Still to happen').count(), { timeout: 5000 }).toBe(0);

    const service = panel.getByRole('group', { name: '#service' });
    await service.getByLabel(/is in it/).click();
    await page.getByText(/is not in this channel/).waitFor();
    await service.getByLabel('Archived').click();
    await page.getByText('This channel is archived.').waitFor();
    await service.getByLabel('Archived').click();
    await page.locator('.main .composer-field').waitFor();
  });

  it('neither makes a phone scroll sideways', async () => {
    const page = await open({ width: 390, height: 760 });
    const wide = () => page.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth');
    await page.getByRole('button', { name: 'Trouble' }).click();
    await page.getByRole('complementary', { name: 'Trouble' }).waitFor();
    expect(await wide()).toBe(false);
    await page.getByRole('complementary', { name: 'Trouble' }).getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: 'Inspector' }).click();
    await page.getByRole('searchbox').waitFor();
    expect(await wide()).toBe(false);
  });
});
