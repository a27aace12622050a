import type { Context } from '../context.js';
import type { Complaint } from '../db/types.js';
import { may } from '../people/may.js';
import type { Person } from '../people/person.js';
import { UserError } from '../slack/user-error.js';
import type { AsideScreen } from './complaint.js';
import { refuseRecused } from './recused.js';

/**
 * The person who acts, if they may take a complaint out of the loop or back into it: the service department, and for
 * withdrawing whoever registered it. The person complained about never.
 * @throws UserError complaintMayNotWithdraw, complaintForService, complaintAboutYou
 */
export function asideActor(
  ctx: Context,
  { complaint, aside }: { complaint: Complaint; aside: AsideScreen },
): Person {
  const person = ctx.actor.type === 'person' ? ctx.actor.staff : null;
  if (!person || !may(person, `complaint.${aside}`, { ownerIds: [complaint.registeredById] })) {
    throw new UserError(aside === 'withdraw' ? 'complaintMayNotWithdraw' : 'complaintForService');
  }
  refuseRecused(person, complaint);
  return person;
}
