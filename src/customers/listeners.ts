import type { App, BlockAction, ButtonAction, ViewSubmitAction } from '@slack/bolt';
import type { Services } from '../context.js';
import type { CommandInput } from '../feature.js';
import { may } from '../people/may.js';
import { notYetColleague } from '../people/need.js';
import { type Asker, askerOf } from '../slack/asker.js';
import { belowOf } from '../slack/below.js';
import { readForm, readMetadata, submitForm } from '../slack/forms.js';
import { openModal } from '../slack/modal-listeners.js';
import { refreshModal, showModal } from '../slack/modals.js';
import { customerFor } from './customer-for.js';
import { registerEditListeners } from './listeners-edit.js';
import { moveStage } from './move-stage.js';
import { foundBy, recordViewOf } from './present.js';
import { churnRisk } from './queries.js';
import { recordFirstContact } from './record-first-contact.js';
import { registerCustomer } from './register-customer.js';
import { revealContact } from './reveal-contact.js';
import { searchCustomers, theOneMeant } from './search-customers.js';
import { customerOptions, marksOf } from './tell-apart.js';
import { timelinePlace } from './timeline.js';
import { churnRiskMessage } from './views/churn-risk.js';
import { findForm, findShape, findView, searchAction } from './views/find.js';
import { firstContactForm, firstContactShape, firstContactView } from './views/first-contact.js';
import { moveStageForm, moveStageMetadata, moveStageShape, moveStageView } from './views/move-stage.js';
import { recordMetadata } from './views/record.js';
import { registerForm, registerShape, registerView } from './views/register.js';

type Click = BlockAction<ButtonAction>;

export function registerCustomerListeners(app: App, _services: Services): void {
  registerEditListeners(app);
  app.view<ViewSubmitAction>(registerForm, (args) =>
    submitForm(args, async (asker) => {
      const { known, other, phones, birthday, ...form } = readForm(args.view, registerShape);
      const { customerId } = await registerCustomer(asker.ctx, {
        ...form,
        ...(birthday ? { birthday } : {}),
        otherContact: other,
        phones: phones.split('\n'),
        acceptKnownPhone: known.includes('accept'),
      });
      return { response_action: 'update', view: await recordViewOf(asker, { customerId }) };
    }),
  );

  app.view<ViewSubmitAction>(findForm, (args) =>
    submitForm(args, async (asker) => {
      const { customer } = readForm(args.view, findShape);
      return { response_action: 'update', view: await recordViewOf(asker, { customerId: customer }) };
    }),
  );

  app.options<'block_suggestion'>(searchAction, async (args) => {
    const asker = await askerOf(args);
    const customers = await searchCustomers(asker.ctx, { query: args.options.value });
    await args.ack({ options: await customerOptions(asker, customers) });
  });

  app.action<Click>('customer.new-from-home', async (args) => {
    await args.ack();
    const { staff, t } = await askerOf(args);
    if (!may(staff, 'customer.register')) throw notYetColleague(staff);
    await showModal({ client: args.client, body: args.body, view: registerView({ t, name: '' }) });
  });

  app.action<Click>('customer.find-from-home', async (args) => {
    await args.ack();
    const { staff, t } = await askerOf(args);
    if (!may(staff, 'customer.read')) throw notYetColleague(staff);
    await showModal({ client: args.client, body: args.body, view: findView({ t }) });
  });

  app.action<Click>('customer.open', async (args) => {
    await args.ack();
    const asker = await askerOf(args);
    const view = await recordViewOf(asker, { customerId: args.action.value ?? '' });
    await showModal({ client: args.client, body: args.body, view: view });
  });

  app.action<Click>('customer.reveal', async (args) => {
    await args.ack();
    const asker = await askerOf(args);
    const customerId = args.action.value ?? '';
    const contact = await revealContact(asker.ctx, { customerId });
    await refreshModal({
      client: args.client,
      body: args.body,
      view: await recordViewOf(asker, { customerId, contact }),
    });
  });

  app.action<Click>('customer.timeline-older', async (args) => {
    await args.ack();
    const asker = await askerOf(args);
    const place = readMetadata(args.action.value, timelinePlace);
    const view = await recordViewOf(asker, { customerId: place.customerId, place });
    await refreshModal({ client: args.client, body: args.body, view });
  });

  app.action<Click>('customer.timeline-latest', async (args) => {
    await args.ack();
    const asker = await askerOf(args);
    const view = await recordViewOf(asker, { customerId: args.action.value ?? '' });
    await refreshModal({ client: args.client, body: args.body, view });
  });

  app.action<Click>('customer.contacted', async (args) => {
    await args.ack();
    const { ctx, t } = await askerOf(args);
    const customerId = args.action.value;
    const customer = await customerFor(ctx, { customerId, action: 'customer.change' });
    await showModal({ client: args.client, body: args.body, view: firstContactView({ t, customer }) });
  });

  app.view<ViewSubmitAction>(firstContactForm, (args) =>
    submitForm(args, async (asker) => {
      const { customerId } = readMetadata(args.view.private_metadata, recordMetadata);
      await recordFirstContact(asker.ctx, { customerId, ...readForm(args.view, firstContactShape) });
      if (belowOf(args.view.private_metadata)) return undefined;
      return { response_action: 'update', view: await recordViewOf(asker, { customerId }) };
    }),
  );

  app.action<Click>('customer.move-stage', async (args) => {
    await args.ack();
    const { ctx, t } = await askerOf(args);
    const customerId = args.action.value;
    const customer = await customerFor(ctx, { customerId, action: 'customer.move-stage' });
    await showModal({ client: args.client, body: args.body, view: moveStageView({ t, customer }) });
  });

  app.view<ViewSubmitAction>(moveStageForm, async (args) => {
    await submitForm(args, async (asker) => {
      const { customerId, from } = readMetadata(args.view.private_metadata, moveStageMetadata);
      const { stage, reason } = readForm(args.view, moveStageShape);
      await moveStage(asker.ctx, { customerId, from, to: stage, reason });
      if (belowOf(args.view.private_metadata)) return undefined;
      return { response_action: 'update', view: await recordViewOf(asker, { customerId }) };
    });
  });
}

/** `/customer new [name]` */
export async function newCustomer({ asker, text, triggerId }: CommandInput): Promise<void> {
  if (!may(asker.staff, 'customer.register')) throw notYetColleague(asker.staff);
  await openModal({ asker, triggerId }, registerView({ t: asker.t, name: text }));
}

/** `/customer find [name or number]` */
export async function findCustomer({ asker, text, triggerId, reply }: CommandInput): Promise<void> {
  if (!may(asker.staff, 'customer.read')) throw notYetColleague(asker.staff);
  if (!text) return openModal({ asker, triggerId }, findView({ t: asker.t }));
  await reply(await foundBy(asker, { query: text, customers: await search(asker, text) }));
}

/** `/customer show [name or number]`: the record at once when only one fits. */
export async function showCustomer(input: CommandInput): Promise<void> {
  const { asker, text, triggerId, reply } = input;
  if (!may(asker.staff, 'customer.read')) throw notYetColleague(asker.staff);
  if (!text) return openModal({ asker, triggerId }, findView({ t: asker.t }));
  const customers = await search(asker, text);
  const only = theOneMeant(customers, text);
  if (!only) return reply(await foundBy(asker, { query: text, customers }));
  await openModal({ asker, triggerId }, await recordViewOf(asker, { customerId: only.id }));
}

/** `/customer dormant`: the churn-risk list. */
export async function listDormant({ asker, reply }: CommandInput): Promise<void> {
  const { staff, ctx, t, workspace } = asker;
  if (!may(staff, 'customer.read')) throw notYetColleague(staff);
  const { customers, total } = await churnRisk(ctx.services.db.read, {
    workspaceId: ctx.workspaceId,
    limit: 10,
  });
  const marks = await marksOf(asker, customers);
  await reply(churnRiskMessage({ t, customers, marks, total, timeZone: workspace.timeZone }));
}

function search({ ctx }: Asker, query: string) {
  return searchCustomers(ctx, { query, limit: 11 });
}
