import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Play } from '../../src/demo/play-workspace.js';
import { toursFor } from '../../src/demo/tour/tours.js';
import type { Locale } from '../../src/messages/index.js';
import { playgroundClient } from '../../src/playground/client.js';
import { walkTour } from '../stories/walk-tour.js';

/** Where each story shows best, and before how many of its last steps; the morning first, as it begins the day. */
const views = [
  { id: 'morning', channel: 'C0SERVICE', left: 3 },
  { id: 'complaint', channel: 'C0SERVICE', left: 1 },
  { id: 'handoff', channel: 'C0SERVICE', left: 3 },
  { id: 'vip', channel: 'C0VIPDESK', left: 1 },
  { id: 'briefing', channel: 'C0TECH', left: 0 },
];

/** Walks the guided tours by their own data, and takes a picture of each beside the page that it happens on. */
export async function photographStories(
  page: Page,
  { play, locale, folder }: { play: Play; locale: Locale; folder: string },
): Promise<void> {
  const language = locale === 'en' ? 'en' : 'zh';
  const { playground } = play;
  const tours = toursFor(locale);
  await page.addInitScript("localStorage.setItem('playground.side', 'tour')");
  for (const { id, channel, left } of views) {
    const tour = tours.find((one) => one.id === id);
    if (!tour) throw new Error(`There is no story ${id}`);
    const walked = { ...tour, steps: tour.steps.slice(0, tour.steps.length - left) };
    await walkTour({ playground, slack: playgroundClient(playground), tour: walked, language });
    const there = tour.steps.find(({ where }) => 'channel' in where && where.channel === channel);
    const address = `?as=${there?.as[language]}&in=${channel}`;
    await page.goto(`${playground.pageUrl}${address}`);
    await page.locator('.message').last().waitFor();
    await page.click(`[data-tour=${id}]`);
    await page.locator('.steps').waitFor();
    // Opening a story goes where its present step is to be done; back to where it happened.
    await page.evaluate(`history.replaceState(null, '', ${JSON.stringify(address)})`);
    await page.evaluate("dispatchEvent(new PopStateEvent('popstate'))");
    await page
      .locator(`.conversation[aria-label="${nameOf(play, channel)}"] .message`)
      .last()
      .waitFor();
    const suffix = locale === 'en' ? '' : '-zh';
    await page.screenshot({ path: join(folder, `story-${id}${suffix}.png`), animations: 'disabled' });
  }
}

const nameOf = ({ playground }: Play, channel: string) => playground.ground.world.channels.get(channel)?.name;
