import { afterEach, beforeEach, expect, it } from 'vitest';
import { registerCustomer } from '../../src/customers/register-customer.js';
import { acceptHandoff } from '../../src/handoffs/accept-handoff.js';
import { offerHandoff } from '../../src/handoffs/offer-handoff.js';
import { startTestBaton, type TestBaton } from '../support/baton.js';

let company: TestBaton;
beforeEach(async () => {
  company = await startTestBaton();
});
afterEach(() => company.stop());

const idOf = (handle: string) => company.people[handle]?.id ?? '';
const nameOf = (id: string | null) =>
  Object.entries(company.people).find(([, person]) => person.id === id)?.[0] ?? null;

async function register(specialist: string | null) {
  const { customerId } = await registerCustomer(await company.contextOf('liwei'), {
    name: '首联',
    phones: [],
    source: 'online',
    ...(specialist ? { serviceSpecialistId: idOf(specialist) } : {}),
  });
  return customerId;
}

/** Who owes a first contact, and what became of the others' duties. */
async function owed(customerId: string) {
  const duties = await company.baton.services.db.read.duty.findMany({
    where: { kind: 'customer.first-contact', subjectId: customerId },
    orderBy: { id: 'asc' },
  });
  return duties.map(({ ownerId, state }) => `${nameOf(ownerId)} ${state}`);
}

async function handOver(customerId: string, role: 'service-specialist' | 'account-manager', to: string) {
  const department = company.people[to]?.departmentId ?? '';
  const from = role === 'service-specialist' ? 'liwei' : 'sam';
  const { handoffId } = await offerHandoff(await company.contextOf(from), {
    customerId,
    ownerRole: role,
    toDepartmentId: department,
    purpose: 'x',
    checklist: [],
    promises: '',
  });
  await acceptHandoff(await company.contextOf(to), { handoffId, newOwnerId: idOf(to) });
}

it('is owed by the service specialist, and by the account manager only as long as there is none', async () => {
  expect(await owed(await register('sam'))).toEqual(['sam open']);
  const customerId = await register(null);
  expect(await owed(customerId)).toEqual(['liwei open']);
  await handOver(customerId, 'service-specialist', 'lucy');
  expect(await owed(customerId)).toEqual(['liwei cancelled', 'lucy open']);
  await handOver(customerId, 'account-manager', 'tony');
  expect(await owed(customerId)).toEqual(['liwei cancelled', 'lucy open']);
});

it('is owed again when somebody left, by whoever has the customer then', async () => {
  const customerId = await register('sam');
  company.slack.trouble.deactivate('U0SAM');
  await company.quiet();
  const { db } = company.baton.services;
  const { serviceSpecialistId } = await db.read.customer.findUniqueOrThrow({ where: { id: customerId } });
  const now = nameOf(serviceSpecialistId);
  expect(now).not.toBe('sam');
  expect((await owed(customerId)).filter((duty) => duty.endsWith('open'))).toEqual([`${now} open`]);
});

it('is done by a conversation with a note, in a call’s form or by the button that asks for it', async () => {
  const customerId = await register('sam');
  const sam = company.as('sam');
  await sam.command('service', '/customer show 首联');
  await sam.press('callback.record-for-customer');
  await sam.submit({ outcome: 'reached', satisfaction: '5' });
  expect(await owed(customerId)).toEqual(['sam open']);
  await sam.closeModal();
  await sam.press('customer.contacted');
  await sam.submit({ note: 'Looks for a second account' });
  expect(await owed(customerId)).toEqual(['sam done']);
  expect(JSON.stringify(sam.modal().blocks)).toContain('Looks for a second account');

  const other = await register('lucy');
  await sam.closeModal();
  const lucy = company.as('lucy');
  await lucy.command('service', '/customer find 首联');
  await lucy.press('customer.open', { value: other });
  await lucy.press('callback.record-for-customer');
  await lucy.submit({ outcome: 'reached', satisfaction: '5', note: 'Wants to visit' });
  expect(await owed(other)).toEqual(['lucy done']);
});
