import type { DataStep } from '../db/data-steps.js';
import { SealError } from '../db/sealing.js';
import { countryOf } from '../settings/country.js';
import { keepNames, nameKey } from './names.js';
import { fromStored, readPhone, storedPhone } from './phone.js';
import { openContact, sealDetails } from './queries.js';
import { phoneHashes } from './register-customer.js';

const customersAtOnce = 50;
const customersLookedAt = 100;
const emptied = { background: '', preferences: '', notes: '' };

/** Null for what was sealed under a key that is lost: it stays as it is. */
function readable<T>(open: () => T): T | null {
  try {
    return open();
  } catch (error) {
    if (error instanceof SealError) return null;
    throw error;
  }
}

/** Numbers that an earlier build read differently, such as landlines without their country, are found again. */
export const readPhonesAgain: DataStep = {
  name: 'customers.read-phones-again',
  async chunk(tx, { vault, cursor }) {
    const customers = await tx.customer.findMany({
      where: { id: { gt: cursor ?? '' }, contactSealed: { not: null } },
      orderBy: { id: 'asc' },
      take: customersAtOnce,
    });
    const workspaces = await tx.workspace.findMany({
      where: { id: { in: [...new Set(customers.map(({ workspaceId }) => workspaceId))] } },
    });
    const countries = new Map(workspaces.map((workspace) => [workspace.id, countryOf(workspace)]));
    for (const customer of customers) {
      const { id, workspaceId, wrappedKey } = customer;
      const contact = readable(() => openContact(vault, customer));
      const country = countries.get(workspaceId);
      if (!contact || !wrappedKey || !country) continue;
      const phones = contact.phones.map((stored) => {
        const read = readPhone(stored.replace(';ext=', ' ext. '), country);
        return 'number' in read ? storedPhone(read) : stored;
      });
      if (phones.every((phone, index) => phone === contact.phones[index])) continue;
      const numbers = [...new Set(phones.map((phone) => fromStored(phone).number))];
      await tx.customerPhone.deleteMany({ where: { customerId: id } });
      await tx.customerPhone.createMany({
        data: phoneHashes(vault, { workspaceId, numbers }).map((hash) => ({
          workspaceId,
          customerId: id,
          ...hash,
        })),
      });
      const sealed = vault.seal(wrappedKey, JSON.stringify({ ...contact, phones: [...new Set(phones)] }));
      await tx.customer.updateMany({ where: { id }, data: { contactSealed: sealed } });
    }
    return customers.length < customersAtOnce ? null : (customers.at(-1)?.id ?? null);
  },
};

/**
 * Background, preferences and notes that earlier builds kept in clear are sealed under the customer's key. Of an erased
 * customer, who has none, they go. Where the key itself cannot be read any more they stay as they are.
 */
export const sealWhatIsKnown: DataStep = {
  name: 'customers.seal-what-is-known',
  async chunk(tx, { vault, cursor }) {
    const customers = await tx.customer.findMany({
      where: { id: { gt: cursor ?? '' } },
      orderBy: { id: 'asc' },
      take: customersLookedAt,
      select: { id: true, wrappedKey: true, background: true, preferences: true, notes: true },
    });
    for (const { id, wrappedKey, ...details } of customers) {
      if (!Object.values(details).some(Boolean)) continue;
      const detailsSealed = wrappedKey && readable(() => sealDetails(vault, wrappedKey, details));
      if (wrappedKey && !detailsSealed) continue;
      await tx.customer.updateMany({ where: { id }, data: { ...emptied, detailsSealed } });
    }
    return customers.length < customersLookedAt ? null : (customers.at(-1)?.id ?? null);
  },
};

/** Names that earlier builds found by some of their words alone are found by any word, and by signs they begin with. */
export const readNamesAgain: DataStep = {
  name: 'customers.read-names-and-signs-again',
  async chunk(tx, { cursor }) {
    const customers = await tx.customer.findMany({
      where: { id: { gt: cursor ?? '' } },
      orderBy: { id: 'asc' },
      take: customersLookedAt,
      select: { id: true, workspaceId: true, name: true, nameKey: true, erasedAt: true },
    });
    await keepNames(
      tx,
      customers.filter(({ erasedAt }) => erasedAt === null),
    );
    for (const { id, name, nameKey: kept } of customers) {
      const folded = nameKey(name);
      if (folded !== kept) await tx.customer.updateMany({ where: { id }, data: { nameKey: folded } });
    }
    return customers.length < customersLookedAt ? null : (customers.at(-1)?.id ?? null);
  },
};
