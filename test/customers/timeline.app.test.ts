import { afterEach, beforeEach, expect, it } from 'vitest';
import { registerComplaint } from '../../src/complaints/register-complaint.js';
import { registerCustomer } from '../../src/customers/register-customer.js';
import { offerHandoff } from '../../src/handoffs/offer-handoff.js';
import type { Actor } from '../support/actor.js';
import { startTestBaton, type TestBaton } from '../support/baton.js';

let company: TestBaton;
beforeEach(async () => {
  company = await startTestBaton();
});
afterEach(() => company.stop());

const shown = (person: Actor) => JSON.stringify(person.modal().blocks);

async function register(name: string, category: 'ordinary' | 'key-account') {
  const { customerId } = await registerCustomer(await company.contextOf('sam'), {
    name,
    phones: ['13812345678'],
    category,
    source: 'online',
    accountManagerId: company.people.liwei?.id ?? '',
    serviceSpecialistId: company.people.sam?.id ?? '',
  });
  return customerId;
}

/** What all pages of a record tell. */
async function pagesOf(person: Actor, name: string): Promise<string[]> {
  await person.command('general', `/customer show ${name}`);
  const pages = [shown(person)];
  while (shown(person).includes('customer.timeline-older')) {
    await person.press('customer.timeline-older');
    pages.push(shown(person));
  }
  while (person.modals().length > 0) await person.closeModal();
  return pages;
}

/** A customer with a past: calls, stages, an edit, a note, and a complaint about Ivy. */
async function withPast(name: string, category: 'ordinary' | 'key-account' = 'ordinary') {
  const customerId = await register(name, category);
  const sam = company.as('sam');
  await sam.command('service', `/customer show ${name}`);
  for (const stage of ['invited', 'visited', 'opened']) {
    await sam.press('customer.move-stage');
    await sam.submit({ stage });
  }
  for (const note of ['Asked about the spread', 'Will come on Friday']) {
    await sam.press('callback.record-for-customer');
    await sam.submit({ outcome: 'reached', satisfaction: '5', note });
    await sam.closeModal();
  }
  await sam.press('life-cycle.habits');
  await sam.submit({ note: 'Trades in the evening' });
  await sam.closeModal();
  await sam.press('customer.edit');
  await sam.submit({ preferences: 'green tea', address: '南京路 1 号' });
  await sam.closeModal();
  const ctx = await company.contextOf('sam');
  const { complaintId } = await registerComplaint(ctx, {
    customer: { id: customerId },
    complainantName: '',
    relation: 'self',
    contact: '',
    receivedBy: 'phone',
    receivedAt: ctx.now,
    content: 'Ivy hung up',
    demand: '',
    category: 'service',
    severity: 'normal',
    accusedSlackUserId: 'U0IVY',
    accusedDepartmentId: null,
    sourceLink: null,
  });
  await company.quiet();
  const { db } = company.baton.services;
  const { number } = await db.read.complaint.findUniqueOrThrow({ where: { id: complaintId } });
  return { customerId, number };
}

it('the record tells everything that happened, page by page and each thing once, to those of other departments too', {
  timeout: 60_000,
}, async () => {
  const { number } = await withPast('赵敏');
  const liwei = company.as('liwei');
  const { db } = company.baton.services;
  await db.transaction((tx) => tx.staff.updateMany({ data: { locale: 'en-US' } }));
  const pages = await pagesOf(liwei, '赵敏');
  expect(pages.length).toBeGreaterThan(1);
  const all = pages.join('\n');
  for (const text of [
    'Asked about the spread',
    'Will come on Friday',
    'Trades in the evening',
    `Complaint ${number}`,
    'Preferences: nothing → green tea',
    'Lead → *Invited*',
    'Visited → *Account opened*',
    'Registered by',
    'looked at the contacts',
  ]) {
    expect(all.split(text), text).toHaveLength(2);
  }
  // Contacts are shown by a reveal alone.
  expect(all).not.toContain('南京路');
});

it('a complaint is not told to the one it is about', async () => {
  const { number } = await withPast('赵敏');
  expect((await pagesOf(company.as('ivy'), '赵敏')).join('')).not.toContain(number);
  expect((await pagesOf(company.as('lucy'), '赵敏')).join('')).toContain(number);
});

it('what was said by a key account is for those who may see its contacts', async () => {
  await withPast('孙贵', 'key-account');
  const words = ['Asked about the spread', 'Trades in the evening', 'green tea'];
  const seenBy = async (handle: string) => {
    const all = (await pagesOf(company.as(handle), '孙贵')).join('');
    return words.filter((word) => all.includes(word)).length;
  };
  expect(await seenBy('liwei')).toBe(3);
  expect(await seenBy('tony')).toBe(0);
});

it("a department's name is told as it was typed", async () => {
  const customerId = await register('赵敏', 'ordinary');
  const { db } = company.baton.services;
  const service = await db.read.department.findFirstOrThrow({ where: { key: 'service' } });
  const name = '<http://evil.example|bank>';
  await db.transaction((tx) => tx.department.update({ where: { id: service.id }, data: { name } }));
  await offerHandoff(await company.contextOf('liwei'), {
    ...{ customerId, ownerRole: 'service-specialist', toDepartmentId: service.id },
    ...{ purpose: 'Account opened', checklist: [], promises: '' },
  });
  await company.quiet();
  const told = (await pagesOf(company.as('liwei'), '赵敏')).join('');
  expect(told).toContain('&lt;http://evil.example|bank&gt;');
  expect(told).not.toContain(name);
});
