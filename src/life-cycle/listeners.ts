import type { App, BlockAction, ButtonAction, ViewSubmitAction } from '@slack/bolt';
import type { Services } from '../context.js';
import { customerFor } from '../customers/customer-for.js';
import { staffById } from '../people/queries.js';
import { askerOf } from '../slack/asker.js';
import { readForm, readMetadata, submitForm } from '../slack/forms.js';
import { showModal } from '../slack/modals.js';
import { conditionReached } from './condition-reached.js';
import { recordHabits } from './record-habits.js';
import { recordReason } from './record-reason.js';
import {
  customerMetadata,
  habitsForm,
  habitsShape,
  habitsView,
  notedView,
  reasonForm,
  reasonShape,
  reasonView,
} from './views/forms.js';

type Click = BlockAction<ButtonAction>;

export function registerLifeCycleListeners(app: App, services: Services): void {
  const reader = services.db.read;

  const forms = { 'life-cycle.habits': habitsView, 'life-cycle.reason': reasonView };
  for (const [actionId, formView] of Object.entries(forms)) {
    app.action<Click>(actionId, async ({ ack, action, body, client, context }) => {
      await ack();
      const asker = await askerOf({ context });
      const view = formView({
        t: asker.t,
        customer: await customerFor(asker.ctx, { customerId: action.value, action: 'customer.note' }),
      });
      await showModal({ client, body, view });
    });
  }

  app.view<ViewSubmitAction>(habitsForm, (args) =>
    submitForm(args, async ({ ctx, t }) => {
      const { customerId } = readMetadata(args.view.private_metadata, customerMetadata);
      const { note } = readForm(args.view, habitsShape);
      const { guideId } = await recordHabits(ctx, { customerId, note });
      const guide = guideId
        ? await staffById(reader, { workspaceId: ctx.workspaceId, staffId: guideId })
        : null;
      const texts = t.lifeCycle.habits;
      const who = guide ? `<@${guide.slackUserId}>` : null;
      return {
        response_action: 'update',
        view: notedView({ t, title: texts.title, text: texts.noted({ who }) }),
      };
    }),
  );

  app.view<ViewSubmitAction>(reasonForm, (args) =>
    submitForm(args, async ({ ctx, t }) => {
      const { customerId } = readMetadata(args.view.private_metadata, customerMetadata);
      const { reason } = readForm(args.view, reasonShape);
      await recordReason(ctx, { customerId, reason });
      const texts = t.lifeCycle.reason;
      return { response_action: 'update', view: notedView({ t, title: texts.title, text: texts.noted }) };
    }),
  );

  app.action<Click>('life-cycle.condition', async ({ ack, action, body, client, context }) => {
    await ack();
    const asker = await askerOf({ context });
    const { ctx, t } = asker;
    await conditionReached(ctx, { customerId: action.value ?? '' });
    const texts = t.lifeCycle.condition;
    const view = notedView({ t, title: texts.title, text: texts.noted });
    await showModal({ client, body, view });
  });
}
