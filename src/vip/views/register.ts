import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { VipGroup } from '../../db/types.js';
import type { Messages } from '../../messages/index.js';
import { actions, button, context, divider, modal, section } from '../../slack/blocks.js';
import { countText, date, escapeText, isCounted } from '../../slack/text.js';
import { belongsInGroup, type MembershipState } from '../membership.js';
import type { Key, RegisterCounts, RegisterEntry, RegisterList, RegisterPage } from '../register.js';
import { groupName } from './card.js';

export const registerView = 'vip.register';
export const pageSize = 8;
const lists = ['should', 'in', 'not'] as const satisfies readonly RegisterList[];

/** Where somebody stands in the register: the list, the number of its page, and the key that it begins at. */
export const registerPlace = z.object({
  list: z.enum(lists),
  page: z.number().int().min(0).max(100_000),
  from: z.object({ key: z.tuple([z.string(), z.string()]), back: z.boolean() }).nullish(),
});
export type RegisterPlace = z.output<typeof registerPlace>;

/** Who should be in the group, who is, who should not be. */
export function vipRegisterView({
  t,
  group,
  place,
  shown,
  counts,
  confirms,
  timeZone,
}: {
  t: Messages;
  group: VipGroup | null;
  place: RegisterPlace;
  shown: RegisterPage;
  counts: RegisterCounts;
  /** Whether the reader may say who is in. */
  confirms: boolean;
  timeZone: string;
}): ModalView {
  const texts = t.vip.register;
  const { list, page } = place;
  const { entries, first, last, more } = shown;
  const to = (where: RegisterPlace) => JSON.stringify(where);
  const blocks: KnownBlock[] = [
    section(aboutGroup({ t, group, timeZone })),
    actions(
      lists.map((key) =>
        button({
          text: texts.tab({ name: texts.lists[key], count: countText(t, counts[key]) }),
          actionId: `vip.list-${key}`,
          value: to({ list: key, page: 0 }),
          style: key === list ? 'primary' : undefined,
        }),
      ),
    ),
    divider(),
    ...(entries.length > 0
      ? entries.flatMap((entry) => entryBlocks({ t, entry, list, confirms }))
      : [section(texts.nobody[list])]),
  ];
  const turn = (actionId: string, text: string, number: number, key: Key, back: boolean) =>
    button({ text, actionId, value: to({ list, page: number, from: { key, back } }) });
  const turns = [
    ...(page > 0 && first ? [turn('vip.page-back', texts.previous, page - 1, first, true)] : []),
    ...(more && last ? [turn('vip.page-on', texts.next, page + 1, last, false)] : []),
    ...(group?.kind === 'slack'
      ? [button({ text: texts.compare, actionId: 'vip.compare', value: to(place) })]
      : []),
  ];
  if (turns.length > 0) blocks.push(actions(turns));
  if (page > 0 || more) {
    const pages = isCounted(counts[list]) ? Math.max(page + 1, Math.ceil(counts[list] / pageSize)) : null;
    blocks.push(context(texts.page({ page: page + 1, pages })));
  }
  return modal({
    callbackId: registerView,
    title: texts.title,
    close: t.common.close,
    metadata: place,
    blocks,
  });
}

function aboutGroup({
  t,
  group,
  timeZone,
}: {
  t: Messages;
  group: VipGroup | null;
  timeZone: string;
}): string {
  const texts = t.vip.register;
  if (!group) return texts.noGroup;
  const lines = [`*${groupName(t, group)}*`];
  if (group.lost) lines.push(`:warning: ${t.vip.lost({ group: groupName(t, group) })}`);
  if (group.kind === 'outside') lines.push(texts.byHand);
  else if (group.comparedAt) lines.push(texts.compared(date(group.comparedAt, t, { timeZone })));
  else lines.push(texts.notCompared);
  return lines.join('\n');
}

function entryBlocks({
  t,
  entry,
  list,
  confirms,
}: {
  t: Messages;
  entry: RegisterEntry;
  list: RegisterList;
  confirms: boolean;
}): KnownBlock[] {
  const { customer, membership, presence, isIn } = entry;
  const texts = t.vip.register;
  const account = membership?.slackUserId ?? presence?.slackUserId ?? null;
  const name = customer ? `*${escapeText(customer.name)}*` : presence?.name ? escapeText(presence.name) : '';
  const who = [name, account ? `<@${account}>` : ''].filter(Boolean).join(t.common.separator);
  const state = (membership?.state ?? 'linked') as MembershipState;
  const status =
    list === 'not'
      ? customer
        ? texts.status.closed
        : texts.status.stranger
      : isIn
        ? texts.status.in
        : state === 'joined'
          ? texts.status.notSeen
          : state === 'wanted' || state === 'invited'
            ? t.vip.states[state]
            : texts.status.notAsked;
  const blocks: KnownBlock[] = [section(`${who}\n${status}`)];
  const buttons = [];
  if (membership && confirms) {
    const value = membership.id;
    if (state === 'wanted' || state === 'invited') {
      buttons.push(button({ text: t.vip.card.joined, actionId: 'vip.joined', value }));
    }
    if (state === 'joined') {
      buttons.push(button({ text: t.vip.card.takeBack, actionId: 'vip.take-back', value }));
    }
    if (state === 'removing') {
      buttons.push(button({ text: t.vip.card.removed, actionId: 'vip.removed', value }));
    }
  }
  if (customer && belongsInGroup(customer.stage)) {
    if (state === 'linked' || state === 'removed') {
      buttons.push(button({ text: texts.ask, actionId: 'vip.ask', value: customer.id }));
    }
    buttons.push(button({ text: t.vip.card.link, actionId: 'vip.link', value: customer.id }));
  }
  if (buttons.length > 0) blocks.push(actions(buttons));
  return blocks;
}
