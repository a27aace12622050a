import type { App, BlockAction, ButtonAction, ViewSubmitAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { type Asker, askerOf } from '../slack/asker.js';
import { fitMessage } from '../slack/fit-message.js';
import { closeAll, readMetadata, submitForm } from '../slack/forms.js';
import { type ButtonArgs, onChange, onOpen } from '../slack/modal-listeners.js';
import { refreshModal } from '../slack/modals.js';
import { answerComplaint } from './answer-complaint.js';
import { assignComplaint } from './assign-complaint.js';
import { judgeComplaint } from './judge-complaint.js';
import { registerRegisterListeners } from './listeners-register.js';
import { registerStepListeners } from './listeners-steps.js';
import { presentAnswer, presentAssign, presentJudge, presentList, presentRecord } from './present.js';
import { needComplaint } from './queries.js';
import { recordApology } from './record-apology.js';
import { revealComplaintContact } from './reveal-complaint-contact.js';
import { readAnswerDraft, readAnswerForm } from './views/answer.js';
import { readAssignForm } from './views/assign.js';
import { actionIds, formIds } from './views/ids.js';
import { readJudgeDraft, readJudgeForm } from './views/judge.js';
import { readListPosition } from './views/list.js';
import { readRecordPosition } from './views/record.js';

const ofComplaint = z.object({ complaintId: z.string().min(1).max(100) });

const ofAssign = ofComplaint.extend({ assignedAt: z.iso.datetime().nullable() });

/** Everything that complaints listen to. Thin: read the form, call the use-case, show the answer. */
export function registerComplaintListeners(app: App): void {
  registerRegisterListeners(app);
  steps(app);
  registerStepListeners(app);
  looking(app);
}

function steps(app: App): void {
  onOpen(app, actionIds.judge, (asker, complaintId) => presentJudge(asker, { complaintId }));
  onOpen(app, actionIds.answer, (asker, complaintId) => presentAnswer(asker, { complaintId }));
  onOpen(app, actionIds.assign, (asker, complaintId) => presentAssign(asker, { complaintId }));

  onChange(app, actionIds.verdict, (asker, view) =>
    presentJudge(asker, {
      ...readMetadata(view.private_metadata, ofComplaint),
      draft: readJudgeDraft(view),
    }),
  );
  onChange(app, actionIds.answerOutcome, (asker, view) =>
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

/** A record that lies below a form, as it stands now, from its first page. */
export async function redrawRecord(asker: Asker, metadata: string): Promise<ModalView> {
  const { services, workspaceId } = asker.ctx;
  const { complaintId } = readMetadata(metadata, ofComplaint);
  const complaint = await needComplaint(services.db.read, { workspaceId, complaintId });
  return presentRecord(asker, { complaint });
}

function looking(app: App): void {
  onOpen(app, actionIds.open, async (asker, complaintId) => {
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
      await args.respond({
        response_type: 'ephemeral',
        replace_original: true,
        ...fitMessage(page, asker.t),
      });
    });
  }
}
