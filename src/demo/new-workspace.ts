import type { Locale } from '../messages/index.js';
import { demoPeople } from './company.js';
import { newGreeting } from './greeting.js';
import type { PlayWorkspace } from './play-workspace.js';
import { playgroundSeeds } from './playground-seeds.js';

const names = { en: 'Your company', 'zh-CN': '您的公司' };

/** The same colleagues and channels where Baton has just been installed and nobody has set anything up; all read `language`. */
export function newWorkspace(language: Locale): PlayWorkspace {
  const locale = language === 'zh-CN' ? 'zh-CN' : 'en-US';
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return {
    team: { id: 'T0NEW', name: names[language], domain: 'new' },
    ...playgroundSeeds({ people: demoPeople.map((one) => ({ ...one, locale, tz: timeZone })) }),
    greeting: newGreeting,
    timeZone,
    takesCustomers: false,
    fill: async () => {},
  };
}
