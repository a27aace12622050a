import type { ModalView } from '@slack/types';
import type { Asker } from '../slack/asker.js';
import { UserError } from '../slack/user-error.js';
import { asideActor } from './aside-actor.js';
import { mayStillBeReopened, mayStillBeWithdrawn, reopenUntil } from './aside-times.js';
import { type AsideScreen, REOPEN_DAYS, stateOf } from './complaint.js';
import { mergeTargets } from './merge-complaint.js';
import { complaintFor } from './present.js';
import { customersOf, needComplaint } from './queries.js';
import { callBackDuty, refuseOthers } from './record-call-back.js';
import { mergeView, reopenView, severityView, withdrawView } from './views/aside.js';
import { callBackView } from './views/call-back.js';

// Reads for the forms that take a complaint out of the loop, or back into it. Refuses what that person may not do.

/**
 * The form behind a choice of the "…" menu.
 * @throws UserError complaintNotFound, complaintMayNotWithdraw, complaintForService, complaintAboutYou,
 *   complaintChanged, complaintNotTheSameDay, complaintNothingToMergeInto, complaintTooLateToReopen
 */
export async function presentAside(
  { ctx, t, workspace }: Asker,
  { complaintId, aside }: { complaintId: string; aside: AsideScreen },
): Promise<ModalView> {
  const reader = ctx.services.db.read;
  const { complaint, customerName, stillOffered } = await complaintFor(ctx, complaintId, aside);
  const person = asideActor(ctx, { complaint, aside });
  stillOffered();
  const { timeZone } = workspace;
  const moment = { now: ctx.now, timeZone };
  const shown = { t, complaint, customerName };
  switch (aside) {
    case 'severity':
      return severityView(shown);
    case 'withdraw':
      if (!mayStillBeWithdrawn(complaint, moment)) throw new UserError('complaintNotTheSameDay');
      return withdrawView(shown);
    case 'merge': {
      const targets = await mergeTargets(reader, { complaint, staffId: person.id });
      if (targets.length === 0) throw new UserError('complaintNothingToMergeInto');
      const { workspaceId } = ctx;
      const customerNames = await customersOf(reader, { workspaceId, complaints: targets });
      return mergeView({ ...shown, targets, customerNames });
    }
    case 'reopen': {
      const until = reopenUntil(complaint, timeZone);
      if (!until || !mayStillBeReopened(complaint, moment)) {
        throw new UserError('complaintTooLateToReopen', { days: REOPEN_DAYS });
      }
      return reopenView({ ...shown, timeZone, until });
    }
  }
}

/** @throws UserError complaintNotFound, complaintForService, complaintAboutYou, complaintChanged */
export async function presentCallBack(
  { ctx, t }: Asker,
  { complaintId }: { complaintId: string },
): Promise<ModalView> {
  const { services, workspaceId } = ctx;
  const reader = services.db.read;
  const complaint = await needComplaint(reader, { workspaceId, complaintId });
  const duty = await callBackDuty(reader, complaint);
  refuseOthers(ctx, { complaint, duty });
  if (!duty) {
    const { number, state } = complaint;
    throw new UserError('complaintChanged', { number, state: stateOf(state) });
  }
  return callBackView({ t, complaint });
}
