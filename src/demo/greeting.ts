import type { Greeting } from '../playground/protocol.js';

/** What a stranger reads first. */
export const greeting: Greeting = {
  title: {
    en: 'Try Baton in a Slack of your own',
    zh: '在您自己的 Slack 里试用 Baton',
  },
  about: {
    en: 'Baton carries customers and complaints from department to department, so that nobody is ever without an owner. Here it is at work at *Jinhe Bullion*, a brokerage that does not exist: twelve colleagues, forty customers, and a workspace that behaves like Slack. Nothing leaves this computer.',
    zh: 'Baton 让客户和投诉在部门之间接力，任何时候都有人负责。它正在一家虚构的贵金属公司“金和贵金属”里工作：十二名员工、四十位客户，和一个与 Slack 行为一致的工作区。所有内容都留在这台电脑上。',
  },
};
