import type { Locale } from '../../messages/index.js';
import { en } from './en.js';
import { zhCn } from './zh-cn.js';

/** What the people of the demo company write. English defines the type. */
export type DemoTexts = typeof en;

/** The texts of the language that the company speaks in its channels. */
export function demoTexts(language: Locale): DemoTexts {
  return language === 'en' ? en : zhCn;
}
