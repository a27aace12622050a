import type { Feature } from '../feature.js';
import { staffById } from '../people/queries.js';
import { forgetAcknowledgements } from './acknowledge-notice.js';
import { acknowledgeDuty } from './duties.js';
import { forgetNotices } from './forget-notices.js';
import { listNotices, registerNoticeListeners, relayFromCommand } from './listeners.js';
import { countReceipts, noticeById } from './queries.js';
import { noticeCard } from './views/card.js';

export const noticesFeature: Feature = {
  name: 'notices',
  commands: [
    {
      name: '/notice',
      description: 'Relay a notice of the exchange or head office 转发交易所或总部通知',
      usageHint: '[title 标题] | list',
      about: (t) => t.notices.about,
      usage: (t) => t.notices.usage,
      subcommands: [{ words: ['list', '列表', '清单'], bare: true, run: listNotices }],
      otherwise: relayFromCommand,
    },
  ],
  scopes: [
    { scope: 'commands', because: '/notice relays a notice' },
    { scope: 'chat:write', because: 'notices are posted in the chosen channels' },
  ],
  duties: [acknowledgeDuty],
  cards: [
    {
      kind: 'notice',
      async render({ reader, workspace, subjectId, t }) {
        const workspaceId = workspace.id;
        const notice = await noticeById(reader, { workspaceId, noticeId: subjectId });
        if (!notice) return null;
        const [relayer, receipts] = await Promise.all([
          staffById(reader, { workspaceId, staffId: notice.relayedById }),
          countReceipts(reader, { workspaceId, noticeIds: [notice.id] }),
        ]);
        return noticeCard({
          t,
          timeZone: workspace.timeZone,
          notice,
          relayedBy: relayer?.name ?? null,
          receipts: receipts.get(notice.id) ?? 0,
        });
      },
    },
  ],
  listeners: registerNoticeListeners,
  handOver: forgetAcknowledgements,
  forgetTrial: forgetNotices,
};
