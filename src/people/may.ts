import type { Department } from '../db/types.js';
import { leads, type Person } from './person.js';

/** What an action concerns; each action looks at the parts it needs. */
export interface Affair {
  /** The department whose business it is: the receiving one of a handoff, the one that owes a duty … */
  department?: Pick<Department, 'id' | 'leadId'> | null;
  /** Who owns the record: a customer's owners, a duty's owner, a case's investigator. */
  ownerIds?: readonly (string | null | undefined)[];
  /** The departments of those owners, whose leads act for them. */
  ownerDepartments?: readonly Pick<Department, 'id' | 'leadId'>[];
  /** A customer's category; key accounts are confidential. */
  category?: string;
  /** Staff with an access grant that still runs. */
  grantedTo?: readonly string[];
  /** The departments that a post was for; none: every colleague. */
  readers?: readonly string[];
  /** Whether they ask from within a channel that the post went to: who reads it there may read it. */
  there?: boolean;
}

type Rule = (person: Person, affair: Affair) => boolean;

const anybody: Rule = () => true;
const colleague: Rule = (person) => person.departmentId !== null || person.admin;
const admin: Rule = (person) => person.admin;
const management: Rule = (person) => person.department?.key === 'management';
const service: Rule = (person) => person.department?.key === 'service';
const tech: Rule = (person) => person.department?.key === 'tech';
const administration: Rule = (person) => person.department?.key === 'admin';
const owner: Rule = (person, affair) => affair.ownerIds?.includes(person.id) ?? false;
const ownersLead: Rule = (person, affair) =>
  affair.ownerDepartments?.some((department) => leads(person, department)) ?? false;
const member: Rule = (person, affair) =>
  affair.department != null && person.departmentId === affair.department.id;
const lead: Rule = (person, affair) => leads(person, affair.department);
const ownersColleague: Rule = (person, affair) =>
  affair.ownerDepartments?.some(({ id }) => id === person.departmentId) ?? false;
const reader: Rule = (person, affair) =>
  colleague(person, affair) &&
  (!affair.readers?.length || affair.readers.some((id) => id === person.departmentId));
const there: Rule = (_, affair) => affair.there === true;
const granted: Rule = (person, affair) => affair.grantedTo?.includes(person.id) ?? false;

const either =
  (...rules: Rule[]): Rule =>
  (person, affair) =>
    rules.some((rule) => rule(person, affair));

const both =
  (one: Rule, other: Rule): Rule =>
  (person, affair) =>
    one(person, affair) && other(person, affair);

const keyAccountsOnlyForTheirOwn: Rule = (person, affair) =>
  affair.category === 'key-account'
    ? either(owner, ownersLead, admin, granted)(person, affair)
    : colleague(person, affair);

/** Who may do what (docs/processes.md#permissions). Administrators change settings, leads act for their department, members act on what they own. */
const rules = {
  'settings.change': admin,
  'department.manage': either(admin, lead),
  /** Who is who, in which department, and who is away */
  'people.read': colleague,
  'absence.record': either(admin, both(owner, colleague), lead),
  'complaint.register': anybody,
  'complaint.judge': either(service, management, admin),
  /** department: service */
  'complaint.assign': either(lead, management, admin),
  /** Investigate, propose, carry out. ownerIds: who handles it; department: the responsible one */
  'complaint.handle': either(owner, lead),
  /** department: the responsible one; ownerIds: who stands in for its lead, or management's */
  'complaint.approve': either(owner, lead, management, admin),
  'complaint.confirm': either(owner, service, management, admin),
  /** department: service */
  'complaint.review': either(owner, lead, management, admin),
  /** ownerIds: who registered it */
  'complaint.withdraw': either(owner, service, management, admin),
  'complaint.severity': either(service, management, admin),
  'complaint.merge': either(service, management, admin),
  'complaint.reopen': either(service, management, admin),
  'complaint.read': colleague,
  'complaint.read-contact': either(service, owner, management, admin),
  'customer.register': colleague,
  'customer.read': colleague,
  'customer.read-contact': keyAccountsOnlyForTheirOwn,
  'customer.change': either(owner, ownersLead, admin),
  /** What is known of a customer, the contacts among it. */
  'customer.edit': both(either(owner, ownersColleague, ownersLead, admin), keyAccountsOnlyForTheirOwn),
  /** Out of the key accounts, whose records are confidential */
  'customer.lower-category': either(ownersLead, management, admin),
  'customer.move-stage': either(owner, ownersLead, admin),
  /** backwards or skipping: with a reason */
  'customer.move-stage-freely': either(ownersLead, management, admin),
  /** A call, or what was learned: also by the colleagues of the owners, who stand in for them. */
  'callback.record': either(owner, ownersColleague, ownersLead, service, admin),
  'customer.note': either(owner, ownersColleague, ownersLead, service, admin),
  /** department: the keeper's */
  'vip.manage': either(lead, admin),
  'vip.invite': either(owner, ownersColleague, ownersLead, member, lead, admin),
  /** department: the keeper's; ownerIds: the keeper, who was handed it, who stands in for them */
  'vip.confirm': either(owner, lead),
  /** department: an owner's */
  'handoff.offer': either(owner, lead, member, admin),
  /** department: the receiving one */
  'handoff.decide': either(member, lead, admin),
  /** Within a department. department: that one; ownerIds: who holds the role */
  'handoff.pass-on': either(owner, lead, admin),
  /** Ticking its checklist. department: the receiving one; ownerIds: sender, receiver, the customer's owners */
  'handoff.check': either(owner, member, lead, admin),
  /** Without asking the colleague. department: theirs */
  'handoff.assign': either(lead, admin),
  /** department: the colleague's; ownerIds: the colleague it was offered to, who stands in for them */
  'handoff.decide-named': either(owner, lead, admin),
  'handoff.withdraw': either(owner, lead, admin),
  /** department: the one that publishes */
  'briefing.schedule': either(lead, admin),
  'briefing.write': either(owner, member, lead, admin),
  /** Reading, confirming it and copying. department: the one that publishes; ownerIds: who wrote it; readers, there */
  'briefing.read': either(reader, owner, member, lead, management, admin, there),
  'briefing.see-readers': either(owner, lead, management, admin),
  /** department: the sender's own */
  'notice.relay': either(lead, administration, management, admin),
  /** Reading, acknowledging and copying. ownerIds: who relayed it; readers, there */
  'notice.read': either(reader, owner, management, admin, there),
  'notice.see-readers': either(owner, lead, management, admin),
  'risk.raise': either(tech, owner, management, admin),
  'risk.record': either(owner, ownersLead, management, admin),
  'duty.done': either(owner, lead, admin),
  'duty.snooze': either(owner, lead, admin),
  'duty.reassign': either(owner, lead, management, admin),
} satisfies Record<string, Rule>;

export type Action = keyof typeof rules;

/**
 * Whether a person may do something. Deactivated people may do nothing.
 * One pure table: the only place where permissions are decided.
 */
export function may(person: Person, action: Action, affair: Affair = {}): boolean {
  return person.active && rules[action](person, affair);
}
