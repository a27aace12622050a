import type { App, ViewSubmitAction } from '@slack/bolt';
import { z } from 'zod';
import { closeAll, readMetadata, submitForm } from '../slack/forms.js';
import { opens } from './modal-actions.js';
import { presentInvestigate } from './present-steps.js';
import { reportFacts } from './report-facts.js';
import { actionIds, formIds } from './views/ids.js';
import { readInvestigateForm } from './views/investigate.js';

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
}
