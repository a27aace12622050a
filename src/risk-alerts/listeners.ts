import type { App, BlockAction, ButtonAction, ViewSubmitAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { Services } from '../context.js';
import { customerFor } from '../customers/customer-for.js';
import { searchCustomers, theOneMeant } from '../customers/search-customers.js';
import { customerOptions } from '../customers/tell-apart.js';
import type { Customer } from '../db/types.js';
import type { CommandInput } from '../feature.js';
import { may } from '../people/may.js';
import { staffById } from '../people/queries.js';
import { numbersOf } from '../settings/numbers.js';
import { type Asker, askerOf, readingOf } from '../slack/asker.js';
import { readForm, readMetadata, submitForm } from '../slack/forms.js';
import { openModal } from '../slack/modal-listeners.js';
import { showModal } from '../slack/modals.js';
import { UserError } from '../slack/user-error.js';
import { loadAlert } from './load-alert.js';
import { alertAffair, needAlert } from './queries.js';
import { raiseAlert } from './raise-alert.js';
import { recordAttempt } from './record-attempt.js';
import { reachedForm, reachedMetadata, reachedShape, reachedView } from './views/alert.js';
import { raisedView, raiseForm, raiseShape, raiseView } from './views/raise.js';

type Click = BlockAction<ButtonAction>;

/** Everything that risk alerts listen to. Thin: read the form, call the use-case, show the answer. */
export function registerRiskListeners(app: App, services: Services): void {
  const reader = services.db.read;

  app.action<Click>('risk.raise-for-customer', async (args) => {
    await args.ack();
    const asker = await askerOf(args);
    const { ctx } = asker;
    const customer = await customerFor(ctx, { customerId: args.action.value, action: 'risk.raise' });
    await showModal({ client: args.client, body: args.body, view: await raiseViewOf(asker, customer) });
  });

  app.view<ViewSubmitAction>(raiseForm, (args) =>
    submitForm(args, async (asker) => {
      const { ctx, t, workspace } = asker;
      const { customer, situation, advice } = readForm(args.view, raiseShape);
      const raised = await raiseAlert(ctx, { customerId: customer, situation, advice });
      const { toldId } = raised;
      const told = toldId ? await staffById(reader, { workspaceId: workspace.id, staffId: toldId }) : null;
      const view = raisedView({
        t,
        ...readingOf(asker),
        told: told?.slackUserId ?? null,
        dueAt: new Date(raised.dueAt),
      });
      return { response_action: 'update', view };
    }),
  );

  app.action<Click>('risk.record', async (args) => {
    await args.ack();
    const { ctx, staff, t, workspace } = await askerOf(args);
    const { workspaceId, now } = ctx;
    const alertId = args.action.value ?? '';
    const { alert, customer } = await needAlert(reader, { workspaceId, alertId });
    const affair = await alertAffair(reader, { alert, customer, now });
    if (!may(staff, 'risk.record', affair)) throw new UserError('notAllowed');
    const content = await loadAlert(reader, { services, workspaceId, alertId });
    if (!content) throw new UserError('riskNotFound');
    if (alert.state !== 'open') throw new UserError('riskReached', { by: content.reachedBy });
    const view = reachedView({ t, timeZone: workspace.timeZone, content });
    const { body, client } = args;
    await showModal({ client, body, view });
  });

  app.view<ViewSubmitAction>(reachedForm, (args) =>
    submitForm(args, async ({ ctx }) => {
      const { alertId } = readMetadata(args.view.private_metadata, reachedMetadata);
      const { reached, way, outcome } = readForm(args.view, reachedShape);
      await recordAttempt(ctx, { alertId, reached: reached === 'yes', way, outcome });
      return undefined;
    }),
  );
}

/** `/risk [customer]` */
export async function raiseFromCommand({ asker, text, triggerId }: CommandInput): Promise<void> {
  const { ctx, staff } = asker;
  // Owners raise it from the customer's record; here everybody for whom it is daily work.
  if (!staff.departmentId && !staff.admin) throw new UserError('notAllowed');
  const found = text ? await searchCustomers(ctx, { query: text, limit: 5 }) : [];
  await openModal({ asker, triggerId }, await raiseViewOf(asker, theOneMeant(found, text)));
}

async function raiseViewOf(asker: Asker, customer: Customer | null): Promise<ModalView> {
  const { t, workspace } = asker;
  const [option = null] = customer ? await customerOptions(asker, [customer]) : [];
  return raiseView({ t, customer: option, reachMinutes: numbersOf(workspace).riskReachMinutes });
}
