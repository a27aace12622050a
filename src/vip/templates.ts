import { addWorkingMinutes } from '../calendar/working-time.js';
import { ofWorkspace } from '../db/of-workspace.js';
import type { MessageTemplate } from '../feature.js';
import { workRules } from '../people/work-calendar.js';
import { actions, button, section } from '../slack/blocks.js';
import { publicText } from '../slack/masking.js';
import { countText } from '../slack/text.js';
import { loadVipPacket } from './load-card.js';
import { membershipById, vipGroup, waitingJoins } from './queries.js';
import { vipCounts } from './register.js';
import { groupName } from './views/card.js';

const mostNames = 10;

/** In the card's thread: somebody still waits. Dropped when they are in, or no longer wanted. */
const waiting: MessageTemplate = {
  template: 'vip.waiting',
  async render(input) {
    const { reader, workspace, params, t } = input;
    const membership = await membershipById(reader, {
      workspaceId: workspace.id,
      membershipId: params.membershipId ?? '',
    });
    if (membership?.state !== 'wanted' && membership?.state !== 'invited') return null;
    const packet = await loadVipPacket(input, membership);
    if (!packet) return null;
    const who = membership.state === 'wanted' ? packet.manager : null;
    const text = t.vip.stillWaits({
      name: packet.customerName,
      who: [who, packet.keeper ?? t.vip.leadOfTech].filter(Boolean).join(t.common.listSeparator),
    });
    return { text, blocks: [section(text)] };
  },
};

/** The morning's message in the VIP channel: who waits for longer than the first reminder, and who should not be in. */
const daily: MessageTemplate = {
  template: 'vip.daily',
  async render({ reader, workspace, t, now }) {
    const workspaceId = workspace.id;
    const group = await vipGroup(reader, { workspaceId });
    if (!group) return null;
    const { calendar, numbers } = await workRules(reader, { workspaceId, departmentId: null });
    const found = await waitingJoins(reader, { workspaceId, limit: mostNames + 1 });
    const long = found.filter(
      ({ wantedAt }) => wantedAt && addWorkingMinutes(calendar, wantedAt, numbers.vipRemindHours * 60) <= now,
    );
    const counts = await vipCounts(reader, { workspaceId });
    if (long.length === 0 && counts.not === 0) return null;
    const customers = await reader.customer.findMany({
      where: { ...ofWorkspace(workspaceId), id: { in: long.map(({ customerId }) => customerId) } },
      select: { id: true, name: true },
    });
    const names = long.slice(0, mostNames).map(({ customerId }) => {
      const customer = customers.find(({ id }) => id === customerId);
      return publicText(customer?.name ?? t.common.unknownPerson);
    });
    const texts = t.vip.daily;
    const lines = [
      ...(names.length > 0
        ? [texts.waiting({ names: names.join(t.common.listSeparator), more: long.length > mostNames })]
        : []),
      ...(counts.not > 0
        ? [texts.unexpected({ count: countText(t, counts.not), group: groupName(t, group) })]
        : []),
    ];
    const title = texts.title({ group: groupName(t, group) });
    return {
      text: texts.fallback,
      blocks: [
        section(`*${title}*\n${lines.join('\n')}`),
        actions([button({ text: texts.open, actionId: 'vip.open-register', value: 'should' })]),
      ],
    };
  },
};

/** To the keeper and the administrators: Baton cannot look into the group any more. */
const lost: MessageTemplate = {
  template: 'vip.lost',
  async render({ reader, workspace, t }) {
    const group = await vipGroup(reader, { workspaceId: workspace.id });
    if (!group?.lost) return null;
    const name = groupName(t, group);
    const because = t.vip.lostBecause[group.lost as keyof typeof t.vip.lostBecause]({ group: name });
    const text = `${because}\n${t.vip.lostAdvice}`;
    return { text, blocks: [section(text)] };
  },
};

export const vipTemplates: readonly MessageTemplate[] = [waiting, daily, lost];
