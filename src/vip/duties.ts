import { ofWorkspace } from '../db/of-workspace.js';
import type { Duty, VipMembership } from '../db/types.js';
import type { DutyKind, RenderInput, RungRule } from '../feature.js';
import { cardKey } from '../outbox/destination.js';
import { enqueue } from '../outbox/enqueue.js';
import { actions, button } from '../slack/blocks.js';
import { publicText } from '../slack/masking.js';
import { setUpDuty } from './ask-to-join.js';
import { vipGroup } from './queries.js';
import { groupName } from './views/card.js';

type Word = (input: RenderInput, params: { name: string; group: string }) => string;

const rungs: Readonly<Record<string, RungRule>> = {
  asked: { tells: 'owner' },
  daily: { tells: 'owner', repeats: 'each-working-day' },
};

/** With the second reminder the VIP channel is reminded too, in the card's thread. */
const remindChannel: RungRule = {
  tells: 'owner',
  async act(tx, { ctx, duty }) {
    const group = await vipGroup(tx, { workspaceId: ctx.workspaceId });
    if (!group) return;
    await enqueue(tx, ctx, {
      key: `vip.waiting:${duty.id}`,
      destination: { channelId: group.cardsChannelId },
      template: 'vip.waiting',
      params: { membershipId: duty.subjectId },
      parentKey: cardKey({ kind: 'vip', subjectId: duty.subjectId }),
    });
  },
};

function vipDuty(
  kind: string,
  more: {
    rungs: DutyKind['rungs'];
    tickOff?: true;
    word: Word;
    buttons: (input: RenderInput, membership: VipMembership, duty: Duty) => ReturnType<typeof button>[];
  },
): DutyKind {
  return {
    kind,
    rungs: more.rungs,
    ...(more.tickOff ? { tickOff: true } : {}),
    async describe(input) {
      const { reader, workspace, duties, t } = input;
      const workspaceId = workspace.id;
      const [memberships, group] = await Promise.all([
        reader.vipMembership.findMany({
          where: { ...ofWorkspace(workspaceId), id: { in: duties.map(({ subjectId }) => subjectId) } },
        }),
        vipGroup(reader, { workspaceId }),
      ]);
      const customers = await reader.customer.findMany({
        where: {
          ...ofWorkspace(workspaceId),
          id: { in: memberships.map(({ customerId }) => customerId) },
          erasedAt: null,
        },
        select: { id: true, name: true },
      });
      const names = new Map(customers.map(({ id, name }) => [id, publicText(name)]));
      return new Map(
        duties.flatMap((duty) => {
          const membership = memberships.find(({ id }) => id === duty.subjectId);
          const name = names.get(membership?.customerId ?? '');
          if (!membership || name === undefined) return [];
          const line = more.word(input, { name, group: groupName(t, group) });
          const lost = group?.lost ? `\n:warning: ${t.vip.lost({ group: groupName(t, group) })}` : '';
          return [
            [
              duty.id,
              { line: `${line}${lost}`, button: actions(more.buttons(input, membership, duty)) },
            ] as const,
          ];
        }),
      );
    },
  };
}

/** Who brings a customer into the group, and out of it (docs/processes.md#vip-group). */
export const vipDuties: readonly DutyKind[] = [
  vipDuty('vip.invite', {
    rungs,
    word: ({ t }, params) => t.vip.duties.invite(params),
    buttons: ({ t }, { id, customerId }) => [
      button({ text: t.vip.card.invited, actionId: 'vip.invited', value: id, style: 'primary' }),
      button({ text: t.customers.find.open, actionId: 'customer.open', value: customerId }),
    ],
  }),
  vipDuty('vip.tell', {
    rungs,
    tickOff: true,
    word: ({ t }, params) => t.vip.duties.tell(params),
    buttons: ({ t }, { customerId }, duty) => [
      button({ text: t.vip.card.told, actionId: 'duty.done', value: duty.id, style: 'primary' }),
      button({ text: t.customers.find.open, actionId: 'customer.open', value: customerId }),
    ],
  }),
  {
    kind: setUpDuty,
    rungs: { asked: { tells: 'owner' } },
    async describe({ t, duties }) {
      const setUp = button({ text: t.vip.setup.open, actionId: 'vip.open-setup', style: 'primary' });
      return new Map(duties.map(({ id }) => [id, { line: t.vip.duties.setUp, button: actions([setUp]) }]));
    },
  },
  vipDuty('vip.add', {
    rungs: { ...rungs, due: remindChannel },
    word: ({ t }, params) => t.vip.duties.add(params),
    buttons: ({ t }, { id, customerId }) => [
      button({ text: t.vip.card.joined, actionId: 'vip.joined', value: id, style: 'primary' }),
      button({ text: t.vip.card.link, actionId: 'vip.link', value: customerId }),
    ],
  }),
  vipDuty('vip.remove', {
    rungs,
    word: ({ t }, params) => t.vip.duties.remove(params),
    buttons: ({ t }, { id }) => [
      button({ text: t.vip.card.removed, actionId: 'vip.removed', value: id, style: 'primary' }),
    ],
  }),
];
