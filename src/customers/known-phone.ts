import { instantAt, localDate } from '../calendar/local-time.js';
import type { Context } from '../context.js';
import type { RefusalsOnRecord } from '../db/commit.js';
import { record } from '../db/history.js';
import type { Customer, Tx } from '../db/types.js';
import { may } from '../people/may.js';
import type { Person } from '../people/person.js';
import { numbersOf } from '../settings/numbers.js';
import { UserError } from '../slack/user-error.js';
import { customerAffair } from './affair.js';
import { customersWithPhone } from './queries.js';

const refused = 'customer.phone-refused';

/** A number that a customer has already. Whose it is goes into the history, and to nobody else. */
export class KnownPhoneError extends UserError<'customerPhoneKnown' | 'complaintPhoneKnown'> {
  constructor(
    code: 'customerPhoneKnown' | 'complaintPhoneKnown',
    readonly customerId: string,
  ) {
    super(code, undefined, { field: 'phones' });
  }
}

/**
 * Refuses numbers that a customer has already (docs/processes.md#customers). The words are the same whoever it is, and
 * only the first number is held against key accounts whose contacts the person may not see: or numbers could be tried
 * out, many at once. Those that were refused today are counted before anything is looked up.
 * @throws UserError customerPhoneTriesUp, customerPhoneKnown
 */
export async function refuseKnownPhone(tx: Tx, ctx: Context, numbers: readonly string[]): Promise<void> {
  const person = ctx.actor.type === 'person' ? ctx.actor.staff : null;
  if (person) await refuseOneTooMany(tx, ctx, person);
  const { workspaceId, services, now } = ctx;
  const known = (phones: readonly string[]) =>
    customersWithPhone(tx, { workspaceId, phones, vault: services.vault });
  const isOpen = async (customer: Customer) =>
    customer.category !== 'key-account' ||
    !person ||
    may(person, 'customer.read-contact', await customerAffair(tx, { customer, now }));
  const first = await known(numbers.slice(0, 1));
  let found = first.find(({ category }) => category === 'key-account') ?? first[0];
  for (const customer of found ? [] : await known(numbers.slice(1))) {
    if (!found && (await isOpen(customer))) found = customer;
  }
  if (found) throw new KnownPhoneError('customerPhoneKnown', found.id);
}

async function refuseOneTooMany(tx: Tx, { workspaceId, now }: Context, { id }: Person): Promise<void> {
  const workspace = await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
  const { timeZone } = workspace;
  const today = instantAt(timeZone, localDate(timeZone, now), '00:00');
  const tries = await tx.history.count({
    where: { workspaceId, event: refused, at: { gte: today }, actorId: id },
  });
  const { knownPhoneTries: most } = numbersOf(workspace);
  if (tries >= most) throw new UserError('customerPhoneTriesUp', { most }, { field: 'phones' });
}

/** For commit(): each refused number is on record at its customer, and a person's come one after the other. */
export function knownPhonesOnRecord(ctx: Context): RefusalsOnRecord | undefined {
  if (ctx.actor.type !== 'person') return undefined;
  return {
    things: [`known-phone:${ctx.actor.staff.id}`],
    async onRefusal(tx, refusal) {
      if (!(refusal instanceof KnownPhoneError)) return false;
      await record(tx, ctx, { subject: { type: 'customer', id: refusal.customerId }, event: refused });
      return true;
    },
  };
}
