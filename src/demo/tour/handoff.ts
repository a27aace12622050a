import { type Locale, messages } from '../../messages/index.js';
import type { Tour } from '../../playground/protocol.js';
import { cardLabel } from './card-label.js';
import { accepted, messagesRead, opened } from './signs.js';

const en = messages('en');
const zh = messages('zh-CN');
const role = {
  en: en.customers.ownerRoles['service-specialist'],
  zh: zh.customers.ownerRoles['service-specialist'],
};
const service = { en: 'Service', zh: '客服部' };
const taken = { en: 'Isabella Rossi', zh: '梁欣' };
const lying = { en: 'Ryan Patel', zh: '郭涛' };
const purpose = { en: en.handoffs.offer.purposeExample, zh: zh.handoffs.offer.purposeExample };
const seller = { en: 'U0TONY', zh: 'U0LIWEI' };
const receiver = { en: 'U0SAM', zh: 'U0ANNA' };
const owner = { en: 'Sam Zhou', zh: '何露' };
const market = { channel: 'C0MARKET' };
const offer = { do: 'submit', values: { role, department: service, purpose } } as const;
const command = (name: typeof taken) =>
  ({ do: 'command', text: { en: `/handoff ${name.en}`, zh: `/handoff ${name.zh}` } }) as const;

/** A customer goes from Market to Service; another offer lies until Baton decides. */
export function handoffTour(company: Locale): Tour {
  const accept = cardLabel({ company, of: (words) => words.handoffs.card.accept });
  return {
    id: 'handoff',
    title: { en: 'A customer changes hands', zh: '客户交接' },
    about: {
      en: 'Offered and accepted; and what happens when an offer is left lying.',
      zh: '一次顺利交接；再看无人答复时会怎样。',
    },
    steps: [
      {
        as: seller,
        where: market,
        says: {
          en: `${taken.en} has opened an account, so Service takes over. Write \`/handoff ${taken.en}\`.`,
          zh: `${taken.zh}已开户，接下来由客服部跟进。输入 \`/handoff ${taken.zh}\`。`,
        },
        does: [command(taken)],
        done: opened('handoff.offer-form'),
      },
      {
        as: seller,
        where: market,
        says: {
          en: `Choose the role “${role.en}” and the department ${service.en}, say what for, and press *${en.handoffs.offer.submit}*. Until they accept, the customer stays yours.`,
          zh: `职责选“${role.zh}”，部门选${service.zh}，写明目的，按“${zh.handoffs.offer.submit}”。对方接收之前，客户仍归您负责。`,
        },
        does: [offer],
        done: accepted('handoff.offer-form'),
      },
      {
        as: receiver,
        where: { channel: 'C0SERVICE' },
        says: {
          en: `Press ${accept.en} on the card of ${taken.en}, choose ${owner.en} as the new owner, and press *${en.handoffs.accept.submit}*.`,
          zh: `按${taken.zh}卡片上的${accept.zh}，选择由${owner.zh}接手，按“${zh.handoffs.accept.submit}”。`,
        },
        does: [
          { do: 'press', action_id: 'handoff.accept', about: taken },
          { do: 'submit', values: { owner } },
        ],
        done: accepted('handoff.accept-form'),
      },
      {
        as: seller,
        where: { home: 'messages' },
        says: {
          en: 'Both sides hear of it. Read under *Baton*, *Messages* who has taken over.',
          zh: '双方都会收到通知。打开 Baton 的“消息”，看看由谁接手。',
        },
        does: [{ do: 'read' }],
        done: messagesRead(seller),
      },
      {
        as: seller,
        where: market,
        says: {
          en: `Now one that nobody answers. Write \`/handoff ${lying.en}\` and offer them to ${service.en} in the same way.`,
          zh: `再试一次无人答复的情形。输入 \`/handoff ${lying.zh}\`，同样交给${service.zh}。`,
        },
        does: [command(lying), offer],
        done: accepted('handoff.offer-form'),
      },
      {
        as: seller,
        where: { channel: 'C0SERVICE' },
        says: {
          en: `Let time pass: press *Next morning 08:20* at the top, then the button beside it, which goes to the next thing, until the card of ${lying.en} names its new owner. After four working hours the lead is told; after eight the customer goes to whoever has most room.`,
          zh: `让时间过去：先按顶部的“次日早上 08:20”，再按旁边前往下一件事的按钮，直到${lying.zh}的卡片上出现新的负责人。4 个工作小时后通知主管，8 个工作小时后按数量均衡自动分配。`,
        },
        does: [{ do: 'morning' }, { do: 'wait' }],
        done: {
          name: 'chat.update',
          has: { 'request.text': lying },
          hasNot: { 'request.blocks': '"handoff.accept"' },
        },
      },
    ],
  };
}
