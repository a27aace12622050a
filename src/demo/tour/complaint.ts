import { type Locale, messages } from '../../messages/index.js';
import type { Tour } from '../../playground/protocol.js';
import { cardLabel } from './card-label.js';
import { accepted, messagesRead, opened } from './signs.js';

const en = messages('en').complaints;
const zh = messages('zh-CN').complaints;
const customer = { en: 'Daniel Reed', zh: '孙悦' };
const content = {
  en: 'Waited forty minutes at the reception',
  zh: '在接待室等了四十分钟，没有人接待',
};
const grounds = { en: 'The visitor list shows it.', zh: '来访登记表上有记录。' };
const service = { channel: 'C0SERVICE' };
const registrar = { en: 'U0SAM', zh: 'U0LUCY' };
const decider = { en: 'U0DAVID', zh: 'U0ANNA' };
const investigator = { en: 'U0MIA', zh: 'U0HENRY' };

/** From the telephone to a department that answers for it. */
export function complaintTour(company: Locale): Tour {
  const judge = cardLabel({ company, of: (words) => words.complaints.card.buttons.judge });
  const assign = cardLabel({ company, of: (words) => words.complaints.card.buttons.assign });
  return {
    id: 'complaint',
    title: { en: 'A complaint finds its owner', zh: '投诉有人负责' },
    about: {
      en: 'Registered in a minute, judged at once, and given to a department that answers for it.',
      zh: '一分钟登记，随即判断，交给部门负责到底。',
    },
    steps: [
      {
        as: registrar,
        where: service,
        says: {
          en: `A customer is on the phone. Write \`/complaint ${content.en}\` and press Enter.`,
          zh: `客户来电投诉。输入 \`/complaint ${content.zh}\`，按回车。`,
        },
        does: [{ do: 'command', text: { en: `/complaint ${content.en}`, zh: `/complaint ${content.zh}` } }],
        done: opened('complaint.register-form'),
      },
      {
        as: registrar,
        where: service,
        says: {
          en: `Under *${en.register.customer}* type ${customer.en} and choose. As *${en.register.category}* take “${en.categories.service}”. The rest may stay. Press *${en.register.submit}*.`,
          zh: `在“${zh.register.customer}”中输入“${customer.zh}”并选择；“${zh.register.category}”选“${zh.categories.service}”，其余不必改。按“${zh.register.submit}”。`,
        },
        does: [
          {
            do: 'submit',
            values: { customer, category: { en: en.categories.service, zh: zh.categories.service } },
          },
        ],
        done: accepted('complaint.register-form'),
      },
      {
        as: registrar,
        where: service,
        says: {
          en: `Its card is in <#C0SERVICE> now. Press ${judge.en} on it. It is a failure of ours: write under *${en.judge.grounds}* what you checked, choose a day under *${en.judge.promisedAt}*, and press *${en.judge.submit}*.`,
          zh: `投诉卡片已出现在 <#C0SERVICE>。按卡片上的${judge.zh}。这是我方过失：在“${zh.judge.grounds}”中写明核对了什么，选好“${zh.judge.promisedAt}”，按“${zh.judge.submit}”。`,
        },
        does: [
          { do: 'press', action_id: 'complaint.judge', about: customer },
          { do: 'submit', values: { grounds, promisedAt: { hours: 48 } } },
        ],
        done: accepted('complaint.judge-form'),
      },
      {
        as: decider,
        where: service,
        says: {
          en: `Somebody must answer for it. Press ${assign.en} on the card, choose Tech, let <@U0MIA> investigate, and press *${en.assign.submit}*.`,
          zh: `要有部门负责。按卡片上的${assign.zh}，选择技术部，由 <@U0HENRY> 调查，按“${zh.assign.submit}”。`,
        },
        does: [
          { do: 'press', action_id: 'complaint.assign', about: customer },
          { do: 'submit', values: { department: { en: 'Tech', zh: '技术部' }, investigator } },
        ],
        done: accepted('complaint.assign-form'),
      },
      {
        as: investigator,
        where: { home: 'messages' },
        says: {
          en: 'You were told at once. Read it under *Baton*, *Messages*. The card in the channel tells everybody else, and what happens if nobody acts.',
          zh: '您已收到通知：打开 Baton 的“消息”查看。频道里的卡片让大家都知道进展，以及无人处理时会怎样。',
        },
        does: [{ do: 'read' }],
        done: messagesRead(investigator),
      },
    ],
  };
}
