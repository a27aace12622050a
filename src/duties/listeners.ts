import type { App, BlockAction, ButtonAction, ViewSubmitAction } from '@slack/bolt';
import type { Services } from '../context.js';
import { findStaff } from '../people/queries.js';
import { type Asker, askerOf } from '../slack/asker.js';
import { readForm, readMetadata, submitForm } from '../slack/forms.js';
import { showModal } from '../slack/modals.js';
import { UserError } from '../slack/user-error.js';
import { needDuty } from './duty-at-hand.js';
import { finishDuty } from './finish-duty.js';
import { reassignDuty } from './reassign-duty.js';
import { describeDuties } from './reminder.js';
import { snoozeDuty } from './snooze-duty.js';
import { loadSurroundings, nextWorkingMorning } from './surroundings.js';
import {
  dutyMetadata,
  handOverForm,
  handOverShape,
  type SnoozeChoice,
  snoozeForm,
  snoozeShape,
} from './views/forms.js';

const laterTodayMs = 2 * 3_600_000;

export function registerDutyListeners(app: App, services: Services): void {
  app.action<BlockAction<ButtonAction>>('duty.snooze', async (args) => {
    await args.ack();
    const asker = await askerOf(args);
    const about = await dutyInWords(asker, { dutyId: args.action.value ?? '', action: 'duty.snooze' });
    const view = snoozeForm({ ...about, t: asker.t });
    await showModal({ client: args.client, body: args.body, view });
  });

  app.action<BlockAction<ButtonAction>>('duty.hand-over', async (args) => {
    await args.ack();
    const asker = await askerOf(args);
    const about = await dutyInWords(asker, { dutyId: args.action.value ?? '', action: 'duty.reassign' });
    const view = handOverForm({ ...about, t: asker.t });
    await showModal({ client: args.client, body: args.body, view });
  });

  app.action<BlockAction<ButtonAction>>('duty.done', async (args) => {
    await args.ack();
    const { ctx, t } = await askerOf(args);
    await finishDuty(ctx, { dutyId: args.action.value ?? '' });
    // In App Home the thing has gone from the list; a message is answered.
    if (args.body.view) return;
    await args.respond({ response_type: 'ephemeral', replace_original: false, text: t.duties.ticked });
  });

  app.view<ViewSubmitAction>('duty.snooze-form', (args) =>
    submitForm(args, async (asker) => {
      const { dutyId } = readMetadata(args.view.private_metadata, dutyMetadata);
      const { until, time, reason } = readForm(args.view, snoozeShape);
      await snoozeDuty(asker.ctx, { dutyId, reason, until: await instantOf(asker, { dutyId, until, time }) });
      return undefined;
    }),
  );

  app.view<ViewSubmitAction>('duty.hand-over-form', (args) =>
    submitForm(args, async (asker) => {
      const { dutyId } = readMetadata(args.view.private_metadata, dutyMetadata);
      const { to, word } = readForm(args.view, handOverShape);
      const colleague = await findStaff(services.db.read, {
        workspaceId: asker.workspace.id,
        slackUserId: to,
      });
      if (!colleague) throw new UserError('handOverToNobody', undefined, { field: 'to' });
      await reassignDuty(asker.ctx, { dutyId, toStaffId: colleague.id, reason: word });
      return undefined;
    }),
  );
}

async function dutyInWords(
  { ctx, staff, workspace, locale, t }: Asker,
  which: { dutyId: string; action: 'duty.snooze' | 'duty.reassign' },
): Promise<{ dutyId: string; line: string }> {
  const { services, now } = ctx;
  const reader = services.db.read;
  const { duty } = await needDuty(reader, ctx, which);
  const lines = await describeDuties({ services, reader, workspace, locale, t, now }, [duty], {
    staffId: staff.id,
  });
  return { dutyId: duty.id, line: lines.get(duty.id)?.line ?? '' };
}

async function instantOf(
  { ctx, workspace }: Asker,
  { dutyId, until, time }: { dutyId: string; until: SnoozeChoice; time: Date | null },
): Promise<Date> {
  if (until === 'later-today') return new Date(ctx.now.getTime() + laterTodayMs);
  if (until === 'at-time') {
    if (!time) throw new UserError('snoozeTimeMissing', undefined, { field: 'time' });
    return time;
  }
  const reader = ctx.services.db.read;
  const { duty } = await needDuty(reader, ctx, { dutyId, action: 'duty.snooze' });
  const { calendarFor } = await loadSurroundings(reader, { workspaceId: workspace.id });
  return nextWorkingMorning(calendarFor(duty), ctx.now);
}
