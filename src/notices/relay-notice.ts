import { addWorkingDays, addWorkingMinutes } from '../calendar/working-time.js';
import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import { record } from '../db/history.js';
import { openNewDuties } from '../duties/open-duty.js';
import { wantCard } from '../outbox/cards.js';
import { may } from '../people/may.js';
import { readersOfChannels } from '../people/readers-of-channels.js';
import { workRules } from '../people/work-calendar.js';
import { fromMarkdown } from '../slack/markdown.js';
import { oncePerForm } from '../slack/once-per-form.js';
import { escapeText } from '../slack/text.js';
import { UserError } from '../slack/user-error.js';
import { acknowledgeDutyKey, limits, type NoticeSource } from './notice.js';

/**
 * Relays a notice of the exchange or of head office to channels (docs/processes.md#notices). Everybody who is
 * expected to read it owes an acknowledgement, and is reminded of it once.
 * @throws UserError notAllowed, noticeChannels, noticeTooLong, formSentBefore
 */
export function relayNotice(
  ctx: Context,
  params: { source: NoticeSource; title: string; body: string; channelIds: readonly string[] },
): Promise<{ noticeId: string; expected: number }> {
  return commit(ctx, async (tx) => {
    await oncePerForm(tx, ctx);
    const { workspaceId, now, actor } = ctx;
    const sender = actor.type === 'person' ? actor.staff : null;
    if (!sender || !may(sender, 'notice.relay', { department: sender.department })) {
      throw new UserError('notAllowed');
    }
    const channelIds = [...new Set(params.channelIds)];
    if (channelIds.length === 0 || channelIds.length > limits.channels) {
      throw new UserError('noticeChannels', { max: limits.channels }, { field: 'channel' });
    }
    if (escapeText(fromMarkdown(params.body)).length > limits.post) {
      throw new UserError('noticeTooLong', undefined, { field: 'body' });
    }
    const { calendar, numbers } = await workRules(tx, { workspaceId, departmentId: null });
    const remindAt = addWorkingMinutes(calendar, now, numbers.noticeRemindHours * 60);
    const notice = await tx.notice.create({
      data: {
        workspaceId,
        source: params.source,
        title: params.title,
        body: params.body,
        channelIds: JSON.stringify(channelIds),
        remindAt,
        relayedById: sender.id,
        relayedAt: now,
      },
    });
    const subject = { type: 'notice', id: notice.id };
    const { source } = notice;
    await record(tx, ctx, { subject, event: 'notice.relayed', after: { source, channelIds } });
    const readers = await readersOfChannels(tx, { workspaceId, channelIds });
    const expected = readers.filter(({ id }) => id !== sender.id);
    const letGoAt = addWorkingDays(calendar, remindAt, numbers.noticeLetGoDays);
    await openNewDuties(
      tx,
      ctx,
      expected.map(({ id }) => ({
        kind: 'notice.acknowledge',
        key: acknowledgeDutyKey(notice.id, id),
        subject,
        ownerId: id,
        dueAt: remindAt,
        ladder: [
          { rung: 'due', at: remindAt },
          { rung: 'let-go', at: letGoAt },
        ],
      })),
    );
    for (const channelId of channelIds) {
      await wantCard(tx, ctx, { kind: 'notice', subjectId: notice.id, channelId });
    }
    return { noticeId: notice.id, expected: expected.length };
  });
}
