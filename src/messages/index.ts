import { en } from './en/index.js';
import { zhCn } from './zh-cn/index.js';

/** The languages Baton speaks, as Slack names locales (anything Chinese is Simplified Chinese). */
export type Locale = 'en' | 'zh-CN';

/** Every string for people. English defines the type; a key missing in another language does not compile. */
export type Messages = typeof en;

const tables: Record<Locale, Messages> = { en, 'zh-CN': zhCn };

/** The texts of one language. */
export function messages(locale: Locale): Messages {
  return tables[locale];
}

/** Maps a Slack locale (`zh-CN`, `zh-TW`, `en-GB` …) to one that Baton speaks; `fallback` where it has none. */
export function localeOf(slackLocale: string | null | undefined, fallback: Locale): Locale {
  if (!slackLocale) return fallback;
  return slackLocale.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}
