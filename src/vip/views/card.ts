import type { KnownBlock } from '@slack/types';
import type { Rendered } from '../../feature.js';
import type { Messages } from '../../messages/index.js';
import { actions, button, context, section } from '../../slack/blocks.js';
import { date, escapeText } from '../../slack/text.js';
import type { VipPacket } from '../load-card.js';
import type { MembershipState } from '../membership.js';

/** How the group is named to colleagues. */
export function groupName(
  t: Messages,
  group: { kind: string; channelId: string | null; name: string } | null,
): string {
  if (group?.kind === 'slack' && group.channelId) return `<#${group.channelId}>`;
  return group?.name ? escapeText(group.name) : t.vip.theGroup;
}

/** The card of a customer on the way into the group, or out of it. */
export function vipCard({
  t,
  packet,
  timeZone,
}: {
  t: Messages;
  packet: VipPacket;
  timeZone: string;
}): Rendered {
  const { membership, customerName: name, group, leadAt } = packet;
  const texts = t.vip.card;
  const state = membership.state as MembershipState;
  const leaving = state === 'removing' || state === 'removed';
  const title = leaving ? texts.leaving({ name }) : texts.joining({ name });
  const lines = [`*${title}*`, statusText({ t, packet, timeZone })];
  if (group?.lost) lines.push(`:warning: ${t.vip.lost({ group: groupName(t, group) })}`);
  const blocks: KnownBlock[] = [section(lines.join('\n'))];
  if (group?.kind === 'slack' && (state === 'wanted' || state === 'invited')) {
    const { slackUserId } = membership;
    blocks.push(context(slackUserId ? texts.account(`<@${slackUserId}>`) : texts.noAccount));
  }
  const buttons = vipButtons({ t, membership });
  if (buttons.length > 0) blocks.push(actions(buttons));
  if (buttons.length > 0 && leadAt) {
    blocks.push(context(texts.ifNobodyActs({ lead: date(leadAt, t, { timeZone }) })));
  }
  return { text: `${title} — ${t.vip.states[state]}`, blocks };
}

/** What the state allows; the click checks the person. */
export function vipButtons({
  t,
  membership,
}: {
  t: Messages;
  membership: { id: string; customerId: string; state: string; slackUserId: string | null };
}): ReturnType<typeof button>[] {
  const texts = t.vip.card;
  const value = membership.id;
  const invited = button({ text: texts.invited, actionId: 'vip.invited', value, style: 'primary' });
  const joined = button({ text: texts.joined, actionId: 'vip.joined', value });
  const link = button({ text: texts.link, actionId: 'vip.link', value: membership.customerId });
  switch (membership.state as MembershipState) {
    case 'wanted':
      return [invited, joined, link];
    case 'invited':
      return [joined, link];
    case 'removing':
      return [button({ text: texts.removed, actionId: 'vip.removed', value, style: 'primary' })];
    case 'joined':
      return [button({ text: texts.takeBack, actionId: 'vip.take-back', value })];
    default:
      return [];
  }
}

function statusText({ t, packet, timeZone }: { t: Messages; packet: VipPacket; timeZone: string }): string {
  const { membership, group, stage } = packet;
  const texts = t.vip.status;
  const at = (instant: Date | null) => (instant ? date(instant, t, { timeZone }) : '');
  const who = { manager: packet.manager ?? t.common.nobody, keeper: packet.keeper ?? t.vip.leadOfTech };
  const name = groupName(t, group);
  switch (membership.state as MembershipState) {
    case 'wanted':
      return `:envelope: ${texts.wanted({ ...who, group: name })}`;
    case 'invited':
      return `:hourglass_flowing_sand: ${texts.invited({ ...who, group: name, at: at(membership.invitedAt) })}`;
    case 'joined':
      return `:white_check_mark: ${texts.joined({ group: name, at: at(membership.joinedAt) })}`;
    case 'removing':
      return `:door: ${texts.removing({ keeper: who.keeper, group: name })}`;
    case 'removed':
      return stage === 'closed' ? `:no_entry_sign: ${texts.closed}` : `:no_entry_sign: ${texts.removed}`;
    default:
      return '';
  }
}
