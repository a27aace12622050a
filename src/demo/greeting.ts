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
  beside: {
    title: { en: 'Set Baton up yourself', zh: '亲自设置 Baton' },
    about: {
      en: 'A second workspace, in which Baton has just been installed and nobody has set anything up. What you do in one does not touch the other.',
      zh: '另一个工作区：刚刚安装了 Baton，还没有人做过任何设置。两边互不影响。',
    },
    button: { en: 'Open an empty workspace', zh: '打开一个空的工作区' },
  },
};

/** The same where nobody has set anything up. */
export const newGreeting: Greeting = {
  title: {
    en: 'Set Baton up yourself',
    zh: '亲自设置 Baton',
  },
  about: {
    en: 'A workspace in which Baton has just been installed and nobody has set anything up. Be *Peter Sun*, who looks after it, and write `/baton setup` in any channel: Baton shows what is missing and has a button for each. The others are your colleagues.',
    zh: '这个工作区刚刚安装了 Baton，还没有人做过任何设置。请扮演管理员*孙培*，在任意频道输入 `/baton 设置`：Baton 会列出还缺什么，每一项都有按钮。其他人都是您的同事。',
  },
  beside: {
    title: { en: 'The demo company', zh: '演示公司' },
    about: {
      en: 'Where Baton is at work already, with customers and complaints under way. What you do in one does not touch the other.',
      zh: 'Baton 已经在那里工作，有客户，也有正在处理的投诉。两边互不影响。',
    },
    button: { en: 'Back to the demo company', zh: '回到演示公司' },
  },
};
