import { expect, it } from 'vitest';
import { handOverDuties } from '../../src/duties/hand-over.js';
import { sweepDuties } from '../../src/duties/sweep.js';
import { makeStaff, testServices } from '../support/factories.js';
import { at, company, featureOf, kindWith, useDatabase, usualRungs } from './company.js';

const database = useDatabase();
const features = [featureOf(kindWith(usualRungs))];
const services = () => testServices({ db: database.current.db, features, start: at('2026-11-25 10:00') });

async function prepare() {
  const running = services();
  const people = await company(running);
  const { mei, service, ctx, duty } = people;
  const leave = (toStaffId: string | null) =>
    running.db.transaction((tx) =>
      handOverDuties(tx, ctx(), { staff: mei, departmentId: service.id, toStaffId, after: null }),
    );
  const owner = async (id: string) => (await duty(id)).ownerId;
  return { ...people, running, leave, owner };
}

it('gives what a leaver owes to the substitute, who is told', async () => {
  const { running, open, leave, owner, li, told, boss } = await prepare();
  const one = await open({ due: at('2026-11-25 12:00') });
  const two = await open({ due: at('2026-11-26 12:00') });
  const others = await open({ due: at('2026-11-25 12:00') }, { ownerId: boss.id });
  expect(await leave(li.id)).toEqual({ duties: 2 });
  expect([await owner(one.id), await owner(two.id), await owner(others.id)]).toEqual([li.id, li.id, boss.id]);
  await sweepDuties(running, at('2026-11-25 10:00'));
  expect((await told()).sort()).toEqual(['handed-over→Li', 'handed-over→Li']);
  expect(await leave(li.id)).toEqual({ duties: 0 });
});

it('without one, by balance: fewest duties for the weight; a customer’s with the customer', async () => {
  const { running, open, leave, owner, li, lead, service, workspaceId, change } = await prepare();
  const half = await makeStaff(running.db, { workspaceId, departmentId: service.id, weight: 50 });
  await change(lead, { awayFrom: at('2026-11-25 08:00') });
  const customer = await running.db.transaction((tx) =>
    tx.customer.create({
      data: {
        workspaceId,
        name: 'Zhang',
        nameKey: 'zhang',
        source: 'telesales',
        serviceSpecialistId: half.id,
        createdAt: running.clock.now(),
        lastActivityAt: running.clock.now(),
      },
    }),
  );
  const about = await open({ due: at('2026-11-25 11:00') }, { customerId: customer.id });
  const others = [];
  for (let n = 0; n < 5; n++) others.push(await open({ due: at('2026-11-25 12:00') }));
  await leave(null);
  expect(await owner(about.id)).toBe(half.id);
  const owners = await Promise.all(others.map(({ id }) => owner(id)));
  // Six in all: four for a full weight, two for half a one.
  expect(owners.filter((id) => id === li.id)).toHaveLength(4);
  expect(owners.filter((id) => id === half.id)).toHaveLength(1);
});

it('with nobody there it is the lead’s of the department', async () => {
  const { running, open, leave, duty, told, li, lead, change, service } = await prepare();
  const away = { awayFrom: at('2026-11-25 08:00') };
  await change(li, away);
  await change(lead, away);
  const { id } = await open({ due: at('2026-11-26 12:00') }, { departmentId: null });
  await leave(null);
  expect(await duty(id)).toMatchObject({ ownerId: null, departmentId: service.id });
  await change(lead, { awayFrom: null });
  await sweepDuties(running, at('2026-11-25 10:00'));
  expect(await told(id)).toEqual(['handed-over→Lead']);
});
