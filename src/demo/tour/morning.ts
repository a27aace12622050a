import { type Locale, messages } from '../../messages/index.js';
import type { Tour } from '../../playground/protocol.js';
import { demoTexts } from '../texts/demo-texts.js';
import { cardLabel } from './card-label.js';
import { accepted, homeOpened } from './signs.js';

const en = messages('en');
const zh = messages('zh-CN');
const service = { channel: 'C0SERVICE' };
const specialist = { en: 'U0SAM', zh: 'U0LUCY' };
const receiver = { en: 'U0SAM', zh: 'U0ANNA' };
const analyst = { en: 'U0MIA', zh: 'U0HENRY' };
const seller = { en: 'U0TONY', zh: 'U0LIWEI' };
const owner = { en: 'Sam Zhou', zh: '何露' };
const offered = { en: 'Lucas Martin', zh: '韩雪' };
const complainant = { en: 'Hannah Schmidt', zh: '宋佳' };
const content = { en: 'The statement came a week late', zh: '对账单晚到了一周' };
const written = {
  'part-0': { en: 'Gold and silver little changed overnight.', zh: '隔夜金银波动不大。' },
};
const lateText = {
  'part-0': {
    en: 'Hold what you have; no new positions before tonight.',
    zh: '持仓观望，今晚数据前不开新仓。',
  },
};
const purpose = { en: en.handoffs.offer.purposeExample, zh: zh.handoffs.offer.purposeExample };
const role = {
  en: en.customers.ownerRoles['service-specialist'],
  zh: zh.customers.ownerRoles['service-specialist'],
};
const department = { en: 'Service', zh: '客服部' };

/** From 08:20 to noon: what a whole company does in a morning, and what Baton does by itself. */
export function morningTour(company: Locale): Tour {
  const { morning, advice, column } = demoTexts(company).briefings;
  /** What its author forgets: the column is Mia's, the advice Henry's. */
  const late = { en: column.name, zh: advice.name };
  const accept = cardLabel({ company, of: (words) => words.handoffs.card.accept });
  const digestOf = messages(company).digests.department.title({
    department: company === 'en' ? department.en : department.zh,
    day: '',
  });
  return {
    id: 'morning',
    title: { en: 'A busy morning', zh: '忙碌的一个上午' },
    about: {
      en: 'From 08:20 to noon with everybody: my day, the digest, a briefing on time and one too late, a complaint, a handoff.',
      zh: '从 08:20 到中午，各部门轮番上阵：我的一天、部门日报、准点的早评、迟到的建议、一件投诉、一次交接。',
    },
    steps: [
      {
        as: specialist,
        where: { home: 'home' },
        says: {
          en: '08:20. (Later already? Press *Next morning 08:20* at the top first.) *Baton*, *Home* is your day: what you owe, whom you wait for, your customers.',
          zh: '08:20。（若已过时间，请先按顶部的“次日早上 08:20”。）打开 Baton 的“主页”：您要办的、您在等的、您的客户，都在这里。',
        },
        does: [{ do: 'morning' }, { do: 'read' }],
        done: homeOpened(specialist),
      },
      {
        as: specialist,
        where: service,
        says: {
          en: 'Press the last of the clock’s buttons until it is 08:30: one digest for the whole department, instead of many reminders.',
          zh: '按时钟最右边的按钮，直到 08:30：全部门一份日报，不必逐条提醒。',
        },
        does: [{ do: 'wait' }],
        done: {
          name: 'chat.postMessage',
          has: { 'request.channel': 'C0SERVICE', 'request.text': digestOf },
        },
      },
      {
        as: analyst,
        where: { channel: 'C0TECH' },
        says: {
          en: `Twenty minutes to the briefing. Write \`/briefing write\`, fill in a line or two and press *${en.briefings.form.submit}*.`,
          zh: `离${morning.name}还有二十分钟。输入 \`/briefing 撰写\`，写上一两句，按“${zh.briefings.form.submit}”。`,
        },
        does: [
          { do: 'command', text: { en: '/briefing write', zh: '/briefing 撰写' } },
          { do: 'submit', values: written },
        ],
        done: accepted('briefing.write-form'),
      },
      {
        as: seller,
        where: { channel: 'C0MARKET' },
        says: {
          en: `${offered.en} signs today. Write \`/handoff ${offered.en}\`, choose “${role.en}” and ${department.en}, say what for, and press *${en.handoffs.offer.submit}*.`,
          zh: `${offered.zh}今天签约。输入 \`/handoff ${offered.zh}\`，选“${role.zh}”和${department.zh}，写明目的，按“${zh.handoffs.offer.submit}”。`,
        },
        does: [
          { do: 'command', text: { en: `/handoff ${offered.en}`, zh: `/handoff ${offered.zh}` } },
          { do: 'submit', values: { role, department, purpose } },
        ],
        done: accepted('handoff.offer-form'),
      },
      {
        as: seller,
        where: { channel: 'C0MARKET' },
        says: {
          en: 'On to 08:50: press the clock’s last button again. The briefing goes out at its minute, to every channel.',
          zh: `继续按时钟最右边的按钮到 08:50：${morning.name}准点发到每个频道。`,
        },
        does: [{ do: 'wait' }],
        done: {
          name: 'chat.postMessage',
          has: { 'request.channel': 'C0MARKET', 'request.text': morning.name },
        },
      },
      {
        as: specialist,
        where: service,
        says: {
          en: `The telephone: write \`/complaint ${content.en}\`, choose ${complainant.en} as the customer and “${en.complaints.categories.information}”, and press *${en.complaints.register.submit}*.`,
          zh: `电话来了：输入 \`/complaint ${content.zh}\`，客户选${complainant.zh}，类别选“${zh.complaints.categories.information}”，按“${zh.complaints.register.submit}”。`,
        },
        does: [
          { do: 'command', text: { en: `/complaint ${content.en}`, zh: `/complaint ${content.zh}` } },
          {
            do: 'submit',
            values: {
              customer: complainant,
              category: {
                en: en.complaints.categories.information,
                zh: zh.complaints.categories.information,
              },
            },
          },
        ],
        done: accepted('complaint.register-form'),
      },
      {
        as: receiver,
        where: service,
        says: {
          en: `And ${offered.en} waits: press ${accept.en} on that card, choose ${owner.en}, and press *${en.handoffs.accept.submit}*.`,
          zh: `${offered.zh}的交接还在等：按那张卡片上的${accept.zh}，选择${owner.zh}，按“${zh.handoffs.accept.submit}”。`,
        },
        does: [
          { do: 'press', action_id: 'handoff.accept', about: offered },
          { do: 'submit', values: { owner } },
        ],
        done: accepted('handoff.accept-form'),
      },
      {
        as: analyst,
        where: { home: 'messages' },
        says: {
          en: `Something was forgotten. Let it become 11:00 with the clock’s last button: nothing false is posted, but Baton tells you that “${late.en}” is not out.`,
          zh: `有件事忘了。用时钟最右边的按钮走到 11:00：频道里不会出现空话，但 Baton 会告诉您“${late.zh}”尚未发布。`,
        },
        does: [{ do: 'wait' }],
        done: {
          name: 'chat.postMessage',
          has: {
            'request.blocks': [late, { en: 'is not out', zh: '尚未发布' }],
          },
        },
      },
      {
        as: analyst,
        where: { home: 'messages' },
        says: {
          en: `Press *+1 hour*, as if you had been on the telephone. Then press *${en.briefings.write}* under it, write a line and press *${en.briefings.form.submit}*. You see the preview first; *${en.briefings.preview.publishLate}* posts it, marked late for everybody to see.`,
          zh: `按“快进 1 小时”，就当您刚才在接电话。再按下面的“${zh.briefings.write}”，写上一句，按“${zh.briefings.form.submit}”。先看到预览；按“${zh.briefings.preview.publishLate}”才会发布，并注明迟发。`,
        },
        does: [
          { do: 'hour' },
          { do: 'press', action_id: 'briefing.write', about: late },
          { do: 'submit', values: lateText, andPress: 'briefing.publish-late' },
        ],
        done: {
          name: 'chat.postMessage',
          has: { 'request.text': late, 'request.blocks': ':hourglass:' },
        },
      },
    ],
  };
}
