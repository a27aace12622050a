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
