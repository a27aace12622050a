/**
 * Makes the pictures of the guides (docs/pictures/) anew: starts the playground on a fresh temporary folder,
 * lets its people act, and photographs the page in both languages. `npm run pictures`; $CHROMIUM names the
 * browser.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { readConfig } from '../../src/config.js';
import { startPlay } from '../../src/demo/play.js';
import type { Play } from '../../src/demo/play-workspace.js';
import { type Locale, messages } from '../../src/messages/index.js';
import { playgroundClient } from '../../src/playground/client.js';
import { photographStories } from './photograph-stories.js';

const folder = new URL('../../docs/pictures/', import.meta.url).pathname;
/** A somewhat larger window, drawn at 1280×800: a handoff and a complaint fit in. */
const window = { viewport: { width: 1520, height: 950 }, deviceScaleFactor: 1280 / 1520 };

/** Who is photographed, and what they and their colleagues write. */
const scenes = {
  en: {
    suffix: '',
    browserLocale: 'en-GB',
    me: 'sam',
    seller: 'tony',
    handedOver: 'Isabella Rossi',
    purpose: 'Account opened: file the papers and follow up until funded',
    checklist: 'Trading software installed',
    complainant: 'Hannah Schmidt',
    content: 'Waited twenty minutes on the hotline on Friday and was cut off twice.',
    demand: 'A call back from somebody who can close her position.',
    searched: 'Hannah',
    grounds: 'The call log shows two calls that ended after twenty minutes on hold.',
  },
  'zh-CN': {
    suffix: '-zh',
    browserLocale: 'zh-CN',
    me: 'lucy',
    seller: 'liwei',
    handedOver: '梁欣',
    purpose: '已开户，请归档资料并跟进至入金。',
    checklist: '已安装交易软件',
    complainant: '宋佳',
    content: '周五打热线等了二十分钟，中途两次被挂断。',
    demand: '希望有人回电，协助办理平仓。',
    searched: '宋佳',
    grounds: '通话记录显示，两次来电均在等待二十分钟后中断。',
  },
} as const satisfies Record<Locale, Record<string, string>>;

/** A demo company of its own, and a window onto it. */
async function inPlayground(
  browser: Browser,
  { locale, size }: { locale: Locale; size: BrowserContextOptions },
  work: (page: Page, play: Play) => Promise<void>,
): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'baton-pictures-'));
  const config = readConfig({
    DATA_DIRECTORY: data,
    PLAYGROUND_PORT: '0',
    PLAYGROUND_LANGUAGE: locale,
  });
  const play = await startPlay({ config, fresh: true });
  const context = await browser.newContext({
    ...size,
    locale: scenes[locale].browserLocale,
    timezoneId: 'Asia/Shanghai',
    colorScheme: 'light',
    reducedMotion: 'reduce',
  });
  try {
    await work(await context.newPage(), play);
  } finally {
    await context.close();
    await play.stop();
    rmSync(data, { recursive: true, force: true });
  }
}

async function takeAll(browser: Browser, locale: Locale): Promise<void> {
  await inPlayground(browser, { locale, size: window }, async (page, play) => {
    await act(play, locale);
    // Without the guided tour beside it.
    await page.addInitScript("localStorage.setItem('playground.side', '')");
    await photograph(page, { play, locale });
  });
  const size = { viewport: { width: 1280, height: 800 } };
  await inPlayground(browser, { locale, size }, (page, play) =>
    photographStories(page, { play, locale, folder }),
  );
}

/** Market hands a customer over; a complaint comes in by phone. */
async function act({ playground }: Play, locale: Locale): Promise<void> {
  const scene = scenes[locale];
  const slack = playgroundClient(playground);
  const t = messages(locale);
  const seller = slack.as(idOf(scene.seller));
  await seller.command('#market', `/handoff ${scene.handedOver}`);
  const offer = await seller.modal({ title: t.handoffs.offer.title });
  await offer.fill({
    [t.handoffs.offer.role]: t.customers.ownerRoles['service-specialist'],
    [t.handoffs.offer.department]: t.people.departments.service ?? '',
    [t.handoffs.offer.purpose]: scene.purpose,
    [t.handoffs.offer.checklist]: scene.checklist,
  });
  await offer.submit();
  const me = slack.as(idOf(scene.me));
  await me.message('#service', scene.handedOver);

  const texts = t.complaints.register;
  await me.command('#service', `/complaint ${scene.content}`);
  const form = await me.modal({ title: texts.title });
  await form.fill({ [texts.customer]: scene.complainant });
  await slack.quiet();
  await form.fill({
    [texts.demand]: scene.demand,
    [texts.category]: t.complaints.categories.service,
    [texts.severity]: t.complaints.severities.serious,
  });
  await form.submit();
  await form.closeAll();
  await me.message('#service', scene.complainant);
  await slack.quiet();
}

async function photograph(page: Page, { play, locale }: { play: Play; locale: Locale }): Promise<void> {
  const scene = scenes[locale];
  const t = messages(locale);
  const shoot = (name: string) =>
    page.screenshot({ path: join(folder, `${name}${scene.suffix}.png`), animations: 'disabled' });
  await page.goto(`${play.playground.pageUrl}?as=${idOf(scene.me)}&in=C0SERVICE`);
  await page.getByText(scene.content).last().waitFor();
  await shoot('service-channel');

  await page.getByRole('button', { name: t.complaints.card.buttons.judge, exact: true }).last().click();
  const judge = page.getByRole('dialog', { name: t.complaints.judge.title });
  await judge.getByRole('textbox', { name: t.complaints.judge.grounds }).fill(scene.grounds);
  await shoot('judge');
  await page.keyboard.press('Escape');
  await judge.waitFor({ state: 'hidden' });

  const box = page.getByRole('textbox').last();
  await box.fill(`/complaint ${scene.content}`);
  await box.press('Enter');
  const form = page.getByRole('dialog', { name: t.complaints.register.title });
  await form.getByRole('combobox', { name: t.complaints.register.customer }).first().click();
  await page.keyboard.type(scene.searched);
  await page.getByRole('option').first().waitFor();
  await shoot('complaint-form');
}

const idOf = (handle: string) => `U0${handle.toUpperCase()}`;

mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync'],
});
try {
  for (const locale of ['en', 'zh-CN'] as const) await takeAll(browser, locale);
} finally {
  await browser.close();
}
