import type { Locale } from '../../src/messages/index.js';
import { changeWorkspace } from '../../src/people/change-workspace.js';
import type { TestBaton } from '../support/baton.js';

/** Sets the language of the channels' posts, as an administrator does. */
export async function speakInChannels(company: TestBaton, locale: Locale): Promise<void> {
  await changeWorkspace(await company.contextOf('peter'), {
    locale,
    timeZone: 'Asia/Shanghai',
    holidays: 'china',
    workingHours: '',
  });
}

/** Everything a person could read in what is given. */
export const shown = (what: unknown): string => JSON.stringify(what);

/**
 * A story whose steps stand on one another is one test: where a step fails, the story ends there, under its name.
 * Give `run` to the one `it`.
 */
export function story(): {
  step(says: string, does: () => Promise<void> | void): void;
  run(): Promise<void>;
} {
  const steps: { says: string; does: () => Promise<void> | void }[] = [];
  return {
    step: (says, does) => void steps.push({ says, does }),
    async run() {
      for (const { says, does } of steps) {
        try {
          await does();
        } catch (error) {
          if (error instanceof Error) error.message = `${says}: ${error.message}`;
          throw error;
        }
      }
    },
  };
}
