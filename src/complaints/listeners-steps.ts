import type { App, BlockAction, OverflowAction, ViewSubmitAction } from '@slack/bolt';
import type { Context } from '../context.js';
import { askerOf } from '../slack/asker.js';
import { closeAll, type SubmitArgs, submitForm } from '../slack/forms.js';
import { onChange, onOpen } from '../slack/modal-listeners.js';
import { showModal } from '../slack/modals.js';
import { approveSolution } from './approve-solution.js';
import { carryOut } from './carry-out.js';
import { changeSeverity } from './change-severity.js';
import { confirmSolution } from './confirm-solution.js';
import { mergeComplaint } from './merge-complaint.js';
import { presentAside, presentCallBack } from './present-aside.js';
import {
  presentApprove,
  presentConfirm,
  presentExecute,
  presentInvestigate,
  presentPropose,
  presentReview,
} from './present-steps.js';
import { proposeSolution } from './propose-solution.js';
import { recordCallBack } from './record-call-back.js';
import { reopenComplaint } from './reopen-complaint.js';
import { reportFacts } from './report-facts.js';
import { reviewComplaint } from './review-complaint.js';
import { readApproveDraft, readApproveForm } from './views/approve.js';
import { readMergeForm, readReasonForm, readSeverityForm, readWithdrawForm } from './views/aside.js';
import { readCallBackForm } from './views/call-back.js';
import { readConfirmDraft, readConfirmForm } from './views/confirm.js';
import { readExecuteForm } from './views/execute.js';
import { actionIds, formIds } from './views/ids.js';
import { readInvestigateForm } from './views/investigate.js';
import { readProposeDraft, readProposeForm } from './views/propose.js';
import { readReviewForm } from './views/review.js';
import { readSeen } from './views/seen-version.js';
import { readMoreChoice } from './views/step-buttons.js';
import { withdrawComplaint } from './withdraw-complaint.js';

type View = SubmitArgs['view'];

/** A step's form, submitted: the use-case, then everything is closed. */
function onSubmit(app: App, formId: string, work: (ctx: Context, view: View) => Promise<unknown>): void {
  app.view<ViewSubmitAction>(formId, (args) =>
    submitForm(args, async ({ ctx }) => {
      await work(ctx, args.view);
      return closeAll;
    }),
  );
}

/** The loop from the investigation to the end. Thin: read the form, call the use-case, show the answer. */
export function registerStepListeners(app: App): void {
  onOpen(app, actionIds.investigate, (asker, complaintId) => presentInvestigate(asker, { complaintId }));
  onSubmit(app, formIds.investigate, (ctx, view) =>
    reportFacts(ctx, { complaintId: readSeen(view).complaintId, ...readInvestigateForm(view) }),
  );

  onOpen(app, actionIds.propose, (asker, complaintId) => presentPropose(asker, { complaintId }));
  onChange(app, actionIds.addOption, (asker, view) => presentPropose(asker, readProposeDraft(view)));
  onSubmit(app, formIds.propose, (ctx, view) => proposeSolution(ctx, readProposeForm(view)));

  onOpen(app, actionIds.approve, (asker, complaintId) => presentApprove(asker, { complaintId }));
  onChange(app, actionIds.decision, (asker, view) => presentApprove(asker, readApproveDraft(view)));
  onSubmit(app, formIds.approve, (ctx, view) => approveSolution(ctx, readApproveForm(view)));

  onOpen(app, actionIds.execute, (asker, complaintId) => presentExecute(asker, { complaintId }));
  onSubmit(app, formIds.execute, (ctx, view) =>
    carryOut(ctx, { ...readSeen(view), ...readExecuteForm(view) }),
  );

  onOpen(app, actionIds.confirm, (asker, complaintId) => presentConfirm(asker, { complaintId }));
  onChange(app, actionIds.customersAnswer, (asker, view) =>
    presentConfirm(asker, { ...readSeen(view), draft: readConfirmDraft(view) }),
  );
  onSubmit(app, formIds.confirm, (ctx, view) =>
    confirmSolution(ctx, { ...readSeen(view), answer: readConfirmForm(view) }),
  );

  onOpen(app, actionIds.review, (asker, complaintId) => presentReview(asker, { complaintId }));
  onSubmit(app, formIds.review, (ctx, view) =>
    reviewComplaint(ctx, { ...readSeen(view), ...readReviewForm(view) }),
  );

  onOpen(app, actionIds.callBack, (asker, complaintId) => presentCallBack(asker, { complaintId }));
  onSubmit(app, formIds.callBack, (ctx, view) =>
    recordCallBack(ctx, { complaintId: readSeen(view).complaintId, ...readCallBackForm(view) }),
  );

  app.action<BlockAction<OverflowAction>>(actionIds.more, async (args) => {
    await args.ack();
    const asker = await askerOf(args);
    const view = await presentAside(asker, readMoreChoice(args.action.selected_option.value));
    await showModal({ client: args.client, body: args.body, view });
  });
  onSubmit(app, formIds.severity, (ctx, view) =>
    changeSeverity(ctx, { ...readSeen(view), ...readSeverityForm(view) }),
  );
  onSubmit(app, formIds.withdraw, (ctx, view) =>
    withdrawComplaint(ctx, { ...readSeen(view), ...readWithdrawForm(view) }),
  );
  onSubmit(app, formIds.merge, (ctx, view) =>
    mergeComplaint(ctx, { ...readSeen(view), ...readMergeForm(view) }),
  );
  onSubmit(app, formIds.reopen, (ctx, view) =>
    reopenComplaint(ctx, { ...readSeen(view), ...readReasonForm(view) }),
  );
}
