import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import { record } from '../db/history.js';
import { oneAfterTheOther } from '../db/one-after-the-other.js';
import type { Vault } from '../db/sealing.js';
import type { Customer, Department, Tx } from '../db/types.js';
import { touchHomes } from '../outbox/homes.js';
import { may } from '../people/may.js';
import type { Person } from '../people/person.js';
import { countryOf } from '../settings/country.js';
import { oncePerForm } from '../slack/once-per-form.js';
import { UserError } from '../slack/user-error.js';
import { checkBirthday } from './birthdays.js';
import { chooseOwnerByBalance } from './choose-owner.js';
import {
  type Category,
  type Contact,
  departmentOfRole,
  type OwnerRole,
  ownersOf,
  type Source,
  type Stage,
} from './customer.js';
import { openFirstContacts } from './first-contact.js';
import { knownPhonesOnRecord, refuseKnownPhone } from './known-phone.js';
import { tellFeatures } from './move-stage.js';
import { keepNames, nameKey } from './names.js';
import { readPhone, storedPhone } from './phone.js';
import { sealDetails } from './queries.js';

export interface NewCustomer {
  name: string;
  /** as typed; unreadable ones are refused at their field */
  phones: readonly string[];
  otherContact?: string;
  address?: string;
  source: Source;
  category?: Category;
  stage?: Stage;
  accountNumber?: string;
  background?: string;
  preferences?: string;
  notes?: string;
  birthday?: string;
  /** The same number at another customer is refused unless the person has seen the warning. */
  acceptKnownPhone?: boolean;
  /** Given owners win over the ones chosen by rule. */
  accountManagerId?: string;
  serviceSpecialistId?: string;
  technicalGuideId?: string;
}

/**
 * Registers a customer and gives them their first owner (docs/processes.md#customers).
 * @throws UserError notAllowed, customerBirthday, customerNameMissing, customerPhoneUnreadable, customerPhoneKnown,
 *   customerPhoneTriesUp, formSentBefore
 */
export function registerCustomer(ctx: Context, params: NewCustomer): Promise<{ customerId: string }> {
  return commit(
    ctx,
    async (tx) => {
      await oncePerForm(tx, ctx);
      return { customerId: (await createCustomer(tx, ctx, params)).id };
    },
    params.phones.some((phone) => phone.trim()) && !params.acceptKnownPhone
      ? knownPhonesOnRecord(ctx)
      : undefined,
  );
}

/**
 * The same inside another use-case's transaction (a complaint about somebody not yet in the archive); a person's is to
 * keep `knownPhonesOnRecord`.
 */
export async function createCustomer(tx: Tx, ctx: Context, params: NewCustomer): Promise<Customer> {
  const { workspaceId, services, now } = ctx;
  const person = ctx.actor.type === 'person' ? ctx.actor.staff : null;
  if (person && !may(person, 'customer.register')) throw new UserError('notAllowed');
  const name = params.name.trim();
  if (!name) throw new UserError('customerNameMissing', undefined, { field: 'name' });
  checkBirthday(params.birthday, now);

  const { numbers, stored } = await readPhones(tx, ctx, params.phones);
  const hashes = phoneHashes(services.vault, { workspaceId, numbers });
  // Of two colleagues who register one number at the same instant the second sees the warning, too.
  await oneAfterTheOther(tx, { db: services.db, things: hashes.map(({ fullHash }) => fullHash) });
  if (numbers.length > 0 && !params.acceptKnownPhone) await refuseKnownPhone(tx, ctx, numbers);

  const owners = await firstOwners(tx, ctx, params, person);
  const { wrappedKey } = services.vault.newCustomerKey();
  const contact: Contact = {
    phones: stored,
    other: params.otherContact?.trim() ?? '',
    address: params.address?.trim() ?? '',
  };
  const customer = await tx.customer.create({
    data: {
      workspaceId,
      name,
      nameKey: nameKey(name),
      source: params.source,
      category: params.category ?? 'ordinary',
      stage: params.stage ?? 'lead',
      accountNumber: params.accountNumber?.trim() || null,
      birthday: params.birthday || null,
      birthMonthDay: params.birthday?.slice(-'MM-DD'.length) || null,
      ...owners,
      wrappedKey,
      contactSealed: services.vault.seal(wrappedKey, JSON.stringify(contact)),
      detailsSealed: sealDetails(services.vault, wrappedKey, {
        background: params.background?.trim() ?? '',
        preferences: params.preferences?.trim() ?? '',
        notes: params.notes?.trim() ?? '',
      }),
      createdById: person?.id ?? null,
      createdAt: now,
      lastActivityAt: now,
    },
  });
  await keepNames(tx, [customer]);
  if (hashes.length > 0) {
    await tx.customerPhone.createMany({
      data: hashes.map((hash) => ({ workspaceId, customerId: customer.id, ...hash })),
    });
  }
  await record(tx, ctx, {
    subject: { type: 'customer', id: customer.id },
    event: 'customer.registered',
    after: { source: customer.source, category: customer.category, stage: customer.stage, ...owners },
  });
  await touchHomes(tx, ctx, { staffIds: ownersOf(owners) });
  if (customer.stage !== 'closed') await openFirstContacts(tx, ctx, { customers: [customer], role: null });
  await tellFeatures(tx, ctx, { customer, reason: '', from: null, to: customer.stage as Stage });
  return customer;
}

/** The numbers that are looked up, and how each is stored: with its extension. */
export async function readPhones(
  tx: Tx,
  { workspaceId }: Context,
  typed: readonly string[],
): Promise<{ numbers: string[]; stored: string[] }> {
  const given = typed.map((text) => text.trim()).filter(Boolean);
  if (given.length === 0) return { numbers: [], stored: [] };
  const country = countryOf(await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } }));
  const phones = new Map<string, string>();
  for (const text of given) {
    const read = readPhone(text, country);
    if ('problem' in read) {
      const { problem, understood } = read;
      throw new UserError(
        'customerPhoneUnreadable',
        { typed: text, problem, understood },
        { field: 'phones' },
      );
    }
    phones.set(read.number, storedPhone(read));
  }
  return { numbers: [...phones.keys()], stored: [...phones.values()] };
}

/** What a customer's numbers are found by: whole, and by their last four digits. */
export function phoneHashes(
  vault: Vault,
  { workspaceId, numbers }: { workspaceId: string; numbers: readonly string[] },
): { fullHash: string; lastFourHash: string }[] {
  return numbers.map((number) => ({
    fullHash: vault.hashPhone(workspaceId, number),
    lastFourHash: vault.hashPhone(workspaceId, number.slice(-4)),
  }));
}

async function firstOwners(tx: Tx, ctx: Context, params: NewCustomer, person: Person | null) {
  const owners = {
    accountManagerId: params.accountManagerId ?? null,
    serviceSpecialistId: params.serviceSpecialistId ?? null,
    technicalGuideId: params.technicalGuideId ?? null,
  };
  const departments = await tx.department.findMany({ where: { workspaceId: ctx.workspaceId } });
  if (!owners.accountManagerId) {
    owners.accountManagerId =
      person?.department?.key === 'market'
        ? person.id
        : await byBalance(tx, ctx, departments, 'account-manager');
  }
  const needsService = person?.department?.key === 'service' || (params.stage ?? 'lead') !== 'lead';
  if (!owners.serviceSpecialistId && needsService) {
    owners.serviceSpecialistId = await byBalance(tx, ctx, departments, 'service-specialist');
  }
  // Never without somebody: a half-configured company has at least the colleague who registered them.
  if (ownersOf(owners).length === 0 && person) owners.accountManagerId = person.id;
  return owners;
}

async function byBalance(tx: Tx, ctx: Context, departments: readonly Department[], ownerRole: OwnerRole) {
  const department = departments.find((d) => d.key === departmentOfRole[ownerRole]);
  if (!department) return null;
  return chooseOwnerByBalance(tx, {
    workspaceId: ctx.workspaceId,
    departmentId: department.id,
    ownerRole,
    now: ctx.now,
  });
}
