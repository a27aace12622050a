import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoChannels, demoPeople } from '../../src/demo/company.js';
import { type Play, startPlay } from '../../src/demo/play.js';
import { tours } from '../../src/demo/tour/tours.js';
import { playgroundClient } from '../../src/playground/client.js';
import { type DemoData, demoData } from '../support/demo-data.js';
import { type Language, walkTour } from './walk-tour.js';

const languages: Language[] = ['en', 'zh'];

let data: DemoData;
beforeAll(async () => {
  data = await demoData();
}, 90_000);
afterAll(() => data?.remove());

describe.each(languages)('the guided tours in %s', (language) => {
  let play: Play;

  beforeAll(async () => {
    play = await startPlay({ config: data.config(), fresh: false, pageDir: undefined });
  });
  afterAll(() => play?.stop());

  it.each(tours.map((tour) => [tour.id, tour] as const))(
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
