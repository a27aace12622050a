import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startPlay } from '../../src/demo/play.js';
import type { Play } from '../../src/demo/play-workspace.js';
import { toursFor } from '../../src/demo/tour/tours.js';
import type { Said } from '../../src/playground/protocol.js';
import { type DemoData, demoData } from '../support/demo-data.js';
import { doInPage } from './walk-in-page.js';

const wanted = process.env.BATON_BROWSER === '1';
if (!wanted) console.warn('LEFT OUT: the guided tours in a browser. Run them with BATON_BROWSER=1.');

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync'];
const languages: (keyof Said)[] = ['en', 'zh'];

describe.skipIf(!wanted)('the guided tours in Chromium', () => {
  let browser: Browser;
  let pageDir: string;
  let data: Record<keyof Said, DemoData>;
  let play: Play;
  let windows: Map<string, Page>;
  let faults: string[];

  beforeAll(async () => {
    pageDir = mkdtempSync(join(tmpdir(), 'tour-page-'));
    await promisify(execFile)(process.execPath, ['src/playground/page/build.mjs', `--outdir=${pageDir}`]);
    browser = await chromium.launch({ executablePath, args });
    data = { en: await demoData({ language: 'en' }), zh: await demoData({ language: 'zh-CN' }) };
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    data?.en.remove();
    data?.zh.remove();
    rmSync(pageDir, { recursive: true, force: true });
  });
  beforeEach(async () => {
    windows = new Map();
    faults = [];
  });
  afterEach(async () => {
    await closeWindows();
    await play.stop();
    expect(faults).toEqual([]);
  });

  const begin = async (language: keyof Said) => {
    play = await startPlay({ config: data[language].config(), fresh: false, pageDir });
  };

  async function closeWindows(): Promise<void> {
    await Promise.all([...windows.values()].map((page) => page.context().close()));
    windows.clear();
  }

  /** Everybody's own window, at one's own machine. */
  async function windowOf(key: string, language: keyof Said, address: string): Promise<Page> {
    const open = windows.get(key);
    if (open) return open;
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      locale: language === 'zh' ? 'zh-CN' : 'en-GB',
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    page.on('pageerror', (error) => faults.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text());
    });
    await page.goto(`${play.playground.pageUrl}${address}`);
    windows.set(key, page);
    return page;
  }

  it.each(languages)(
    'tell whom to act as and what to press, and tick it off (%s)',
    async (language) => {
      await begin(language);
      // The morning begins as the playground opens; after the others it would have to wait for the next one.
      const tours = [...toursFor(language === 'zh' ? 'zh-CN' : 'en')];
      tours.sort((a, b) => Number(b.id === 'morning') - Number(a.id === 'morning'));
      for (const tour of tours) {
        const reached = () => play.playground.tours().find((one) => one.id === tour.id)?.at ?? 0;
        for (const [index, step] of tour.steps.entries()) {
          // In English everybody has a window of their own; in Chinese one person plays them all in one.
          const who = language === 'en' ? step.as[language] : 'everybody';
          const page = await windowOf(who, language, language === 'en' ? `?as=${step.as.en}` : '');
          const panel = page.locator('.side-panel.tour');
          if (await page.locator('.welcome').count()) await page.click(`[data-tour=${tour.id}]`);
          else if ((await panel.locator('.steps').count()) === 0) await page.click(`[data-tour=${tour.id}]`);
          const title = tour.title[language];
          if ((await panel.locator('h3').textContent()) !== title) {
            await panel.locator('.link-button').first().click();
            await page.click(`[data-tour=${tour.id}]`);
          }
          const mine = panel.locator(`.step:nth-child(${index + 1})`);
          // Reading is done as soon as one is there.
          await mine.and(panel.locator('.is-current, .is-done')).waitFor();
          const go = mine.locator('.button.primary');
          if (await go.count()) await go.click();
          await go.waitFor({ state: 'detached' });
          await doInPage(page, { step, language, isDone: () => reached() > index });
          await expect.poll(reached, { timeout: 10_000 }).toBe(index + 1);
          const marks = panel.locator('.step.is-done');
          await expect.poll(() => marks.count(), { timeout: 5000 }).toBe(index + 1);
          // Some stories end with something to read.
          const last = index + 1 === tour.steps.length;
          if (last && (await page.locator('dialog.modal').count())) await page.keyboard.press('Escape');
        }
        // Everybody goes home; who comes again finds the page as it was left.
        if (language === 'en') await closeWindows();
      }
    },
    180_000,
  );

  async function expectAccessible(page: Page): Promise<void> {
    const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.evaluate(axe);
      const found = await page.evaluate<string[]>(
        "axe.run({ resultTypes: ['violations'] }).then((r) => r.violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.target).join(' ')))",
      );
      expect(found).toEqual([]);
    }
  }

  it('greet a stranger in either language, and load their own customers, masked', async () => {
    await begin('zh');
    const page = await windowOf('stranger', 'en', '');
    await page.getByRole('heading', { name: 'Try Baton in a Slack of your own' }).waitFor();
    expect(await page.locator('.story').count()).toBe(5);
    expect(await page.locator('.story.is-next').getAttribute('data-tour')).toBe('complaint');
    await page.getByRole('button', { name: '中文' }).click();
    await page.getByRole('heading', { name: '在您自己的 Slack 里试用 Baton' }).waitFor();
    const own = page.locator('.own-data');
    const file = (text: string) => ({ name: '客户.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    await own.locator('input').setInputFiles(file('姓名,电话\n欧阳春,13812345678\n,1\n'));
    await own.getByText('可载入 1 位客户，另有 1 行不载入。').waitFor();
    expect(await own.locator('td').allTextContents()).toContain('138****5678');
    expect(await own.textContent()).toContain('第 3 行 缺少姓名。');
    await expectAccessible(page);
    await own.getByRole('button', { name: '载入 1 行' }).click();
    await own.getByText('已载入 1 位客户').waitFor();
    expect(await page.content()).not.toContain('13812345678');
  });

  it('can be closed, stay closed, and pass the accessibility checks', async () => {
    await begin('en');
    const page = await windowOf('sam', 'en', '?as=U0SAM&in=C0SERVICE');
    await page.click('[data-tour=complaint]');
    await page.locator('.step.is-current').waitFor();
    await expectAccessible(page);
    await page.locator('.side-panel .pane-head .icon-button').click();
    await page.reload();
    await page.locator('.message').first().waitFor();
    expect(await page.locator('.side-panel').count()).toBe(0);
    await page.getByRole('button', { name: 'Guided tour' }).click();
    await page.locator('.side-panel').waitFor();
  });
});
