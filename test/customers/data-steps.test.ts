import { afterEach, beforeEach, expect, it } from 'vitest';
import { readNamesAgain, readPhonesAgain, sealWhatIsKnown } from '../../src/customers/data-steps.js';
import { findCustomers, openContact, openDetails } from '../../src/customers/queries.js';
import { type DataStep, runDataSteps } from '../../src/db/data-steps.js';
import { createVault } from '../../src/db/sealing.js';
import type { Customer, Workspace } from '../../src/db/types.js';
import { ensureWorkspace } from '../../src/people/ensure-workspace.js';
import { quietLog, type TestDatabase, testDatabase } from '../support/database.js';
import { type TestServices, testServices } from '../support/factories.js';

let database: TestDatabase;
let services: TestServices;
let workspace: Workspace;
beforeEach(async () => {
  database = await testDatabase();
  services = testServices({ db: database.db });
  workspace = await ensureWorkspace(
    { db: database.db, now: services.clock.now() },
    { teamId: 'T1', name: 'Test' },
  );
});
afterEach(() => database.close());

/** A customer as an earlier build stored one: the number as it read it, hashed so. */
async function earlier(name: string, phone: string): Promise<string> {
  const { vault, db } = services;
  const { wrappedKey } = vault.newCustomerKey();
  const workspaceId = workspace.id;
  return db.transaction(async (tx) => {
    const { id } = await tx.customer.create({
      data: {
        workspaceId,
        name,
        nameKey: name,
        source: 'online',
        wrappedKey,
        contactSealed: vault.seal(wrappedKey, JSON.stringify({ phones: [phone], other: 'wx', address: '' })),
        createdAt: services.clock.now(),
        lastActivityAt: services.clock.now(),
      },
    });
    const lastFourHash = vault.hashPhone(workspaceId, phone.slice(-4));
    await tx.customerPhone.create({
      data: { workspaceId, customerId: id, fullHash: vault.hashPhone(workspaceId, phone), lastFourHash },
    });
    return id;
  });
}

const found = async (query: string) => {
  const customers = await findCustomers(services.db.read, {
    workspaceId: workspace.id,
    query,
    vault: services.vault,
  });
  return customers.map(({ name }) => name);
};
const run = (steps: readonly DataStep[]) =>
  runDataSteps(steps, { db: services.db, vault: services.vault, log: quietLog });

it('a landline of an earlier build is found in every writing, and nothing else of the contacts changes', async () => {
  await earlier('old', '01082345679');
  await earlier('mobile', '+8613800001111');
  expect(await found('010-82345679')).toEqual([]);
  await run([readPhonesAgain]);
  for (const query of ['010-82345679', '+86 10 8234 5679', '5679'])
    expect(await found(query)).toEqual(['old']);
  expect(await found('13800001111')).toEqual(['mobile']);
  const old = await services.db.read.customer.findFirstOrThrow({ where: { name: 'old' } });
  expect(openContact(services.vault, old)).toEqual({ phones: ['+861082345679'], other: 'wx', address: '' });
});

it('goes on where it was after being ended half way, and is never done again', async () => {
  for (let n = 0; n < 120; n += 1) await earlier(`c${n}`, `0108234${String(n).padStart(4, '0')}`);
  let chunks = 0;
  const endsOnce: DataStep = {
    ...readPhonesAgain,
    async chunk(tx, input) {
      chunks += 1;
      if (chunks === 2) throw new Error('ended');
      return readPhonesAgain.chunk(tx, input);
    },
  };
  await expect(run([endsOnce])).rejects.toThrow('ended');
  const [first] = await services.db.read.dataStep.findMany();
  expect(first).toMatchObject({ doneAt: null, cursor: expect.any(String) });
  await run([endsOnce]);
  expect(chunks).toBe(4);
  expect(await found('+86 10 8234 0119')).toEqual(['c119']);
  await run([endsOnce]);
  expect(chunks).toBe(4);
});

it('two processes that start together do each chunk once', async () => {
  for (let n = 0; n < 60; n += 1) await earlier(`c${n}`, `0108234${String(n).padStart(4, '0')}`);
  const cursors: (string | null)[] = [];
  const counted: DataStep = {
    ...readPhonesAgain,
    chunk(tx, input) {
      cursors.push(input.cursor);
      return readPhonesAgain.chunk(tx, input);
    },
  };
  await Promise.all([run([counted]), run([counted])]);
  expect(new Set(cursors).size).toBe(cursors.length);
  expect(cursors).toHaveLength(2);
});

it('what earlier builds kept of a customer in clear is sealed, once, and erased with the key', async () => {
  const { db, vault } = services;
  const known = { background: 'two children', preferences: 'tea', notes: '喜欢黄金' };
  for (const name of [
    'known',
    'unknown',
    'erased',
    'lost',
    ...Array.from({ length: 100 }, (_, n) => `c${n}`),
  ])
    await earlier(name, '+8613800001111');
  const lost = createVault({ masterKey: Buffer.alloc(32, 9) }).newCustomerKey();
  await db.transaction(async (tx) => {
    await tx.customer.updateMany({ where: { name: { not: 'unknown' } }, data: known });
    await tx.customer.updateMany({ where: { name: 'erased' }, data: { wrappedKey: null } });
    await tx.customer.updateMany({ where: { name: 'lost' }, data: lost });
  });
  await run([sealWhatIsKnown]);
  await db.transaction((tx) => tx.dataStep.deleteMany());
  await run([sealWhatIsKnown]);
  const all = await db.read.customer.findMany();
  const named = (name: string) => all.find((one) => one.name === name) as Customer;
  for (const name of ['known', 'c99']) expect(openDetails(vault, named(name))).toEqual(known);
  for (const name of ['unknown', 'erased']) expect(named(name).detailsSealed).toBeNull();
  // Its key is gone with another master key: nothing is lost that could be read.
  expect(named('lost')).toMatchObject(known);
  expect(JSON.stringify(all.filter((one) => one !== named('lost')))).not.toMatch(/two children|tea|喜欢黄金/);
  expect(openDetails(vault, { ...named('known'), wrappedKey: null })).toBeNull();
});

it('a customer of an earlier build is found by any word of the name, but not an erased one', async () => {
  for (const name of ['Mary Ann Smith', '阿依古丽・买买提', '上海1688商贸']) {
    await earlier(name, '+8613800001111');
  }
  const gone = await earlier('Gone Smith', '+8613800001111');
  await services.db.transaction((tx) =>
    tx.customer.updateMany({ where: { id: gone }, data: { erasedAt: services.clock.now() } }),
  );
  expect(await found('smith')).toEqual([]);
  await run([readNamesAgain]);
  await services.db.transaction((tx) => tx.dataStep.deleteMany());
  await run([readNamesAgain]);
  expect(await found('smith')).toEqual(['Mary Ann Smith']);
  expect(await found('买买提')).toEqual(['阿依古丽・买买提']);
  expect(await found('阿依古丽·买')).toEqual(['阿依古丽・买买提']);
  expect(await found('1688')).toEqual(['上海1688商贸']);
  expect(await services.db.read.customer.findFirst({ where: { name: 'Mary Ann Smith' } })).toMatchObject({
    nameKey: 'maryannsmith',
  });
});
