import type { Command, CommandInput } from '../feature.js';
import { may } from '../people/may.js';
import { departmentByKey, staffById } from '../people/queries.js';
import type { Asker } from '../slack/asker.js';
import { openModal } from '../slack/modal-listeners.js';
import { UserError } from '../slack/user-error.js';
import { lookIntoGroup } from './listeners-look.js';
import { vipGroup, vipRegister } from './queries.js';
import { pageSize, type RegisterPlace, vipRegisterView } from './views/register.js';
import { setupView } from './views/setup.js';

/** `/vip`: the register of the VIP group, and what the group is. */
export const vipCommand: Command = {
  name: '/vip',
  description: 'VIP group: who should be in, who is · VIP 群名册',
  usageHint: '| compare | setup',
  usage: (t) => t.vip.usage,
  subcommands: [
    { words: ['list', 'register', '名册', '列表'], run: openRegister },
    { words: ['compare', '核对'], run: compareNow },
    { words: ['setup', '设置'], run: openSetup },
  ],
  otherwise: openRegister,
};

/** The register as it stands for somebody, at a place in it. */
export async function registerViewOf(asker: Asker, place: RegisterPlace) {
  const { ctx, staff, t, workspace } = asker;
  if (!may(staff, 'customer.read')) throw new UserError('notAllowed');
  const reader = ctx.services.db.read;
  const workspaceId = workspace.id;
  const { list } = place;
  const at = (page: number) => vipRegister(reader, { workspaceId, list, page, size: pageSize });
  const group = await vipGroup(reader, { workspaceId });
  const found = await at(place.page);
  // The last page may have gone meanwhile.
  const last = Math.max(0, Math.ceil(found.counts[list] / pageSize) - 1);
  const page = Math.min(place.page, last);
  const { entries, counts } = page === place.page ? found : await at(page);
  return vipRegisterView({ t, group, place: { list, page }, entries, counts, timeZone: workspace.timeZone });
}

async function openRegister({ asker, triggerId }: CommandInput): Promise<void> {
  const view = await registerViewOf(asker, { list: 'should', page: 0 });
  await openModal({ asker, triggerId }, view);
}

/** `/vip compare` */
async function compareNow({ asker, reply }: CommandInput): Promise<void> {
  const { ctx, staff, t, workspace } = asker;
  if (!may(staff, 'customer.read')) throw new UserError('notAllowed');
  const client = await ctx.services.slack.of(workspace.id);
  const outcome = await lookIntoGroup(ctx, client);
  const { counts } = await vipRegister(ctx.services.db.read, {
    workspaceId: workspace.id,
    list: 'not',
    page: 0,
    size: 1,
  });
  await reply(t.vip.compared[outcome](counts));
}

async function openSetup({ asker, triggerId }: CommandInput): Promise<void> {
  const { ctx, staff, t, workspace } = asker;
  const reader = ctx.services.db.read;
  const workspaceId = workspace.id;
  const department = await departmentByKey(reader, { workspaceId, key: 'tech' });
  if (!may(staff, 'vip.manage', { department })) throw new UserError('notAllowed');
  const group = await vipGroup(reader, { workspaceId });
  const keeper = group?.keeperId ? await staffById(reader, { workspaceId, staffId: group.keeperId }) : null;
  const view = setupView({ t, group, keeperSlackUserId: keeper?.slackUserId ?? null });
  await openModal({ asker, triggerId }, view);
}
