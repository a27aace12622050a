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
  /** The command and whom it is for: above its lines where all commands are listed. */
  about: '*Handoffs* · for everybody who belongs to a department',
  usage: [
    '`/handoff [customer]` offers a customer to another department, or to a colleague of yours',
    '`/handoff list` shows what waits for your department and what you sent',
  ].join('\n'),
  handOver: 'Hand over',
  offer: {
    title: 'Hand over a customer',
    submit: 'Offer',
    customer: 'Customer',
    role: 'Role that passes on',
    roleHint: 'You stay the owner until it is accepted.',
    department: 'To department',
    colleague: 'To colleague',
    colleagueHint: 'Only within your own department: who is asked to take the customer over.',
    atOnce: 'As the lead',
    atOnceYes: 'Assign to this colleague at once, without asking',
    purpose: 'Purpose',
    purposeExample: 'Account opened: file the papers and follow up until funded',
    checklist: 'Checklist',
    checklistHint: 'One item per line.',
    checklistExample: 'Account number received\nTrading software installed\nPhone confirmed',
    promises: 'What was promised to the customer',
    whatHappens: ({ leadHours, assignHours }: { leadHours: number; assignHours: number }) =>
      `If nobody answers, the lead of that department is told after ${leadHours === 1 ? 'one working hour' : `${leadHours} working hours`}; after ${assignHours} the customer is assigned to whoever has the most capacity.`,
  },
  offered: {
    title: 'Handed over',
    done: ({ name, to }: { name: string; to: string }) =>
      `*${name}* has been offered to *${to}*. You will hear what they answer; until then you look after the customer.`,
    assigned: ({ name, to }: { name: string; to: string }) =>
      `${to} looks after *${name}* now, and has been told.`,
    next: ({ tellLead, assign }: { tellLead: string; assign: string }) =>
      `If nobody answers: their lead is told ${tellLead} · assigned automatically ${assign}`,
  },
  packet: {
    customer: 'Customer',
    role: 'Role',
    holder: 'Held now by',
    from: 'From',
    to: 'To',
    purpose: 'Purpose',
    checklist: 'Checklist',
    promises: 'Promised to the customer',
    complaints: ({ numbers, more }: { numbers: string; more: number }) =>
      `Open complaints: ${numbers}${more > 0 ? ` and ${more} more` : ''}`,
    nextDue: 'Next due',
    bounces: ({ count }: { count: number }) =>
      count === 1 ? 'Returned once before' : `Returned ${count} times before`,
  },
  checklist: { title: 'Checklist', open: 'Checklist', done: 'Tick what is done' },
  card: {
    title: ({ name, from, to }: { name: string; from: string; to: string }) => `${name}: ${from} → ${to}`,
    accept: 'Accept',
    return: 'Return',
    withdraw: 'Withdraw',
    ifNobodyActs: ({ tellLead, assign }: { tellLead: string; assign: string }) =>
      `If nobody acts: lead told ${tellLead} · assigned automatically ${assign}`,
  },
  outcome: {
    offered: ({ to }: { to: string }) => `Waiting for ${to} to answer`,
    accepted: ({ owner, by, at }: { owner: string; by: string; at: string }) =>
      `${owner} takes over (accepted by ${by}, ${at})`,
    acceptedSelf: ({ owner, at }: { owner: string; at: string }) =>
      `${owner} has accepted and takes over (${at})`,
    assigned: ({ owner, at }: { owner: string; at: string }) =>
      `Nobody answered: assigned to ${owner} (${at})`,
    returned: ({ by, at, reason }: { by: string; at: string; reason: string }) =>
      `Returned by ${by} (${at}): ${reason}`,
    withdrawn: ({ by, at }: { by: string; at: string }) => `Withdrawn by ${by} (${at})`,
  },
  timeline: {
    offered: ({ role, to, who }: { role: string; to: string; who: string }) =>
      `Handoff to ${to} offered by ${who} (${role.toLowerCase()})`,
    decided: ({ role, to, state }: { role: string; to: string; state: string }) =>
      `Handoff to ${to}: ${state} (${role.toLowerCase()})`,
  },
  accept: {
    title: 'Accept a customer',
    submit: 'Accept',
    owner: ({ role }: { role: string }) => `New ${role.toLowerCase()}`,
  },
  return: {
    title: 'Return a customer',
    submit: 'Return',
    about: ({ name }: { name: string }) => `*${name}* goes back to the sender, who stays the owner.`,
    reason: 'Why?',
    reasonHint: 'The sender sees this.',
  },
  list: {
    title: ({ received, sent }: { received: number; sent: number }) =>
      `Handoffs: ${received} waiting for your department, ${sent} sent by you`,
    received: 'Waiting for your department',
    sent: 'Sent by you',
    assigned: ({ at }: { at: string }) => `assigned automatically ${at}`,
    nothing: 'No handoff waits for your department, and none of yours waits for an answer.',
    more: 'There are more; these are the oldest.',
  },
  duties: {
    accept: ({ name, from }: { name: string; from: string; to: string }) =>
      `Answer the handoff of *${name}* from ${from}`,
    acceptNext: ({ assign }: { assign: string }) => `assigned automatically ${assign}`,
    keep: ({ name, to }: { name: string; from: string; to: string }) =>
      `Look after *${name}* until ${to} has accepted`,
    returned: ({ name, to }: { name: string; from: string; to: string }) =>
      `${to} returned *${name}*: offer again, or keep the customer`,
  },
  offerAnew: 'Offer again',
  keep: 'Keep the customer',
  kept: 'Noted: you keep the customer.',
  withdrawn: 'Withdrawn. You stay the owner.',
  stillYours: 'You are still the owner. Offer the customer again with what was missing, or keep them.',
  nowYours: ({ name, role }: { name: string; role: string }) => `${name} is now yours: ${role.toLowerCase()}`,
  openCustomer: 'Open record',
  nobodyThere: {
    title: ({ name, to }: { name: string; to: string }) => `Nobody in ${to} is there to take ${name}`,
    sender:
      'The handoff could not be assigned: everybody is away. Until somebody is back, you look after the customer.',
    administrator:
      'The handoff could not be assigned: that department, its lead, management and the administrators are all marked as away. End an absence that is over, or name a substitute, with `/baton who`.',
    next: ({ at }: { at: string }) => `Next try: ${at}`,
  },
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
  handoffDepartmentGone: 'This department no longer exists. Choose another.',
  handoffColleagueMissing:
    'This is your own department: choose the colleague who should take over, or another department.',
  handoffColleagueElsewhere:
    'A colleague is named only within your own department. Choose somebody there, or leave this empty.',
  handoffAlreadyTheirs: ({ name }: { name: string }) =>
    `${name} has this role already. Choose somebody else.`,
  handoffOnlyNamed: ({ name }: { name: string | null }) =>
    `Only ${name ?? 'the colleague it was offered to'} or their lead can answer this.`,
  handoffAlreadyOffered: ({ name }: { name: string }) =>
    `${name} has already been offered for this role and waits for an answer. Withdraw that handoff first, or choose another role.`,
  handoffRoleElsewhere: ({ role }: { role: string }) =>
    `${role === 'account-manager' ? 'Account managers belong to Market' : role === 'service-specialist' ? 'Service specialists belong to Service' : 'Technical guides belong to Tech'}. Choose that department, or another role.`,
  handoffPurposeMissing: 'Say in a few words why the customer changes hands.',
  handoffReasonMissing: 'Say why it goes back, so that the sender can act on it.',
  handoffOwnerElsewhere: 'Choose somebody of the receiving department who is still active.',
  handoffMoved: ({ state, by }: { state: string; by: string | null }) =>
    `This handoff was already ${moved[state] ?? state}${by ? ` by ${by}` : ''}. Nothing was changed.`,
};
