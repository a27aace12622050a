import type { MessageTemplate } from '../feature.js';
import { actions, button, section } from '../slack/blocks.js';
import { escapeText } from '../slack/text.js';
import { isHappy } from './callback.js';

/** To the lead, the same day: a customer is not satisfied. What they said stands in the customer's record. */
const unhappy: MessageTemplate = {
  template: 'callback.unhappy',
  async render({ reader, workspace, params, t }) {
    const call = await reader.callback.findFirst({
      where: { id: params.callbackId ?? '', workspaceId: workspace.id },
    });
    if (!call?.satisfaction || isHappy(call.satisfaction)) return null;
    const customer = await reader.customer.findFirst({ where: { id: call.customerId, erasedAt: null } });
    if (!customer) return null;
    const caller = await reader.staff.findFirst({ where: { id: call.calledById ?? '' } });
    const text = t.callbacks.unhappy({
      name: escapeText(customer.name),
      level: t.callbacks.form.levels[String(call.satisfaction) as '1' | '2' | '3'],
      by: caller ? `<@${caller.slackUserId}>` : t.common.unknownPerson,
    });
    const open = button({ text: t.customers.find.open, actionId: 'customer.open', value: customer.id });
    return { text, blocks: [section(text), actions([open])] };
  },
};

export const callbackTemplates: readonly MessageTemplate[] = [unhappy];
