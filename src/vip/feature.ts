import type { Feature } from '../feature.js';
import { may } from '../people/may.js';
import { readMetadata } from '../slack/forms.js';
import { registerViewOf, vipCommand } from './command.js';
import { vipDuties } from './duties.js';
import { forgetMemberships } from './forget-memberships.js';
import { handOverGroup } from './hand-over.js';
import { vipJobs } from './jobs.js';
import { registerVipListeners } from './listeners.js';
import { loadVipPacket } from './load-card.js';
import { vipAffair } from './mark-step.js';
import { followStage } from './on-stage-moved.js';
import { membershipById, vipChannels } from './queries.js';
import { vipTemplates } from './templates.js';
import { vipCard } from './views/card.js';
import { registerPlace, registerView } from './views/register.js';

/** The VIP group: who should be in it, who is, who should not be (docs/processes.md#vip-group). */
export const vipFeature: Feature = {
  name: 'vip',
  commands: [vipCommand],
  events: [
    'member_joined_channel',
    'member_left_channel',
    'channel_archive',
    'channel_deleted',
    'group_archive',
    'group_deleted',
  ],
  scopes: [
    { scope: 'commands', because: '/vip shows the register of the VIP group' },
    { scope: 'channels:read', because: 'who is in the channel that is the VIP group' },
    { scope: 'groups:read', because: 'the same where that channel is private' },
    { scope: 'users:read', because: 'whether somebody in the VIP group is a colleague or a guest' },
  ],
  listeners: registerVipListeners,
  duties: vipDuties,
  jobs: vipJobs,
  templates: vipTemplates,
  cards: [
    {
      kind: 'vip',
      async render(input) {
        const { reader, workspace, subjectId, t } = input;
        const membership = await membershipById(reader, {
          workspaceId: workspace.id,
          membershipId: subjectId,
        });
        const packet = membership && (await loadVipPacket(input, membership));
        return packet ? vipCard({ t, packet, timeZone: workspace.timeZone }) : null;
      },
    },
  ],
  channels: vipChannels,
  handOver: handOverGroup,
  onStageMoved: followStage,
  forgetTrial: forgetMemberships,
  customerActions: [
    {
      actionId: 'vip.link',
      label: (t) => t.vip.card.link,
      offered: async ({ ctx, staff }, { customer }) =>
        may(staff, 'vip.invite', await vipAffair(ctx.services.db.read, ctx, customer)),
    },
  ],
  records: {
    [registerView]: (asker, metadata) => registerViewOf(asker, readMetadata(metadata, registerPlace)),
  },
};
