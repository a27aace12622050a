import type { App, ViewSubmitAction } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { customerFor } from '../customers/customer-for.js';
import { asksForNumber } from '../customers/phone.js';
import { searchCustomers } from '../customers/search-customers.js';
import { may } from '../people/may.js';
import { needPeople } from '../people/meet-colleagues.js';
import { namesBySlackId } from '../people/queries.js';
import { askerOf } from '../slack/asker.js';
import { readMetadata, submitForm } from '../slack/forms.js';
import { messageText, peopleIn } from '../slack/message-text.js';
import { onChange, onOpen } from '../slack/modal-listeners.js';
import { redrawModal, showModal } from '../slack/modals.js';
import { shortenPlain } from '../slack/text.js';
import { textLimits } from './complaint.js';
import { keepSourceLink } from './keep-source-link.js';
import { presentRegister } from './present.js';
import { registerComplaint } from './register-complaint.js';
import { actionIds, formIds, shortcutIds } from './views/ids.js';
import type { SourceMessage } from './views/register.js';
import {
  customerOption,
  newCustomerOption,
  readRegisterDraft,
  readRegisterForm,
} from './views/register-form.js';
import { registeredView } from './views/registered.js';

const ofRegister = z.object({
  sourceLink: z.string().max(2000).nullable().default(null),
  message: z.object({ channel: z.string().max(100), ts: z.string().max(100) }).optional(),
});

/** The ways into the form that registers a complaint, and what it registers. */
export function registerRegisterListeners(app: App): void {
  app.shortcut({ callback_id: shortcutIds.register, type: 'shortcut' }, async (args) => {
    await args.ack();
    const asker = await askerOf(args);
    const view = await presentRegister(asker, { draft: {}, sourceLink: null });
    await showModal({ client: args.client, body: args.shortcut, view });
  });

  app.shortcut({ callback_id: shortcutIds.registerFromMessage, type: 'message_action' }, async (args) => {
    await args.ack();
    const { client, shortcut } = args;
    const message = { channel: shortcut.channel.id, ts: shortcut.message.ts };
    // The form does not wait for the link: it is put in when it comes, or once the form is sent.
    const source: SourceMessage = { sourceLink: null, message };
    const asked = linkTo(client, message).then((link) => {
      source.sourceLink = link;
      return link;
    });
    const asker = await askerOf(args);
    const { services, workspaceId } = asker.ctx;
    const slackUserIds = peopleIn(shortcut.message);
    const users = await namesBySlackId(services.db.read, { workspaceId, slackUserIds });
    const content = shortenPlain(messageText(shortcut.message, { users }), textLimits.content);
    const form = () => presentRegister(asker, { draft: { content, receivedBy: 'message' }, ...source });
    const view = await form();
    const shownLink = source.sourceLink;
    const shown = await showModal({ client, body: shortcut, view });
    if (shown && !shownLink && (await asked)) await redrawModal(client, { ...shown, view: await form() });
  });

  onOpen(app, actionIds.registerFromHome, (asker) => presentRegister(asker, { draft: {}, sourceLink: null }));

  onOpen(app, actionIds.registerForCustomer, async (asker, customerId) => {
    await customerFor(asker.ctx, { customerId });
    return presentRegister(asker, { draft: { customer: customerId }, sourceLink: null });
  });

  app.options(actionIds.customer, async (args) => {
    const { ctx, staff, t } = await askerOf(args);
    const query = args.options.value ?? '';
    const found = await searchCustomers(ctx, { query });
    // A number is no name.
    const mayAdd = may(staff, 'customer.register') && query.trim() && !asksForNumber(query);
    await args.ack({
      options: [
        ...found.map((customer) => customerOption(t, customer)),
        ...(mayAdd ? [newCustomerOption(t, query)] : []),
      ],
    });
  });

  onChange(app, actionIds.customer, (asker, view) =>
    presentRegister(asker, {
      draft: readRegisterDraft(view),
      ...readMetadata(view.private_metadata, ofRegister),
    }),
  );

  app.view<ViewSubmitAction>(formIds.register, async (args) => {
    const source = readMetadata(args.view.private_metadata, ofRegister);
    let complaintId = '';
    await submitForm(args, async ({ ctx, t, workspace, staff }) => {
      const form = readRegisterForm(args.view, source);
      const accused = form.accusedSlackUserId;
      if (accused) await needPeople(ctx, { slackUserIds: [accused], field: 'accused' });
      const registered = await registerComplaint(ctx, form);
      ({ complaintId } = registered);
      const { timeZone } = workspace;
      return {
        response_action: 'update',
        view: registeredView({ t, timeZone, registered, maySetUp: staff.admin }),
      };
    });
    if (source.sourceLink || !source.message) return;
    const sourceLink = await linkTo(args.client, source.message);
    const { ctx } = await askerOf(args);
    if (sourceLink) await keepSourceLink(ctx, { complaintId, sourceLink });
  });
}

/** Null where Slack does not give it: where the bot is not in the channel there is no link. */
function linkTo(client: WebClient, { channel, ts }: { channel: string; ts: string }): Promise<string | null> {
  return client.chat.getPermalink({ channel, message_ts: ts }).then(
    ({ permalink }) => permalink ?? null,
    () => null,
  );
}
