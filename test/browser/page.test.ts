import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startWithBolt } from '../playground/stand.js';
import { card, type Heard, registerPageApp } from './page-app.js';

const wanted = process.env.BATON_BROWSER === '1';
if (!wanted) console.warn('LEFT OUT: the browser tests of the playground. Run them with BATON_BROWSER=1.');

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync'];
const start = Date.parse('2026-11-23T00:20:00Z');
const users = [
  {
    id: 'U_SAM',
    name: 'sam',
    real_name: 'Sam Lee',
    display_name: 'Sam Lee',
    title: 'Service',
    tz: 'Asia/Shanghai',
    is_admin: true,
  },
  {
    id: 'U_MEI',
    name: 'mei',
    real_name: '张梅',
    display_name: '张梅',
    title: '市场部',
    locale: 'zh-CN',
    tz: 'Asia/Shanghai',
  },
  { id: 'U_OUT', name: 'olga', real_name: 'Olga Out', display_name: 'Olga Out', tz: 'Europe/London' },
];

// Written as text: this file is checked without the browser's types.
const focusLabel = "document.activeElement?.getAttribute('aria-label')";
const focusedBlock = (page: Page) =>
  page.evaluate<string>("document.activeElement?.closest('[data-block]')?.getAttribute('data-block')");

describe.skipIf(!wanted)('the playground page in Chromium', () => {
  let browser: Browser;
  let pageDir: string;
  let stand: Awaited<ReturnType<typeof startWithBolt>>;
  let heard: Heard;
  let contexts: BrowserContext[];
  let faults: string[];
  let now = start;

  beforeAll(async () => {
    pageDir = await mkdtemp(join(tmpdir(), 'page '));
    await promisify(execFile)(process.execPath, ['src/playground/page/build.mjs', `--outdir=${pageDir}`]);
    browser = await chromium.launch({ executablePath, args });
  });
  afterAll(async () => {
    await browser?.close();
    await rm(pageDir, { recursive: true, force: true });
  });
  beforeEach(async () => {
    heard = [];
    contexts = [];
    faults = [];
    now = start;
    const clock = {
      now: async () => new Date(now).toISOString(),
      advance: async (to: { minutes: number } | { to: string }) => {
        now = 'to' in to ? Date.parse(to.to) : now + to.minutes * 60_000;
      },
      nextThing: async () => ({
        at: new Date(now + 40 * 60_000).toISOString(),
        what: { en: 'remind the lead', zh: '提醒主管' },
      }),
    };
    stand = await startWithBolt('http', (app) => registerPageApp(app, heard), {
      users,
      pageDir,
      clock,
      messageTime: () => now,
      timings: { ackMs: 700, eventBackoffMs: [1, 5, 5] },
    });
  });
  afterEach(async () => {
    await Promise.all(contexts.map((context) => context.close()));
    await stand.stop();
    expect(faults).toEqual([]);
  });

  /** A window of its own. Anything the page logs as an error fails the test. */
  async function open(path: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
    contexts.push(context);
    const page = await context.newPage();
    page.setDefaultTimeout(8000);
    page.on('pageerror', (error) => faults.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text());
    });
    await page.goto(`${stand.playground.pageUrl}${path}`);
    return page;
  }
  const post = async (blocks: unknown[], text = 'card') =>
    stand.web.chat.postMessage({ channel: 'C_SERVICE', text, blocks: blocks as never });
  const until = (what: string) =>
    expect.poll(() => heard.filter((one) => one.what === what).length, { timeout: 5000 }).toBeGreaterThan(0);
  const detailOf = (what: string) => heard.findLast((one) => one.what === what)?.detail;

  it('lets one choose a person and shows only what that person may see', async () => {
    const page = await open('');
    await page.click('[data-person=U_MEI]');
    await page.getByRole('button', { name: /^service/ }).waitFor();
    expect(page.url()).toContain('as=U_MEI');
    expect(await page.getByText('secret').count()).toBe(0);
    expect(await page.getByRole('heading', { name: '频道', exact: true }).count()).toBe(1);
    await page.click('[data-person=U_SAM]');
    await page.getByRole('button', { name: 'secret' }).waitFor();
    expect(await page.getAttribute('html', 'lang')).toBe('en');
    await page.goBack();
    await page.getByRole('heading', { name: '频道', exact: true }).waitFor();
  });

  it('fills a form with every kind of input, by keyboard where people use it', async () => {
    const page = await open('?as=U_SAM&in=C_SERVICE');
    const box = page.getByRole('textbox', { name: 'Message #service' });
    await box.fill('/com');
    await page.getByRole('option', { name: /\/complaint.*\[text\].*Register/ }).waitFor();
    await box.press('Tab');
    await page.keyboard.type('now');
    await box.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Form' });
    await dialog.waitFor();
    expect(detailOf('command')).toBe('now');
    await expect.poll(() => focusedBlock(page)).toBe('title');

    const choose = async (label: string, query: string, name: string | RegExp) => {
      await dialog
        .getByRole('combobox', { name: new RegExp(`^${label}( \\(|$)`) })
        .first()
        .click();
      await page.keyboard.type(query);
      await dialog.getByRole('option', { name }).first().waitFor();
      await page.keyboard.press('Enter');
    };
    await dialog.getByLabel('Title').fill('Late');
    await dialog.getByLabel('Content').fill('First line\nsecond');
    await choose('Customer', '张', /张伟/);
    await choose('Severity', 'Ser', 'Serious');
    await dialog.getByRole('combobox', { name: 'Topics' }).click();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    expect(await dialog.isVisible()).toBe(true);
    await choose('Who', '张梅', /张梅/);
    await choose('Crowd', 'olga', /Olga/);
    await choose('Where', 'secret', /secret/);
    await choose('Room', 'market', /market/);
    await dialog.getByRole('radio', { name: 'Communicative' }).check();
    await dialog.getByRole('checkbox', { name: 'Phoned' }).check();
    await dialog.locator('[data-block=day] button').first().click();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await choose('Time', '14:05', /2:05/);
    await dialog.locator('[data-block=moment] button').first().click();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await dialog.getByLabel('Lots').fill('1.5');
    await dialog.getByLabel('Mail').fill('sam@example.com');
    await dialog.getByLabel('Link').fill('https://example.com');
    await dialog
      .locator('input[type=file]')
      .setInputFiles({ name: 'scan.txt', mimeType: 'text/plain', buffer: Buffer.from('x') });
    await dialog.getByText('scan.txt').waitFor();
    await dialog.getByRole('button', { name: 'Send' }).click();

    const second = page.getByRole('dialog', { name: 'Second' });
    await second.waitFor();
    const values = detailOf('submitted') as Record<string, { a: Record<string, unknown> }>;
    const held = (block: string) => values[block]?.a ?? {};
    expect(held('title').value).toBe('Late');
    expect(held('content').value).toBe('First line\nsecond');
    expect(held('customer').selected_option).toMatchObject({ value: '张伟 Zhang Wei' });
    expect(held('severity').selected_option).toMatchObject({ value: 's' });
    expect(held('topics').selected_options).toMatchObject([{ value: 'f' }]);
    expect(held('who').selected_user).toBe('U_MEI');
    expect(held('crowd').selected_users).toEqual(['U_OUT']);
    expect(held('where').selected_conversation).toBe('C_SECRET');
    expect(held('room').selected_channel).toBe('C_MARKET');
    expect(held('kind').selected_option).toMatchObject({ value: 'c' });
    expect(held('list').selected_options).toMatchObject([{ value: '2' }]);
    expect(held('day').selected_date).toBe('2026-11-30');
    expect(held('time').selected_time).toBe('14:05');
    expect(held('moment').selected_date_time).toBe(Date.parse('2026-11-24T01:00:00Z') / 1000);
    expect(held('lots').value).toBe('1.5');
    expect(held('mail').value).toBe('sam@example.com');
    expect(held('paper').files).toMatchObject([{ name: 'scan.txt' }]);

    await second.getByLabel('Extra').fill('more');
    await second.getByRole('button', { name: 'Done' }).click();
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    expect(heard.at(-1)?.what).toBe('second');
  });

  it('shows refusals beside their field, keeps what was typed, closes by Escape and gives the focus back', async () => {
    const page = await open('?as=U_SAM&in=C_SERVICE');
    const box = page.getByRole('textbox', { name: 'Message #service' });
    await box.fill('/complaint');
    await box.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Form' });
    await dialog.getByLabel('Title').fill('bad');
    await dialog.getByRole('button', { name: 'Send' }).click();
    // Required fields that are empty are refused before the app is asked.
    await dialog.locator('[data-block=content] .input-error').waitFor();
    expect(heard.some((one) => one.what === 'submitted')).toBe(false);
    const content = dialog.getByLabel('Content');
    expect(await content.getAttribute('aria-invalid')).toBe('true');
    expect(await dialog.getByLabel('Title').inputValue()).toBe('bad');
    expect(await focusedBlock(page)).toBe('customer');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    await until('closed');
    await expect.poll(() => page.evaluate<string>(focusLabel)).toBe('Message #service');
  });

  it('shows two people the same conversation at once, and each only their own asides', async () => {
    const sam = await open('?as=U_SAM&in=C_SERVICE');
    const mei = await open('?as=U_MEI&home=home');
    await mei.getByRole('heading', { name: 'My day' }).waitFor();
    const box = sam.getByRole('textbox', { name: 'Message #service' });
    await box.fill('Hello @mei <b>&amp; *all*');
    await box.press('Enter');
    await sam.getByRole('article').getByText('Hello').waitFor();
    expect(await sam.locator('.message-text').last().textContent()).toBe('Hello @张梅 <b>&amp; all');
    const entry = mei.getByRole('button', { name: /^service/ });
    await expect.poll(() => entry.textContent()).toContain('1 次提及您');
    await entry.click();
    await mei.getByRole('article').getByText('Hello').waitFor();
    await mei.getByText('新消息', { exact: true }).waitFor();
    await expect.poll(() => entry.textContent()).toBe('service');
    await box.fill('/complaint quiet');
    await box.press('Enter');
    await sam.getByText('Only visible to you').waitFor();
    expect(await mei.getByText('Nobody else sees').count()).toBe(0);
    await sam.getByRole('button', { name: 'Dismiss message' }).click();
    await expect.poll(() => sam.getByText('Nobody else sees').count()).toBe(0);
  });

  it('draws cards from text only, asks before a dangerous press, and follows the edit', async () => {
    await post(card);
    const page = await open('?as=U_SAM&in=C_SERVICE');
    const message = page.locator('.message-list').getByRole('article').last();
    await message.getByText('<img src=x onerror=alert(1)>').waitFor();
    expect(await message.locator('img').count()).toBe(0);
    expect(await message.locator('time.slack-date').textContent()).toBe('2:00 PM');
    await message.getByRole('button', { name: 'Withdraw' }).click();
    await page.getByRole('dialog', { name: 'Sure?' }).getByRole('button', { name: 'No' }).click();
    expect(heard.some((one) => one.what === 'drop')).toBe(false);
    await message.getByRole('button', { name: 'Withdraw' }).click();
    await page.getByRole('button', { name: 'Yes, withdraw' }).click();
    await until('drop');
    await message.getByRole('combobox', { name: 'Severity' }).click();
    await page.getByRole('option', { name: 'Serious' }).click();
    await until('pick');
    expect(detailOf('pick')).toBe('s');
    await message.getByRole('button', { name: 'Judge' }).click();
    await message.getByText('Judged').waitFor();
    await message.getByText('(edited)').waitFor();
  });

  it('runs shortcuts, replies in a thread, and refuses commands there', async () => {
    await post([], 'Customer is angry');
    const page = await open('?as=U_SAM&in=C_SERVICE');
    await page.getByRole('button', { name: 'Shortcuts and commands' }).click();
    await page.getByRole('menuitem', { name: /Start/ }).click();
    await until('shortcut');
    const message = page.locator('.message-list').getByRole('article').last();
    await message.hover();
    await message.getByRole('button', { name: 'Message actions' }).click();
    await page.getByRole('menuitem', { name: /Register/ }).click();
    await until('message shortcut');
    expect(detailOf('message shortcut')).toBe('Customer is angry');
    await message.hover();
    await message.getByRole('button', { name: 'Reply in thread' }).click();
    const pane = page.getByRole('complementary', { name: 'Thread' });
    const reply = pane.getByRole('textbox');
    await reply.fill('I call them');
    await reply.press('Enter');
    await pane.getByText('I call them').waitFor();
    await message.getByText('1 reply').waitFor();
    await reply.fill('/complaint x');
    await reply.press('Enter');
    await page.getByText('Commands do not work in threads').waitFor();
    expect(await reply.inputValue()).toBe('/complaint x');
    await page.keyboard.press('Escape');
    await expect.poll(() => pane.count()).toBe(0);
  });

  it('says when the app does not answer, in the person’s language', async () => {
    const page = await open('?as=U_MEI&in=C_SERVICE');
    const box = page.getByRole('textbox', { name: '发消息给 #service' });
    await box.fill('/plain x');
    await box.press('Enter');
    await page.getByText('/plain 未完成：应用没有在 3 秒内回应。').waitFor();
    await page.getByRole('button', { name: '关闭此消息' }).click();
    await expect.poll(() => page.getByText('未完成').count()).toBe(0);
  });

  it('moves the company’s clock', async () => {
    const page = await open('?as=U_SAM&in=C_SERVICE');
    const face = page.locator('.clock-face time');
    await expect.poll(() => face.textContent()).toBe('08:20');
    await page.getByRole('button', { name: '+1 hour' }).click();
    await expect.poll(() => face.textContent()).toBe('09:20');
    await page.getByRole('button', { name: /remind the lead/ }).click();
    await expect.poll(() => face.textContent()).toBe('10:00');
    await page.getByRole('button', { name: 'Next morning 08:20' }).click();
    await expect.poll(() => face.textContent()).toBe('08:20');
    expect(new Date(now).toISOString()).toBe('2026-11-24T00:20:00.000Z');
  });

  it('folds its sidebar on a phone and never scrolls sideways', async () => {
    await post(card);
    const page = await open('?as=U_SAM&in=C_SERVICE', {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
    });
    await page.getByRole('article').last().waitFor();
    expect(await page.getByRole('navigation', { name: 'Workspace' }).isVisible()).toBe(false);
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(390);
    await page.getByRole('button', { name: 'Open the sidebar' }).click();
    await page.getByRole('button', { name: 'secret' }).click();
    await page.getByRole('heading', { name: 'secret' }).waitFor();
    await expect.poll(() => page.getByRole('navigation', { name: 'Workspace' }).isVisible()).toBe(false);
  });

  it.each(['light', 'dark'] as const)('has no fault that axe finds (%s)', async (colorScheme) => {
    const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    await post(card);
    const check = async (page: Page) => {
      await page.evaluate(axe);
      return page.evaluate(async () => {
        const run = (
          globalThis as unknown as { axe: { run(): Promise<{ violations: Violation[] }> } }
        ).axe.run();
        type Violation = { id: string; nodes: { html: string; failureSummary: string }[] };
        const { violations } = await run;
        return violations.map(
          (one) => `${one.id}: ${one.nodes.map((node) => `${node.html} ${node.failureSummary}`).join(' | ')}`,
        );
      });
    };
    const page = await open('', { colorScheme });
    await page.locator('[data-person=U_SAM]').waitFor();
    expect(await check(page)).toEqual([]);
    await page.click('[data-person=U_SAM]');
    await page.getByRole('button', { name: /^service/ }).click();
    await page.getByRole('article').last().waitFor();
    expect(await check(page)).toEqual([]);
    const box = page.getByRole('textbox', { name: 'Message #service' });
    await box.fill('/complaint');
    await box.press('Enter');
    await page.getByRole('dialog', { name: 'Form' }).waitFor();
    expect(await check(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    await page.getByRole('button', { name: 'Tester' }).click();
    await page.getByRole('heading', { name: 'My day' }).waitFor();
    expect(await check(page)).toEqual([]);
  });
});
