import type { App, BlockAction, ButtonAction, ViewSubmitAction } from '@slack/bolt';
import { askerOf } from '../slack/asker.js';
import { readForm, submitForm } from '../slack/forms.js';
import { showModal } from '../slack/modals.js';
import { changeReminderHours } from './change-reminder-hours.js';
import { staffById } from './queries.js';
import { reminderHoursForm, reminderHoursShape } from './views/reminder-hours.js';

/** What somebody sets for themselves. */
export function registerPersonalListeners(app: App): void {
  app.action<BlockAction<ButtonAction>>('people.reminder-hours', async (args) => {
    await args.ack();
    const { ctx, staff, t } = await askerOf(args);
    const { workspaceId, services } = ctx;
    const person = (await staffById(services.db.read, { workspaceId, staffId: staff.id })) ?? staff;
    const view = reminderHoursForm({ person, t });
    await showModal({ client: args.client, body: args.body, view });
  });

  app.view<ViewSubmitAction>('people.reminder-hours-form', (args) =>
    submitForm(args, async ({ ctx }) => {
      await changeReminderHours(ctx, readForm(args.view, reminderHoursShape));
      return undefined;
    }),
  );
}
