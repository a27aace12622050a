import type { App, BlockAction, ButtonAction, ViewSubmitAction } from '@slack/bolt';
import { z } from 'zod';
import { asksForNumber } from '../customers/phone.js';
import { customerById } from '../customers/queries.js';
import { searchCustomers } from '../customers/search-customers.js';
import { may } from '../people/may.js';
import { namesBySlackId } from '../people/queries.js';
import { askerOf } from '../slack/asker.js';
import { closeAll, readMetadata, submitForm } from '../slack/forms.js';
import { messageText, peopleIn } from '../slack/message-text.js';
import { shortenPlain } from '../slack/text.js';
import { UserError } from '../slack/user-error.js';
import { answerComplaint } from './answer-complaint.js';
import { assignComplaint } from './assign-complaint.js';
import { textLimits } from './complaint.js';
import { judgeComplaint } from './judge-complaint.js';
import { registerStepListeners } from './listeners-steps.js';
import { type ButtonArgs, opens, rebuilds } from './modal-actions.js';
import {
  presentAnswer,
  presentAssign,
  presentJudge,
  presentList,
  presentRecord,
  presentRegister,
} from './present.js';
import { needComplaint } from './queries.js';
import { recordApology } from './record-apology.js';
import { registerComplaint } from './register-complaint.js';
import { revealComplaintContact } from './reveal-complaint-contact.js';
import { refreshModal } from './show-modal.js';
import { readAnswerDraft, readAnswerForm } from './views/answer.js';
import { readAssignForm } from './views/assign.js';
import { actionIds, formIds, shortcutIds } from './views/ids.js';
import { readJudgeDraft, readJudgeForm } from './views/judge.js';
import { readListPosition } from './views/list.js';
import { readRecordPosition } from './views/record.js';
import {
  customerOption,
  newCustomerOption,
  readRegisterDraft,
  readRegisterForm,
} from './views/register-form.js';
import { registeredView } from './views/registered.js';

const ofRegister = z.object({ sourceLink: z.string().max(2000).nullable().default(null) });
const ofComplaint = z.object({ complaintId: z.string().min(1).max(100) });

const ofAssign = ofComplaint.extend({ assignedAt: z.iso.datetime().nullable() });

/** Everything that complaints listen to. Thin: read the form, call the use-case, show the answer. */
export function registerComplaintListeners(app: App): void {
  registering(app);
  steps(app);
  registerStepListeners(app);
  looking(app);
}

function registering(app: App): void {
  app.shortcut({ callback_id: shortcutIds.register, type: 'shortcut' }, async (args) => {
    await args.ack();
    const asker = await askerOf(args);
    const view = await presentRegister(asker, { draft: {}, sourceLink: null });
    await args.client.views.open({ trigger_id: args.shortcut.trigger_id, view });
  });

  app.shortcut({ callback_id: shortcutIds.registerFromMessage, type: 'message_action' }, async (args) => {
    await args.ack();
    const { channel, message, trigger_id } = args.shortcut;
    // Where the bot is not in the channel there is no link; the complaint does not wait for it.
    const [asker, sourceLink] = await Promise.all([
      askerOf(args),
      args.client.chat
        .getPermalink({ channel: channel.id, message_ts: message.ts })
        .then((answer) => answer.permalink ?? null)
        .catch(() => null),
    ]);
    const { services, workspaceId } = asker.ctx;
    const slackUserIds = peopleIn(message);
    const users = await namesBySlackId(services.db.read, { workspaceId, slackUserIds });
    const content = shortenPlain(messageText(message, { users }), textLimits.content);
    const view = await presentRegister(asker, { draft: { content, receivedBy: 'message' }, sourceLink });
    await args.client.views.open({ trigger_id, view });
  });

  opens(app, actionIds.registerFromHome, (asker) => presentRegister(asker, { draft: {}, sourceLink: null }));

  opens(app, actionIds.registerForCustomer, async (asker, customerId) => {
    const { services, workspaceId } = asker.ctx;
    const customer = await customerById(services.db.read, { workspaceId, customerId });
    if (!customer) throw new UserError('customerNotFound');
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

  rebuilds(app, actionIds.customer, (asker, view) =>
    presentRegister(asker, {
      draft: readRegisterDraft(view),
      ...readMetadata(view.private_metadata, ofRegister),
    }),
  );

  app.view<ViewSubmitAction>(formIds.register, (args) =>
    submitForm(args, async ({ ctx, t, workspace, staff }) => {
      const { view } = args;
      const form = readRegisterForm(view, readMetadata(view.private_metadata, ofRegister));
      const registered = await registerComplaint(ctx, form);
      return {
        response_action: 'update',
        view: registeredView({
          t,
          timeZone: workspace.timeZone,
          registered,
          maySetUp: staff.admin,
        }),
      };
    }),
  );
}

function steps(app: App): void {
  opens(app, actionIds.judge, (asker, complaintId) => presentJudge(asker, { complaintId }));
  opens(app, actionIds.answer, (asker, complaintId) => presentAnswer(asker, { complaintId }));
  opens(app, actionIds.assign, (asker, complaintId) => presentAssign(asker, { complaintId }));

  rebuilds(app, actionIds.verdict, (asker, view) =>
    presentJudge(asker, {
      ...readMetadata(view.private_metadata, ofComplaint),
      draft: readJudgeDraft(view),
    }),
  );
  rebuilds(app, actionIds.answerOutcome, (asker, view) =>
    presentAnswer(asker, {
      ...readMetadata(view.private_metadata, ofComplaint),
      draft: readAnswerDraft(view),
    }),
  );

  app.view<ViewSubmitAction>(formIds.judge, (args) =>
    submitForm(args, async ({ ctx }) => {
      const { complaintId } = readMetadata(args.view.private_metadata, ofComplaint);
      await judgeComplaint(ctx, { complaintId, judgement: readJudgeForm(args.view) });
      return closeAll;
    }),
  );
  app.view<ViewSubmitAction>(formIds.answer, (args) =>
    submitForm(args, async ({ ctx }) => {
      const { complaintId } = readMetadata(args.view.private_metadata, ofComplaint);
      await answerComplaint(ctx, { complaintId, ...readAnswerForm(args.view) });
      return closeAll;
    }),
  );
  app.view<ViewSubmitAction>(formIds.assign, (args) =>
    submitForm(args, async ({ ctx }) => {
      const { complaintId, assignedAt } = readMetadata(args.view.private_metadata, ofAssign);
      const seenAssignedAt = assignedAt === null ? null : new Date(assignedAt);
      await assignComplaint(ctx, { complaintId, seenAssignedAt, ...readAssignForm(args.view) });
      return closeAll;
    }),
  );

  app.action<BlockAction<ButtonAction>>(actionIds.apology, async (args: ButtonArgs) => {
    await args.ack();
    const { ctx } = await askerOf(args);
    await recordApology(ctx, { complaintId: args.action.value ?? '' });
  });
}

function looking(app: App): void {
  opens(app, actionIds.open, async (asker, complaintId) => {
    const { services, workspaceId } = asker.ctx;
    const complaint = await needComplaint(services.db.read, { workspaceId, complaintId });
    return presentRecord(asker, { complaint });
  });

  app.action<BlockAction<ButtonAction>>(actionIds.revealContact, async (args: ButtonArgs) => {
    await args.ack();
    const asker = await askerOf(args);
    const { services, workspaceId } = asker.ctx;
    const complaintId = args.action.value ?? '';
    const contact = (await revealComplaintContact(asker.ctx, { complaintId })) ?? '';
    const complaint = await needComplaint(services.db.read, { workspaceId, complaintId });
    const view = await presentRecord(asker, { complaint, contact });
    await refreshModal({ client: args.client, body: args.body, view });
  });

  for (const actionId of [actionIds.recordPage, actionIds.recordBack]) {
    app.action<BlockAction<ButtonAction>>(actionId, async (args: ButtonArgs) => {
      await args.ack();
      const asker = await askerOf(args);
      const { services, workspaceId } = asker.ctx;
      const { complaintId, page } = readRecordPosition(args.action.value);
      const complaint = await needComplaint(services.db.read, { workspaceId, complaintId });
      const view = await presentRecord(asker, { complaint, page });
      await refreshModal({ client: args.client, body: args.body, view });
    });
  }

  for (const actionId of [actionIds.listPage, actionIds.listBack]) {
    app.action<BlockAction<ButtonAction>>(actionId, async (args: ButtonArgs) => {
      await args.ack();
      const asker = await askerOf(args);
      const page = await presentList(asker, readListPosition(args.action.value));
      await args.respond({ response_type: 'ephemeral', replace_original: true, ...page });
    });
  }
}
