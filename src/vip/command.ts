import type { ModalView } from '@slack/types';
import type { Command, CommandInput } from '../feature.js';
import { may } from '../people/may.js';
import { notYetColleague } from '../people/need.js';
import { departmentByKey, staffById } from '../people/queries.js';
import type { Asker } from '../slack/asker.js';
import { openModal } from '../slack/modal-listeners.js';
import { countText } from '../slack/text.js';
import { UserError } from '../slack/user-error.js';
import { mayConfirm } from './confirming.js';
import { lookIntoGroup } from './listeners-look.js';
import { vipGroup } from './queries.js';
import { vipCounts, vipRegister } from './register.js';
import { pageSize, type RegisterPlace, vipRegisterView } from './views/register.js';
import { setupView } from './views/setup.js';

/** `/vip`: the register of the VIP group, and what the group is. */
export const vipCommand: Command = {
  name: '/vip',
  description: 'VIP group: who should be in, who is · VIP 群名册',
  usageHint: '| compare | setup',
  about: (t) => t.vip.about,
  usage: (t) => t.vip.usage,
  subcommands: [
    { words: ['list', 'register', '名册', '列表'], bare: true, run: openRegister },
    { words: ['compare', '核对'], bare: true, run: compareNow },
    { words: ['setup', '设置'], bare: true, run: openSetup },
  ],
  alone: openRegister,
};

/** The register as it stands for somebody, at a place in it. */
export async function registerViewOf(asker: Asker, place: RegisterPlace) {
  const { ctx, staff, t, workspace } = asker;
  if (!may(staff, 'customer.read')) throw notYetColleague(staff);
  const reader = ctx.services.db.read;
  const workspaceId = workspace.id;
  const group = await vipGroup(reader, { workspaceId });
  const [asked, counts, confirms] = await Promise.all([
    vipRegister(reader, { workspaceId, list: place.list, from: place.from ?? null, size: pageSize }),
    vipCounts(reader, { workspaceId }),
    mayConfirm(reader, ctx, { group, membershipId: null }),
  ]);
  // Of a page that has gone meanwhile, or begins in the midst of the first one, the first is shown.
  const isFirst = place.page === 0 || asked.entries.length < (place.from?.back ? pageSize : 1);
  const shown =
    isFirst && place.from
      ? await vipRegister(reader, { workspaceId, list: place.list, size: pageSize })
      : asked;
  const at: RegisterPlace = isFirst ? { list: place.list, page: 0 } : place;
  return vipRegisterView({ t, group, place: at, shown, counts, confirms, timeZone: workspace.timeZone });
}

async function openRegister({ asker, triggerId }: CommandInput): Promise<void> {
  const view = await registerViewOf(asker, { list: 'should', page: 0 });
  await openModal({ asker, triggerId }, view);
}

/** `/vip compare` */
async function compareNow({ asker, reply }: CommandInput): Promise<void> {
  const { ctx, staff, t, workspace } = asker;
  if (!may(staff, 'customer.read')) throw notYetColleague(staff);
  const client = await ctx.services.slack.of(workspace.id);
  const outcome = await lookIntoGroup(ctx, client);
  const { should, in: isIn, not } = await vipCounts(ctx.services.db.read, { workspaceId: workspace.id });
  const counts = { should: countText(t, should), in: countText(t, isIn), not: countText(t, not) };
  await reply(t.vip.compared[outcome](counts));
}

async function openSetup({ asker, triggerId }: CommandInput): Promise<void> {
  await openModal({ asker, triggerId }, await setupViewOf(asker));
}

/** @throws UserError notAllowed */
export async function setupViewOf(asker: Asker): Promise<ModalView> {
  const { ctx, staff, t, workspace } = asker;
  const reader = ctx.services.db.read;
  const workspaceId = workspace.id;
  const department = await departmentByKey(reader, { workspaceId, key: 'tech' });
  if (!may(staff, 'vip.manage', { department })) throw new UserError('notAllowed');
  const group = await vipGroup(reader, { workspaceId });
  const keeper = group?.keeperId ? await staffById(reader, { workspaceId, staffId: group.keeperId }) : null;
  return setupView({ t, group, keeperSlackUserId: keeper?.slackUserId ?? null });
}
