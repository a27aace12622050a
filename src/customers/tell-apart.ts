import type { PlainTextOption } from '@slack/types';
import { SealError, type Vault } from '../db/sealing.js';
import type { Customer } from '../db/types.js';
import { staffByIds } from '../people/queries.js';
import type { Asker } from '../slack/asker.js';
import { option } from '../slack/blocks.js';
import { plainDate } from '../slack/text.js';
import { maskPhone, ownersOf } from './customer.js';
import { openContact } from './queries.js';
import { stageText } from './views/record.js';

/**
 * What tells customers of one name apart wherever several are shown, unformatted: the stage, the masked number and the
 * first owner; the time of registration where all that is the same. By customer id. One statement for all of them.
 */
export async function marksOf(
  { ctx, t, workspace }: Pick<Asker, 'ctx' | 't' | 'workspace'>,
  customers: readonly Customer[],
): Promise<Map<string, string>> {
  const { vault, db } = ctx.services;
  const owners = await staffByIds(db.read, {
    workspaceId: ctx.workspaceId,
    staffIds: customers.map((customer) => ownersOf(customer)[0]),
  });
  const markOf = (customer: Customer, registered?: string) =>
    [
      stageText(t, customer),
      registered,
      maskedPhonesOf(vault, customer)[0],
      owners.get(ownersOf(customer)[0] ?? '')?.name,
    ]
      .filter(Boolean)
      .join(t.common.separator);
  const marks = new Map(customers.map((customer) => [customer.id, markOf(customer)]));
  const seen = new Map<string, Customer[]>();
  for (const customer of customers) {
    const looks = `${customer.name}\n${marks.get(customer.id)}`;
    seen.set(looks, [...(seen.get(looks) ?? []), customer]);
  }
  for (const alike of seen.values()) {
    if (alike.length === 1) continue;
    for (const customer of alike) {
      const at = plainDate(customer.createdAt, t, { timeZone: workspace.timeZone });
      marks.set(customer.id, markOf(customer, t.customers.registeredAt(at)));
    }
  }
  return marks;
}

/** The options of a typeahead of customers. */
export async function customerOptions(
  asker: Pick<Asker, 'ctx' | 't' | 'workspace'>,
  customers: readonly Customer[],
): Promise<PlainTextOption[]> {
  const marks = await marksOf(asker, customers);
  return customers.map(({ id, name }) => option(name, id, marks.get(id)));
}

/** 138****5678: what everybody may see of a customer's numbers. None where their key is lost. */
export function maskedPhonesOf(vault: Vault, customer: Customer): string[] {
  try {
    return (openContact(vault, customer)?.phones ?? []).map(maskPhone);
  } catch (error) {
    if (error instanceof SealError) return [];
    throw error;
  }
}
