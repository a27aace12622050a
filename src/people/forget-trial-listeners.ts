import type { App, ViewSubmitAction } from '@slack/bolt';
import type { CommandInput } from '../feature.js';
import { askerOf } from '../slack/asker.js';
import { readForm, submitForm } from '../slack/forms.js';
import { openModal } from '../slack/modal-listeners.js';
import { needAdministrator } from './check-listeners.js';
import { forgetTrial, trialRecords } from './forget-trial.js';
import { forgetTrialForm, forgetTrialShape, forgottenView } from './views/forget-trial.js';

/** `/baton forget-trial` */
export async function openForgetTrial({ asker, triggerId }: CommandInput): Promise<void> {
  await needAdministrator(asker);
  const { ctx, workspace, t } = asker;
  const records = await trialRecords(ctx.services.db.read, { workspaceId: workspace.id });
  const view = forgetTrialForm({ records, workspaceName: workspace.name, t });
  await openModal({ asker, triggerId }, view);
}

export function registerForgetTrialListeners(app: App): void {
  app.view<ViewSubmitAction>('people.forget-trial-form', async (args) => {
    let messages: readonly { channel: string; ts: string }[] = [];
    await submitForm(args, async ({ ctx, t }) => {
      const { confirm } = readForm(args.view, forgetTrialShape);
      const forgotten = await forgetTrial(ctx, { typed: confirm });
      messages = forgotten.messages;
      return { response_action: 'update', view: forgottenView({ records: forgotten.records, t }) };
    });
    const { ctx } = await askerOf(args);
    // The records are gone; their cards in the channels follow, at Slack's pace.
    for (const message of messages) {
      await args.client.chat.delete(message).catch((error: unknown) => {
        ctx.services.log.info({ err: error, ...message }, 'a card of a trial record stayed in its channel');
      });
    }
  });
}
