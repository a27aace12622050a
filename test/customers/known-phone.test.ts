import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { registerComplaint } from '../../src/complaints/register-complaint.js';
import { registerCustomer } from '../../src/customers/register-customer.js';
import { revealContact } from '../../src/customers/reveal-contact.js';
import { searchCustomers } from '../../src/customers/search-customers.js';
import { messages } from '../../src/messages/index.js';
import type { Person } from '../../src/people/person.js';
import { usualNumbers } from '../../src/settings/numbers.js';
import { UserError, userErrorText } from '../../src/slack/user-error.js';
import { type Company, complaintData, makeCompany, makeCustomer } from '../complaints/company.js';

// Whose number it is cannot be tried out by the warning that a customer has it already.

let company: Company;
beforeEach(async () => {
  company = await makeCompany();
});
afterEach(() => company.close());

const ofTheKeyAccount = '13900001111';
const ofSomebody = '13900002222';
const fresh = (i: number) => `1370000${String(1000 + i)}`;

const keyAccount = () =>
  makeCustomer(company, { name: '贵宾', phone: ofTheKeyAccount, category: 'key-account' });
const ordinary = () => makeCustomer(company, { name: '王芳', phone: ofSomebody });

/** What the form says: the refusal's words, or null. */
async function said(by: Person, phones: readonly string[], more: { acceptKnownPhone?: boolean } = {}) {
  return wordsOf(registerCustomer(company.as(by), { name: 'New', source: 'online', phones, ...more }));
}

function wordsOf(work: Promise<unknown>): Promise<string | null> {
  return work.then(
    () => null,
    (error: unknown) => {
      if (!(error instanceof UserError)) throw error;
      expect(error.field).toBe('phones');
      return userErrorText(messages('en'), error);
    },
  );
}

const complain = (by: Person, phones: readonly string[]) =>
  registerComplaint(
    company.as(by),
    complaintData({ customer: { name: 'New', phones, source: 'online' }, complainantName: '' }),
  );

const attemptsAt = (customerId: string) =>
  company.db.read.history.findMany({
    where: { subjectId: customerId, event: 'customer.phone-refused' },
    select: { actorId: true, before: true, after: true },
  });

const { errors } = messages('en');
const triesUp = errors.customerPhoneTriesUp({ most: usualNumbers.knownPhoneTries });

describe('the warning of a known number', () => {
  it('is the same whoever has it, and does not say who', async () => {
    await Promise.all([keyAccount(), ordinary()]);
    const { tina } = company.people;
    for (const phone of [ofTheKeyAccount, ofSomebody]) {
      expect(await said(tina, [phone])).toBe(errors.customerPhoneKnown);
      expect(await wordsOf(complain(tina, [phone]))).toBe(errors.complaintPhoneKnown);
    }
  });

  it('holds one number of a form against key accounts, but for those who may see their contacts', async () => {
    await Promise.all([keyAccount(), ordinary()]);
    const { tina, sam } = company.people;
    expect(await said(tina, [fresh(1), ofTheKeyAccount])).toBeNull();
    expect(await said(tina, [fresh(2), ofSomebody])).toBe(errors.customerPhoneKnown);
    expect(await said(sam, [fresh(3), ofTheKeyAccount])).toBe(errors.customerPhoneKnown);
  });

  it('is on record at the customer although the form was refused, beside nothing else that the form left', async () => {
    const customer = await keyAccount();
    const { tina } = company.people;
    const before = await company.db.read.history.count();
    await said(tina, [ofTheKeyAccount]);
    const complaint = complain(tina, [ofTheKeyAccount]);
    await expect(complaint).rejects.toMatchObject({ code: 'complaintPhoneKnown' });
    const attempt = { actorId: tina.id, before: null, after: null };
    expect(await attemptsAt(customer.id)).toEqual([attempt, attempt]);
    expect(await company.db.read.history.count()).toBe(before + 2);
    expect(await company.db.read.repeat.count()).toBe(0);
  });

  it('leaves the form to be sent again: corrected, or registered all the same', async () => {
    await ordinary();
    const ctx = { ...company.as(company.people.tina, 'view:1'), formKey: 'form:1' };
    const typed = { name: 'New', source: 'online', phones: [ofSomebody] } as const;
    expect(await wordsOf(registerCustomer(ctx, typed))).toBe(errors.customerPhoneKnown);
    const { customerId } = await registerCustomer(ctx, { ...typed, acceptKnownPhone: true });
    const contact = await revealContact(company.as(company.people.tina), { customerId });
    expect(contact).toMatchObject({ phones: [`+86${ofSomebody}`] });
  });
});

describe('after so many known numbers a day', () => {
  const most = usualNumbers.knownPhoneTries;

  it('a form with a number is refused in words of its own before anything is looked up', async () => {
    const customer = await keyAccount();
    const { tina, tom } = company.people;
    for (let i = 0; i < most; i++)
      expect(await said(tina, [ofTheKeyAccount])).toBe(errors.customerPhoneKnown);
    expect(await said(tina, [ofTheKeyAccount])).toBe(triesUp);
    expect(await said(tina, [fresh(1)])).toBe(triesUp);
    expect(await wordsOf(complain(tina, [fresh(1)]))).toBe(triesUp);
    expect(await attemptsAt(customer.id)).toHaveLength(most);

    expect(await said(tina, [])).toBeNull();
    expect(await said(tina, [ofTheKeyAccount], { acceptKnownPhone: true })).toBeNull();
    expect(await said(tom, [ofTheKeyAccount])).toBe(errors.customerPhoneKnown);
    // Wednesday's last minute in Shanghai, and Thursday's first.
    company.services.clock.set(new Date('2026-11-25T15:59:00Z'));
    expect(await said(tina, [ofTheKeyAccount])).toBe(triesUp);
    company.services.clock.set(new Date('2026-11-25T16:00:00Z'));
    expect(await said(tina, [ofTheKeyAccount])).toBe(errors.customerPhoneKnown);
  });

  it('forms sent at the same time are no way round', async () => {
    await keyAccount();
    const { tina } = company.people;
    const answers = await Promise.all(Array.from({ length: most + 5 }, () => said(tina, [ofTheKeyAccount])));
    expect(answers.filter((words) => words === errors.customerPhoneKnown)).toHaveLength(most);
    expect(answers.filter((words) => words === triesUp)).toHaveLength(5);
  });
});

it('a search by number is as long as if the key accounts that it leaves out were not there', async () => {
  const found = async (limit: number) =>
    (await searchCustomers(company.as(company.people.tina), { query: '2222', limit })).map(
      ({ name }) => name,
    );
  const make = (name: string, phone: string, category: 'ordinary' | 'key-account') =>
    makeCustomer(company, { name, phone, category });
  await make('One', '13900002222', 'ordinary');
  await make('Two', '13800002222', 'ordinary');
  const before = await found(2);
  expect(before).toHaveLength(2);
  company.services.clock.set(new Date(company.services.clock.now().getTime() + 60_000));
  await make('Secret', '13700002222', 'key-account');
  expect(await found(2)).toEqual(before);
});
