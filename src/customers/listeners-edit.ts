import type { App, BlockAction, ButtonAction, ViewSubmitAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { CommandInput } from '../feature.js';
import { may } from '../people/may.js';
import { notYetColleague } from '../people/need.js';
import { staffByIds } from '../people/queries.js';
import { type Asker, askerOf } from '../slack/asker.js';
import { belowOf } from '../slack/below.js';
import { readForm, readMetadata, submitForm } from '../slack/forms.js';
import { openModal } from '../slack/modal-listeners.js';
import { showModal } from '../slack/modals.js';
import { UserError } from '../slack/user-error.js';
import { customerFor } from './customer-for.js';
import {
  type CustomerFields,
  editCustomer,
  editsSince,
  type FieldName,
  fieldsOf,
  latestEdit,
} from './edit-customer.js';
import { foundBy, recordViewOf } from './present.js';
import { revealContact } from './reveal-contact.js';
import { searchCustomers, theOneMeant } from './search-customers.js';
import { editForm, editMetadata, editView } from './views/edit.js';
import { findView } from './views/find.js';
import { editShape } from './views/register.js';

export function registerEditListeners(app: App): void {
  app.action<BlockAction<ButtonAction>>('customer.edit', async (args) => {
    await args.ack();
    const asker = await askerOf(args);
    const view = await editViewOf(asker, args.action.value ?? '');
    await showModal({ client: args.client, body: args.body, view });
  });

  app.view<ViewSubmitAction>(editForm, (args) =>
    submitForm(args, async (asker) => {
      const { customerId, seen, round } = readMetadata(args.view.private_metadata, editMetadata);
      const { known, birthday, ...form } = readForm(args.view, editShape);
      const fields = { ...form, birthday: birthday ?? '' };
      try {
        await editCustomer(asker.ctx, {
          customerId,
          seen,
          fields,
          acceptKnownPhone: known.includes('accept'),
        });
      } catch (error) {
        if (!(error instanceof UserError) || error.code !== 'customerEdited') throw error;
        const view = await editedMeanwhile(asker, { customerId, seen, round, fields });
        return { response_action: 'update', view };
      }
      if (belowOf(args.view.private_metadata)) return undefined;
      return { response_action: 'update', view: await recordViewOf(asker, { customerId }) };
    }),
  );
}

/** `/customer edit [name or number]`: the form at once when only one fits. */
export async function editFromCommand({ asker, text, triggerId, reply }: CommandInput): Promise<void> {
  if (!may(asker.staff, 'customer.read')) throw notYetColleague(asker.staff);
  if (!text) return openModal({ asker, triggerId }, findView({ t: asker.t }));
  const customers = await searchCustomers(asker.ctx, { query: text, limit: 11 });
  const only = theOneMeant(customers, text);
  if (!only) return reply(await foundBy(asker, { query: text, customers }));
  await openModal({ asker, triggerId }, await editViewOf(asker, only.id));
}

/** @throws UserError customerNotFound, notAllowed, customerConfidential */
async function editViewOf({ ctx, t }: Asker, customerId: string): Promise<ModalView> {
  const customer = await customerFor(ctx, { customerId, action: 'customer.edit' });
  // The form shows the contacts: that is a reveal like any other.
  await revealContact(ctx, { customerId });
  const { vault, db } = ctx.services;
  return editView({
    t,
    customerId,
    fields: fieldsOf(vault, customer),
    seen: await latestEdit(db.read, customer),
    round: 0,
    meanwhile: [],
  });
}

/** The form once more, with what somebody else changed: taken over where this person had not touched it. */
async function editedMeanwhile(
  { ctx, t }: Asker,
  {
    customerId,
    seen,
    round,
    fields,
  }: { customerId: string; seen: string; round: number; fields: CustomerFields },
): Promise<ModalView> {
  const { vault, db } = ctx.services;
  const customer = await customerFor(ctx, { customerId, action: 'customer.edit' });
  const edits = await editsSince(db.read, { vault, customer, seen });
  const people = await staffByIds(db.read, {
    workspaceId: ctx.workspaceId,
    staffIds: edits.map(({ byId }) => byId),
  });
  const current = fieldsOf(vault, customer);
  const wasShown: Partial<CustomerFields> = {};
  for (const { before } of edits.toReversed()) Object.assign(wasShown, before);
  const untouched = (Object.keys(wasShown) as FieldName[]).filter(
    (field) => wasShown[field] === fields[field],
  );
  return editView({
    t,
    customerId,
    fields: { ...fields, ...Object.fromEntries(untouched.map((field) => [field, current[field]])) },
    seen: await latestEdit(db.read, customer),
    round: round + 1,
    meanwhile: edits.map((edit) => ({ ...edit, by: people.get(edit.byId ?? '')?.slackUserId ?? null })),
  });
}
