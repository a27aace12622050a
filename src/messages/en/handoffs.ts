import type { HandoffState } from '../../handoffs/handoff.js';

/** English texts of handoffs; the type every language fills. */
export const handoffs = {
  states: {
    offered: 'Waiting for acceptance',
    accepted: 'Accepted',
    returned: 'Returned',
    assigned: 'Assigned automatically',
    withdrawn: 'Withdrawn',
  } as Record<HandoffState, string>,
};

const moved: Record<string, string> = {
  accepted: 'accepted',
  returned: 'returned',
  assigned: 'assigned automatically',
  withdrawn: 'withdrawn',
};

/** Refusals, by UserError code: what happened and what to do next. */
export const handoffErrors = {
  handoffNotFound: 'This handoff does not exist (any more). Nothing was changed.',
  handoffSameDepartment:
    'This is the department the customer comes from. Choose the one that should take over.',
  handoffAlreadyOffered: ({ name }: { name: string }) =>
    `${name} has already been offered for this role and waits for an answer. Withdraw that handoff first, or choose another role.`,
  handoffPurposeMissing: 'Say in a few words why the customer changes hands.',
  handoffReasonMissing: 'Say why it goes back, so that the sender can act on it.',
  handoffOwnerElsewhere: 'Choose somebody of the receiving department who is still active.',
  handoffMoved: ({ state, by }: { state: string; by: string | null }) =>
    `This handoff was already ${moved[state] ?? state}${by ? ` by ${by}` : ''}. Nothing was changed.`,
};
