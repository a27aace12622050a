/** Life-cycle stages in order (docs/processes.md#life-cycle). Dormant is a flag, not a stage. */
export const stages = ['lead', 'invited', 'visited', 'opened', 'activated', 'vip', 'closed'] as const;
export type Stage = (typeof stages)[number];

/** All but the last: whose customers somebody looks after. */
export const openStages: readonly Stage[] = stages.filter((stage) => stage !== 'closed');

export const sources = ['telesales', 'online', 'broker', 'referral', 'event', 'walk-in'] as const;
export type Source = (typeof sources)[number];

export const categories = ['ordinary', 'member', 'key-account'] as const;
export type Category = (typeof categories)[number];

/** The three owner roles and the department each belongs to (docs/processes.md#customers). */
export const ownerRoles = ['account-manager', 'service-specialist', 'technical-guide'] as const;
export type OwnerRole = (typeof ownerRoles)[number];

export const departmentOfRole = {
  'account-manager': 'market',
  'service-specialist': 'service',
  'technical-guide': 'tech',
} as const satisfies Record<OwnerRole, string>;

export const columnOfRole = {
  'account-manager': 'accountManagerId',
  'service-specialist': 'serviceSpecialistId',
  'technical-guide': 'technicalGuideId',
} as const satisfies Record<OwnerRole, string>;

export interface Owners {
  accountManagerId: string | null;
  serviceSpecialistId: string | null;
  technicalGuideId: string | null;
}

/** Who owns a role of a customer, or null. */
export function ownerOf(customer: Owners, role: OwnerRole): string | null {
  return customer[columnOfRole[role]];
}

/** All owners of a customer, without gaps. */
export function ownersOf(customer: Owners): string[] {
  return ownerRoles.map((role) => ownerOf(customer, role)).filter((id): id is string => id !== null);
}

/** What is sealed under the customer's own key. */
export interface Contact {
  /** `+<country><number>`, with `;ext=<digits>` where there is an extension */
  phones: string[];
  /** WeChat, e-mail and whatever else reaches them, as typed */
  other: string;
  address: string;
}

/** What is known of the person, as typed; sealed like the contacts. */
export interface Details {
  background: string;
  preferences: string;
  notes: string;
}

/** 138****5678: what everyone may see of a stored number, without its extension. Short numbers keep only their last two digits. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/;.*/, '').replace(/\D/g, '');
  if (digits.length >= 11) return `${digits.slice(-11, -8)}****${digits.slice(-4)}`;
  return `****${digits.slice(digits.length > 6 ? -4 : -2)}`;
}

export type StageMove = 'forward' | 'close' | 'skipping' | 'back' | 'none';

/**
 * What kind of move this is: the next stage is `forward`; `close` is allowed from any stage; going back or
 * skipping needs a lead and a reason.
 */
export function stageMove(from: Stage, to: Stage): StageMove {
  if (from === to) return 'none';
  if (to === 'closed') return 'close';
  const step = stages.indexOf(to) - stages.indexOf(from);
  if (step === 1) return 'forward';
  return step > 1 ? 'skipping' : 'back';
}
