import type { App, ViewSubmitAction } from '@slack/bolt';
import { z } from 'zod';
import { closeAll, readMetadata, submitForm } from '../slack/forms.js';
import { approveSolution } from './approve-solution.js';
import { opens, rebuilds } from './modal-actions.js';
import { presentApprove, presentInvestigate, presentPropose } from './present-steps.js';
import { proposeSolution } from './propose-solution.js';
import { reportFacts } from './report-facts.js';
import { readApproveDraft, readApproveForm } from './views/approve.js';
import { actionIds, formIds } from './views/ids.js';
import { readInvestigateForm } from './views/investigate.js';
import { readProposeDraft, readProposeForm } from './views/propose.js';

const ofComplaint = z.object({ complaintId: z.string().min(1).max(100) });

/** The loop from the investigation to the end. Thin: read the form, call the use-case, show the answer. */
export function registerStepListeners(app: App): void {
  opens(app, actionIds.investigate, (asker, complaintId) => presentInvestigate(asker, { complaintId }));
  app.view<ViewSubmitAction>(formIds.investigate, (args) =>
    submitForm(args, async ({ ctx }) => {
      const { complaintId } = readMetadata(args.view.private_metadata, ofComplaint);
      await reportFacts(ctx, { complaintId, ...readInvestigateForm(args.view) });
      return closeAll;
    }),
  );

  opens(app, actionIds.propose, (asker, complaintId) => presentPropose(asker, { complaintId }));
  rebuilds(app, actionIds.addOption, (asker, view) => presentPropose(asker, readProposeDraft(view)));
  app.view<ViewSubmitAction>(formIds.propose, (args) =>
    submitForm(args, async ({ ctx }) => {
      await proposeSolution(ctx, readProposeForm(args.view));
      return closeAll;
    }),
  );

  opens(app, actionIds.approve, (asker, complaintId) => presentApprove(asker, { complaintId }));
  rebuilds(app, actionIds.decision, (asker, view) => presentApprove(asker, readApproveDraft(view)));
  app.view<ViewSubmitAction>(formIds.approve, (args) =>
    submitForm(args, async ({ ctx }) => {
      await approveSolution(ctx, readApproveForm(args.view));
      return closeAll;
    }),
  );
}
