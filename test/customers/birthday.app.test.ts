import { afterEach, expect, it } from 'vitest';
import { startTestBaton, type TestBaton } from '../support/baton.js';

let company: TestBaton;
afterEach(() => company.stop());

it('refuses a birthday that cannot be, beside its field, and takes today’s', async () => {
  company = await startTestBaton();
  const sam = company.as('sam');
  await sam.command('general', '/customer new Ann');
  for (const birthday of ['2026-11-27', '2090-01-01', '1826-05-01']) {
    const answer = await sam.submit({ source: 'online', birthday });
    expect(answer, birthday).toMatchObject({ outcome: 'errors' });
    expect(JSON.stringify(answer)).toContain('birthday lies in the past');
  }
  expect(await company.baton.services.db.read.customer.count()).toBe(0);
  expect((await sam.submit({ birthday: '2026-11-25' })).outcome).toBe('updated');
});
