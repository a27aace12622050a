import { type Locale, messages } from '../../messages/index.js';
import type { Tour } from '../../playground/protocol.js';
import { cardLabel } from './card-label.js';
import { accepted, opened, pressed } from './signs.js';

const en = messages('en');
const zh = messages('zh-CN');
const customer = { en: 'Sophie Laurent', zh: '徐丽' };
const account = { en: 'U0SOPHIE', zh: 'U0XULI' };
const accountName = { en: 'Sophie Laurent', zh: '徐丽 Xu Li' };
const service = { en: 'U0SAM', zh: 'U0ANNA' };
const manager = { en: 'U0TONY', zh: 'U0LIWEI' };
const keeper = { en: 'U0MIA', zh: 'U0HENRY' };
const desk = { channel: 'C0VIPDESK' };

/** A funded customer is invited, let in, and ticked off by the channel itself. */
export function vipTour(company: Locale): Tour {
  const invited = cardLabel({ company, of: (words) => words.vip.card.invited });
  const link = cardLabel({ company, of: (words) => words.vip.card.link });
  return {
    id: 'vip',
    title: { en: 'Into the VIP group', zh: '客户入 VIP 群' },
    about: {
      en: 'A customer has funded the account: two colleagues owe something, and the channel itself says when it is done.',
      zh: '客户入金后，两位同事各有一件事要办；客户一进群，自动办结。',
    },
    steps: [
      {
        as: service,
        where: { channel: 'C0SERVICE' },
        says: {
          en: `${customer.en} has funded the account. Write \`/customer show ${customer.en}\`, press *${en.customers.record.moveStage}*, and then *${en.customers.moveStage.submit}*: the next stage, “${en.customers.stages.activated}”, is proposed.`,
          zh: `${customer.zh}已入金。输入 \`/customer 查看 ${customer.zh}\`，按“${zh.customers.record.moveStage}”；系统已选好下一阶段“${zh.customers.stages.activated}”，按“${zh.customers.moveStage.submit}”。`,
        },
        does: [
          {
            do: 'command',
            text: { en: `/customer show ${customer.en}`, zh: `/customer 查看 ${customer.zh}` },
          },
          { do: 'pressInForm', action_id: 'customer.move-stage' },
          { do: 'submit', values: {} },
        ],
        done: accepted('customer.move-stage-form'),
      },
      {
        as: manager,
        where: desk,
        says: {
          en: `Two duties have opened by themselves: you tell the customer and invite them, the keeper of the group lets them in. You have just phoned; press ${invited.en} on the card.`,
          zh: `系统自动生成两项待办：您告知并邀请客户，群管理员负责拉客户入群。您刚打完电话，按卡片上的${invited.zh}。`,
        },
        does: [{ do: 'press', action_id: 'vip.invited', about: customer, quiet: true }],
        done: pressed('vip.invited'),
      },
      {
        as: manager,
        where: desk,
        says: {
          en: `${customer.en} is a guest in this Slack. Press ${link.en}, choose ${customer.en} under *${en.vip.link.person}* and save: Baton then notices by itself when they join.`,
          zh: `${customer.zh}是本工作区的访客。按${link.zh}，在“${zh.vip.link.person}”中选择${customer.zh}并保存，客户进群时 Baton 会自动发现。`,
        },
        does: [
          { do: 'press', action_id: 'vip.link', about: customer },
          { do: 'submit', values: { person: accountName } },
        ],
        done: accepted('vip.link-form'),
      },
      {
        as: keeper,
        where: { channel: 'C0VIP' },
        says: {
          en: `Let them in: press the number of members at the top right of <#C0VIP> and choose ${customer.en}.`,
          zh: `拉客户入群：按 <#C0VIP> 右上角的成员数，选择${customer.zh}。`,
        },
        does: [{ do: 'add', user: account }],
        done: {
          name: 'chat.update',
          has: { 'request.text': customer, 'request.blocks': ':white_check_mark:' },
        },
      },
      {
        as: keeper,
        where: desk,
        says: {
          en: 'The card has ticked itself off and nobody owes anything any more. Write `/vip`: the register says who should be in, who is, and who should not be.',
          zh: '卡片已自动办结，两项待办随之消失。输入 `/vip` 打开名册：谁应入群、谁已入群、谁不该在群里，一目了然。',
        },
        does: [{ do: 'command', text: { en: '/vip', zh: '/vip' } }],
        done: opened('vip.register'),
      },
    ],
  };
}
