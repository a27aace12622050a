import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.js';
import { newWorkspace } from '../../src/demo/new-workspace.js';
import { type Play, playIn } from '../../src/demo/play-workspace.js';
import { toursFor } from '../../src/demo/tour/tours.js';
import { messages } from '../../src/messages/index.js';

const wanted = process.env.BATON_BROWSER === '1';
if (!wanted)
  console.warn('LEFT OUT: languages and the empty workspace in a browser. BATON_BROWSER=1 runs them.');

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync'];
const faultsFound =
  "axe.run({ resultTypes: ['violations'] }).then((r) => r.violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.html).join(' ')))";
const en = messages('en').people.setup;

describe.skipIf(!wanted)('an empty workspace in Chromium', () => {
  let browser: Browser;
  let pageDir: string;
  let axe: string;
  let folder: string;
  let play: Play;
  let page: Page;

  beforeAll(async () => {
    pageDir = mkdtempSync(join(tmpdir(), 'language-page-'));
    await promisify(execFile)(process.execPath, ['src/playground/page/build.mjs', `--outdir=${pageDir}`]);
    axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    browser = await chromium.launch({ executablePath, args });
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    rmSync(pageDir, { recursive: true, force: true });
  });
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'baton-new-'));
    play = await playIn(
      { ...newWorkspace('en'), tours: toursFor('en') },
      {
        config: readConfig({ DATA_DIRECTORY: folder, PLAYGROUND_PORT: '0', LOG_LEVEL: 'silent' }),
        newKey: false,
        pageDir,
        beside: async (reads) => `${play.playground.pageUrl}?as=${reads === 'zh' ? 'U0LUCY' : 'U0SAM'}`,
      },
    );
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' });
    page = await context.newPage();
    page.setDefaultTimeout(30_000);
  }, 60_000);
  afterEach(async () => {
    await page.context().close();
    await play.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function hasNoFault(): Promise<void> {
    await page.evaluate(axe);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await page.evaluate<string[]>(faultsFound)).toEqual([]);
    }
  }

  it('each person has a switch of their language: page, App Home and forms follow', async () => {
    await page.goto(`${play.playground.pageUrl}?as=U0PETER&home=home`);
    const home = page.locator('.main');
    await home.getByText('Nobody has set Baton up yet').waitFor();
    await page.getByRole('button', { name: '中文' }).click();
    await home.getByText('还没有人设置 Baton').waitFor();
    await hasNoFault();

    // It is theirs, and nobody else's.
    await page.goto(`${play.playground.pageUrl}?as=U0DAVID&in=C0GENERAL`);
    await page.getByRole('button', { name: '中文' }).waitFor();
    await page.goto(`${play.playground.pageUrl}?as=U0PETER&in=C0GENERAL`);
    await page.getByRole('button', { name: 'English' }).click();
    await page.locator('.composer-field').click();
    await page.keyboard.type('/baton setup');
    await page.keyboard.press('Enter');
    await page.locator('dialog.modal').getByText(en.title).first().waitFor();
  });

  it('a story that was begun stays with its people when one of them reads another language', async () => {
    await page.goto(play.playground.pageUrl);
    await page.locator('[data-tour=complaint]').click();
    const who = page.locator('.step.is-current .step-who');
    await who.getByText('Sam').waitFor();
    await page.getByRole('button', { name: '中文' }).click();
    await page.getByRole('heading', { name: '投诉有人负责' }).waitFor();
    expect(await who.textContent()).toContain('周山');
    expect(await page.locator('.step.is-current .button.primary').count()).toBe(0);
  });

  it('the first page opens what is beside it, in the language that it is read in', async () => {
    await page.goto(play.playground.pageUrl);
    await page.getByRole('heading', { name: 'Set Baton up yourself' }).waitFor();
    await hasNoFault();
    await page.getByRole('button', { name: '中文' }).click();
    await page.getByRole('button', { name: '回到演示公司' }).click();
    await page.waitForURL('**/?as=U0LUCY');
  });
});
