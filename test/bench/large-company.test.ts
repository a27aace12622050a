import { expect, inject, it, onTestFinished } from 'vitest';
import { nameOf, phoneOf } from '../../bench/company/customers.js';
import { openFiller } from '../../bench/company/filler.js';
import { fillCompany } from '../../bench/company/large-company.js';
import { smallCompany } from '../../bench/company/size.js';
import { findCustomers } from '../../src/customers/queries.js';
import { openDatabase } from '../../src/db/client.js';
import { createVault } from '../../src/db/sealing.js';
import { ensureWorkspace } from '../../src/people/ensure-workspace.js';
import { emptyPostgres, emptySqlite, postgresServer, quietLog } from '../support/database.js';
import { wednesdayAtTen } from '../support/factories.js';

it('a company of some years: as many rows as it says, searches find, and the indexes are what they were', async () => {
  const place = postgresServer
    ? await emptyPostgres(postgresServer, inject('postgresTemplate'))
    : emptySqlite();
  const { url } = place;
  onTestFinished(() => place.remove());
  const first = await openDatabase({ url, log: quietLog });
  const { id: workspaceId } = await ensureWorkspace(
    { db: first, now: wednesdayAtTen },
    { teamId: 'T0LARGE', name: 'Large' },
  );
  await first.close();
  const vault = createVault({ masterKey: Buffer.alloc(32, 7) });
  const indexesBefore = await indexes(url);

  await fillCompany({ url, workspaceId, vault, now: wednesdayAtTen, size: smallCompany });

  expect(await indexes(url)).toEqual(indexesBefore);
  const db = await openDatabase({ url, log: quietLog });
  onTestFinished(() => db.close());
  const { read } = db;
  expect(await read.staff.count({ where: { active: true } })).toBe(200);
  expect(await read.customer.count()).toBe(1_000);
  expect(await read.complaint.count()).toBe(1_000);
  expect(await read.history.count()).toBe(9_000);
  expect(await read.duty.groupBy({ by: ['state'], _count: true, orderBy: { state: 'asc' } })).toEqual([
    { state: 'cancelled', _count: 2_400 },
    { state: 'done', _count: 7_200 },
    { state: 'open', _count: 400 },
  ]);
  for (const query of [phoneOf(42), nameOf(42)]) {
    const found = await findCustomers(read, { workspaceId, query, vault, limit: 20 });
    expect(found.map(({ id }) => id)).toContain('customer-0000042');
  }
  expect(await read.homeView.count({ where: { departmentId: { not: null } } })).toBe(15);
  const alert = await read.riskAlert.findFirstOrThrow({ where: { state: 'open' } });
  const customer = await read.customer.findUniqueOrThrow({ where: { id: alert.customerId } });
  expect(vault.open(customer.wrappedKey ?? '', alert.situationSealed)).not.toBe('');
  // Instants are as the application writes them: what it compares is compared rightly.
  expect(await read.duty.count({ where: { state: 'open', dueAt: { gte: wednesdayAtTen } } })).toBe(300);
});

async function indexes(url: string): Promise<string[]> {
  const filler = await openFiller(url);
  const sql = url.startsWith('file:')
    ? `SELECT sql AS made FROM sqlite_schema WHERE type IN ('index', 'trigger') AND sql IS NOT NULL`
    : `SELECT indexdef AS made FROM pg_indexes WHERE schemaname = 'public'`;
  const found = (await filler.rows(sql)).map(({ made }) => String(made)).sort();
  await filler.close();
  return found;
}
