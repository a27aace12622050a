import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import type { MessageTemplate } from '../feature.js';
import { enqueue } from '../outbox/enqueue.js';
import { section } from '../slack/blocks.js';
import { escapeText } from '../slack/text.js';
import type { AskedAfter } from './ask-after.js';
import { departmentName } from './department-name.js';
import { partOf } from './part-of.js';
import { departmentById } from './queries.js';

const mostNamed = 20;

/** To whoever added many people to a department whom Baton did not know: how that went. */
export const metNotice: MessageTemplate = {
  template: 'people.met',
  async render({ reader, workspace, params, t }) {
    const { departmentId = '', added = '0', waiting = '0', leftOut = '' } = params;
    const department = await departmentById(reader, { workspaceId: workspace.id, departmentId });
    if (!department) return null;
    const texts = t.people.met;
    const apps = leftOut.split(' ').filter(Boolean);
    const lines = [
      texts.added({ department: escapeText(departmentName(t, department)), count: Number(added) }),
      ...(waiting === '0' ? [] : [texts.waiting({ count: Number(waiting) })]),
      ...(apps.length === 0
        ? []
        : [
            texts.leftOut({
              who: apps
                .slice(0, mostNamed)
                .map((id) => `<@${id}>`)
                .join(t.common.separator),
              more: Math.max(0, apps.length - mostNamed),
            }),
          ]),
    ];
    const text = lines.join('\n');
    return { text, blocks: [section(text)] };
  },
};

/** Queues that message. */
export function tellMet(
  ctx: Context,
  { departmentId, added, asked }: { departmentId: string; added: number; asked: AskedAfter },
): Promise<void> {
  const part = partOf(ctx, 'met');
  return commit(part, async (tx) => {
    if (ctx.actor.type !== 'person') return;
    const { id: staffId } = ctx.actor.staff;
    await enqueue(tx, ctx, {
      key: `people.met:${departmentId}:${staffId}:${part.repeatKey ?? ctx.now.toISOString()}`,
      destination: { staffId },
      template: 'people.met',
      params: {
        departmentId,
        added: String(added - asked.leftOut.length),
        waiting: String(asked.waiting),
        leftOut: asked.leftOut.join(' '),
      },
    });
  });
}
