import { type Locale, messages } from '../../messages/index.js';
import type { Tour } from '../../playground/protocol.js';
import { demoTexts } from '../texts/demo-texts.js';
import { cardLabel } from './card-label.js';
import { accepted, messagesRead, pressed } from './signs.js';

const en = messages('en').briefings;
const zh = messages('zh-CN').briefings;
const author = { en: 'U0MIA', zh: 'U0HENRY' };
const reader = { en: 'U0SAM', zh: 'U0LUCY' };
const tech = { channel: 'C0TECH' };
const service = { channel: 'C0SERVICE' };
const written = {
  'part-0': {
    en: 'Spot gold closed at $4,061, up 0.2 %; silver at $51.6, up 0.6 %.',
    zh: '现货黄金收于 4,061 美元，涨 0.2%；白银收于 51.6 美元，涨 0.6%。',
  },
  'part-2': { en: 'Gold: support 4,040, resistance 4,057.', zh: '黄金支撑 4,040，压力 4,057。' },
};
const right = { en: 'Gold: support 4,040, resistance 4,075.', zh: '黄金支撑 4,040，压力 4,075。' };
const correction = { en: 'Resistance is 4,075, not 4,057.', zh: '压力位应为 4,075，不是 4,057。' };

/** Written ahead, out at its minute, read, and corrected in the open. */
export function briefingTour(company: Locale): Tour {
  const { name } = demoTexts(company).briefings.morning;
  const title = { en: name, zh: name };
  const read = cardLabel({ company, of: (words) => words.briefings.card.read });
  const correct = cardLabel({ company, of: (words) => words.briefings.card.correct });
  return {
    id: 'briefing',
    title: { en: 'The morning briefing', zh: '早评准点发布' },
    about: {
      en: 'The author is reminded and writes ahead; it goes out at 08:50 sharp, and a slip is corrected in the open.',
      zh: '到点提醒作者，提前写好，08:50 准时发布；写错了公开更正。',
    },
    steps: [
      {
        as: author,
        where: { home: 'messages' },
        says: {
          en: 'The briefing is yours to write. (Later than 08:20? Press *Next morning 08:20* at the top first.) Half an hour before its minute Baton reminds you: read it under *Baton*, *Messages*.',
          zh: `今天的${name}由您撰写。（若已过 08:20，请先按顶部的“次日早上 08:20”。）发布前半小时 Baton 会提醒您，请在 Baton 的“消息”中查看。`,
        },
        does: [{ do: 'morning' }, { do: 'read' }],
        done: messagesRead(author),
      },
      {
        as: author,
        where: tech,
        says: {
          en: `Write \`/briefing write\`, fill in what you like and press *${en.form.submit}*. It is marked ready and waits for its minute; until then you can change it.`,
          zh: `输入 \`/briefing 撰写\`，随意填写几栏，按“${zh.form.submit}”。内容已定稿，到点自动发布，在此之前随时可改。`,
        },
        does: [
          { do: 'command', text: { en: '/briefing write', zh: '/briefing 撰写' } },
          { do: 'submit', values: written },
        ],
        done: accepted('briefing.write-form'),
      },
      {
        as: reader,
        where: service,
        says: {
          en: 'Let time pass: press the last of the clock’s buttons, which goes to the next thing, until it is 08:50 and the briefing is here.',
          zh: `让时间过去：按时钟最右边的按钮前往下一件事，直到 08:50，${name}出现在频道里。`,
        },
        does: [{ do: 'wait' }],
        done: {
          name: 'chat.postMessage',
          has: { 'request.channel': 'C0SERVICE', 'request.text': title },
        },
      },
      {
        as: reader,
        where: service,
        says: {
          en: `Press ${read.en}: the authors and their lead see who has read it and who has not.`,
          zh: `按${read.zh}：作者和主管能看到谁读了、谁还没读。`,
        },
        does: [{ do: 'press', action_id: 'briefing.read', about: title, quiet: true }],
        done: pressed('briefing.read'),
      },
      {
        as: author,
        where: tech,
        says: {
          en: `Two digits were swapped. Press ${correct.en}, put it right, say under *${en.form.correction}* what was wrong, and press *${en.form.correctSubmit}*. The post is edited in every channel and says so.`,
          zh: `有个数字写反了。按${correct.zh}，改正内容，在“${zh.form.correction}”中说明，按“${zh.form.correctSubmit}”。各频道的原帖同步更正，并注明改了什么。`,
        },
        does: [
          { do: 'press', action_id: 'briefing.correct', about: title },
          { do: 'submit', values: { 'part-2': right, correction } },
        ],
        done: accepted('briefing.write-form'),
      },
    ],
  };
}
