import type { DataStep } from '../db/data-steps.js';
import { countryOf } from '../settings/country.js';
import { fromStored, readPhone, storedPhone } from './phone.js';
import { openContact } from './queries.js';
import { phoneHashes } from './register-customer.js';

const customersAtOnce = 50;

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
      const contact = openContact(vault, customer);
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
