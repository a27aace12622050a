import { type Locale, type Messages, messages } from '../../messages/index.js';

/**
 * A button of a card, in the words of a step: cards speak the company's language, so whoever reads another one gets
 * the translation beside it.
 */
export function cardLabel({ company, of }: { company: Locale; of: (words: Messages) => string }): {
  en: string;
  zh: string;
} {
  const [shown, en, zh] = [of(messages(company)), of(messages('en')), of(messages('zh-CN'))];
  return {
    en: shown === en ? `*${shown}*` : `*${shown}* (${en})`,
    zh: shown === zh ? `“${shown}”` : `“${shown}”（${zh}）`,
  };
}
