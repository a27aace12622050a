import type { Language } from './text/format-date.js';

/** Words of the tools beside the workspace: the guided tour, the inspector, making trouble. */
const en = {
  tools: 'Tools',
  tour: 'Guided tour',
  tourIntro:
    'Short stories to walk through. Steps are ticked off as they happen; do something else whenever you like.',
  orTour: 'Or follow a story',
  stepsDone: (done: number, all: number) => `${done} of ${all} steps`,
  allStories: 'All stories',
  goThere: (name: string) => `Go there as ${name}`,
  writeIt: 'Write it for me',
  skipStep: 'Skip this step',
  startAgain: 'Start again',
  nextStory: (title: string) => `Next: ${title}`,
  storyDone: 'That is the whole story. Go on as you like.',
  stepTicked: (step: number) => `Step ${step} is done.`,
  done: 'done',
};

export type ToolWords = typeof en;

const zh: ToolWords = {
  tools: '工具',
  tour: '导览',
  tourIntro: '几个简短的故事，跟着走一遍即可。步骤完成后自动打勾，您随时可以做别的事。',
  orTour: '或者跟着一个故事走',
  stepsDone: (done, all) => `已完成 ${done}/${all} 步`,
  allStories: '全部故事',
  goThere: (name) => `以${name}的身份前往`,
  writeIt: '替我填写',
  skipStep: '跳过这一步',
  startAgain: '重新开始',
  nextStory: (title) => `下一个：${title}`,
  storyDone: '故事到此结束，您可以随意试用。',
  stepTicked: (step) => `第 ${step} 步已完成。`,
  done: '已完成',
};

const tables: Record<Language, ToolWords> = { en, zh };

export function toolWordsIn(language: Language): ToolWords {
  return tables[language];
}
