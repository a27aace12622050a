import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { MessageTemplate } from '../feature.js';
import { staffById } from '../people/queries.js';
import { actions, button, context, section } from '../slack/blocks.js';
import { adviceFor } from './advice.js';
import { readDestination } from './destination.js';
import { parkedTemplate } from './park.js';
import { countParked, type ParkedRows } from './retry-parked.js';

export const retryAction = 'outbox.retry';

const parkedRows = z.object({ destination: z.string().max(200), error: z.string().max(100) });

/** What the *Try again* button stands for; null when its value was not made by us. */
export function readRetryValue(value: string | undefined): ParkedRows | null {
  try {
    return parkedRows.parse(JSON.parse(value ?? ''));
  } catch {
    return null;
  }
}

/** Tells an administrator what waits where, why, and what to do about it. */
export const parkedNotice: MessageTemplate = {
  template: parkedTemplate,
  async render({ reader, workspace, t, params }) {
    const rows = parkedRows.parse(params);
    const count = await countParked(reader, { workspaceId: workspace.id, ...rows });
    if (count === 0) return null;
    const target = readDestination(rows.destination);
    let where = rows.destination;
    if (target && 'channelId' in target) where = `<#${target.channelId}>`;
    if (target && 'staffId' in target) {
      const staff = await staffById(reader, { workspaceId: workspace.id, staffId: target.staffId });
      where = staff ? `<@${staff.slackUserId}>` : t.common.unknownPerson;
    }
    const blocks: KnownBlock[] = [
      section(`*${t.outbox.parked({ where, count })}*`),
      section(t.outbox.advice[adviceFor(rows.error)]),
      context(t.outbox.slackSays({ error: rows.error })),
      actions([
        button({
          text: t.outbox.tryAgain,
          actionId: retryAction,
          value: JSON.stringify(rows),
          style: 'primary',
        }),
      ]),
    ];
    return { text: t.outbox.parkedFallback, blocks };
  },
};
