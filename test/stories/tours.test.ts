import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoChannels, demoPeople } from '../../src/demo/company.js';
import { startPlay } from '../../src/demo/play.js';
import type { Play } from '../../src/demo/play-workspace.js';
import { cardLabel } from '../../src/demo/tour/card-label.js';
import { toursFor } from '../../src/demo/tour/tours.js';
import type { Locale } from '../../src/messages/index.js';
import { playgroundClient } from '../../src/playground/client.js';
import { type DemoData, demoData } from '../support/demo-data.js';
import { type Language, walkTour } from './walk-tour.js';

const languages: [Language, Locale][] = [
  ['en', 'en'],
  ['zh', 'zh-CN'],
];

describe.each(languages)('the guided tours in %s', (language, company) => {
  const tours = toursFor(company);
  let data: DemoData;
  let play: Play;

  beforeAll(async () => {
    data = await demoData({ language: company });
    play = await startPlay({ config: data.config(), fresh: false, pageDir: undefined });
  }, 90_000);
  afterAll(async () => {
    await play?.stop();
    data?.remove();
  });

  it('begin before anything happens: the digests of 08:30 come first', () => {
    expect(data.firstThing?.what).toBe('job:digests.department');
    expect(data.firstThing?.at.toISOString()).toMatch(/T00:30:00/);
  });

  // The morning begins as the playground opens; after the others it would have to wait for the next one.
  const order = [...tours].sort((a, b) => Number(b.id === 'morning') - Number(a.id === 'morning'));
  it.each(order.map((tour) => [tour.id, tour] as const))(
    '%s: every step can be done and is ticked off',
    async (_id, tour) => {
      const { playground } = play;
      await walkTour({ playground, slack: playgroundClient(playground), tour, language });
      expect(playground.tours().find((one) => one.id === tour.id)?.at).toBe(tour.steps.length);
    },
    60_000,
  );

  it('each step is for somebody who reads this language, in a place they may see', () => {
    for (const step of tours.flatMap((tour) => tour.steps)) {
      const person = demoPeople.find((one) => one.id === step.as[language]);
      expect(person?.locale.slice(0, 2)).toBe(language);
      const { where } = step;
      if ('channel' in where) expect(demoChannels.map((one) => one.id)).toContain(where.channel);
    }
  });
});

describe('a button of a card in a step', () => {
  const label = (company: Locale) => cardLabel({ company, of: (words) => words.handoffs.card.accept });

  it('is named as the card shows it, and translated for whoever reads another language', () => {
    expect(label('en')).toEqual({ en: '*Accept*', zh: '“Accept”（接收）' });
    expect(label('zh-CN')).toEqual({ en: '*接收* (Accept)', zh: '“接收”' });
  });
});
