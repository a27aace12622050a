import { sweepDuties } from '../../src/duties/sweep.js';
import { features } from '../../src/features.js';
import { relayNotice } from '../../src/notices/relay-notice.js';
import { staffLeft } from '../../src/people/staff-left.js';
import { keepHouse } from '../../src/scheduler/housekeeping.js';
import { forgePress } from '../../test/stories/tamper.js';
import type { Actor } from '../../test/support/actor.js';
import { type CompanyAtWork, wednesday } from './at-work.js';
import { nameOf, phoneOf } from './customers.js';

/** Something that people or Baton do, the same at every size. */
export interface Deed {
  name: string;
  /** What makes it the same each time; not measured. */
  prepare?(company: CompanyAtWork, round: number): Promise<void>;
  run(company: CompanyAtWork, round: number): Promise<void>;
  /** How often it can be done. */
  rounds?: number;
}

const dayMs = 86_400_000;
const closeAll = async (person: Actor) => {
  while (person.modals().length > 0) await person.closeModal();
};
const command = (name: string, handle: string, text: string): Deed => ({
  name,
  prepare: ({ as }) => closeAll(as(handle)),
  run: async ({ as }) => void (await as(handle).command('general', text)),
});

/** A search in the field of an open form. */
const search = (name: string, query: string): Deed => ({
  name: `typeahead of a customer: ${name}`,
  async prepare({ as }) {
    if (as('sam').modals().length === 0)
      await as('sam').command('general', '/complaint Waited at the counter');
  },
  run: async ({ as }) => void (await as('sam').search('customer', query)),
});

/** A form of the complaint loop. The complaints that are open stand in the states of the loop, in its order. */
const form = (actionId: string, handle: string, complaint: number): Deed => ({
  name: `form of ${actionId}`,
  prepare: ({ as }) => closeAll(as(handle)),
  async run({ as, slack }) {
    forgePress(slack, { actionId, value: `complaint-${String(complaint).padStart(7, '0')}` });
    await as(handle).press('complaint.open', { channel: 'service' });
    if (as(handle).modals().length === 0) throw new Error(`${actionId} opened no form`);
  },
});

const job = (name: string, prepare?: Deed['prepare']): Deed => ({
  name: `job ${name}`,
  ...(prepare ? { prepare } : {}),
  async run({ baton: { services, workspace }, quiet }, round) {
    const found = features.flatMap(({ jobs }) => jobs ?? []).find((one) => one.name === name);
    if (!found) throw new Error(`No feature hands in the job ${name}`);
    const slot = new Date(wednesday.getTime() + round * 1_000);
    await found.run({ services, workspaceId: workspace.id, slot, now: wednesday });
    await quiet();
  },
});

/** The first customers of the core: the same at every size. */
const some = (count: number) => ({ lt: `customer-${String(count).padStart(7, '0')}` });

export const deeds: readonly Deed[] = [
  { name: 'My day of a member', run: async ({ as }) => void (await as('lucy').openHome()) },
  { name: 'My day of a lead', run: async ({ as }) => void (await as('anna').openHome()) },
  command('/baton check', 'peter', '/baton check'),
  search('a name', nameOf(42).slice(0, 2)),
  search('no hit', 'Zzyzx'),
  search('a number', phoneOf(42)),
  search('the last four digits', phoneOf(42).slice(-4)),
  {
    name: '/customer new, form and submission',
    prepare: ({ as }) => closeAll(as('sam')),
    async run({ as }, round) {
      await as('sam').command('general', '/customer new');
      const answer = await as('sam').submit({
        name: `New customer ${round}`,
        phones: `1390000${1000 + round}`,
        source: 'online',
      });
      if (answer.outcome === 'errors') throw new Error(JSON.stringify(answer));
    },
  },
  command('/customer dormant', 'anna', '/customer dormant'),
  command('/customer find, a name', 'sam', `/customer find ${nameOf(42).slice(0, 1)}`),
  command('/customer show', 'sam', `/customer show ${phoneOf(42)}`),
  command('/complaint list', 'anna', '/complaint list'),
  command('/complaint list open', 'anna', '/complaint list open'),
  {
    name: '/complaint list, three pages on',
    async run({ as }) {
      await as('anna').command('general', '/complaint list');
      for (let page = 0; page < 3; page++)
        await as('anna').press('complaint.list-page', { channel: 'general' });
    },
  },
  command('a complaint’s record', 'anna', '/complaint C-2025-0126'),
  form('complaint.approve', 'david', 125),
  form('complaint.execute', 'henry', 150),
  form('complaint.confirm', 'anna', 175),
  {
    name: 'form of complaint.merge',
    prepare: ({ as }) => closeAll(as('anna')),
    async run({ as, baton: { services } }) {
      // The one of this morning: it has the card.
      const { id } = await services.db.read.complaint.findFirstOrThrow({ where: { year: 2026 } });
      const choose = JSON.stringify({ aside: 'merge', complaintId: id });
      await as('anna').press('complaint.more', { channel: 'service', choose });
      if (as('anna').modals().length === 0) throw new Error('merge opened no form');
    },
  },
  command('/vip', 'grace', '/vip list'),
  command('/handoff list', 'grace', '/handoff list'),
  command('/notice list', 'peter', '/notice list'),
  command('/briefing list', 'henry', '/briefing list'),
  job('people.back', async ({ baton: { services } }, round) => {
    // Away for two days until a moment ago.
    await services.db.transaction((tx) =>
      tx.staff.updateMany({
        where: { slackUserId: 'U0LUCY' },
        data: {
          awayFrom: new Date(wednesday.getTime() - 2 * dayMs - round * 60_000),
          awayUntil: new Date(wednesday.getTime() - 60_000),
        },
      }),
    );
  }),
  {
    name: 'a colleague with 1,000 customers leaves',
    rounds: 3,
    async prepare({ baton: { services, workspace } }) {
      const colleague = await services.db.read.staff.findFirstOrThrow({
        where: {
          workspaceId: workspace.id,
          slackUserId: { startsWith: 'U0COLLEAGUE' },
          active: true,
          department: { key: 'tech' },
        },
        orderBy: { id: 'asc' },
      });
      leavers.set(services, colleague.id);
      await services.db.transaction((tx) =>
        tx.customer.updateMany({ where: { id: some(1_000) }, data: { technicalGuideId: colleague.id } }),
      );
    },
    async run({ baton: { services }, contextOf, quiet }) {
      const staffId = leavers.get(services) ?? '';
      await staffLeft(await contextOf(null), { staffId, deactivated: true });
      await quiet();
      const left = await services.db.read.customer.count({
        where: { technicalGuideId: staffId, stage: { not: 'closed' } },
      });
      if (left > 0) throw new Error(`${left} customers are still theirs`);
    },
  },
  job('callbacks.weekly', async ({ baton: { services } }) => {
    await services.db.transaction((tx) =>
      tx.callback.deleteMany({ where: { customerId: some(300), kind: 'weekly', state: 'planned' } }),
    );
  }),
  job('callbacks.birthdays'),
  job('life-cycle.dormant', async ({ baton: { services } }) => {
    await services.db.transaction((tx) =>
      tx.customer.updateMany({
        where: { id: some(400), stage: { in: ['opened', 'activated', 'vip'] } },
        data: { dormantSince: null, tradedAt: new Date(wednesday.getTime() - 100 * dayMs) },
      }),
    );
  }),
  {
    name: 'digests of all departments',
    async run({ baton: { services, workspace }, quiet }, round) {
      const { sendDigests } = await import('../../src/digests/send-digests.js');
      const departments = await services.db.read.department.findMany({
        where: { workspaceId: workspace.id },
      });
      const slot = new Date(wednesday.getTime() + round * 1_000);
      const ctx = { services, workspaceId: workspace.id, actor: { type: 'system' as const }, now: wednesday };
      await sendDigests(ctx, { departments, slot });
      await quiet();
    },
  },
  {
    name: 'a notice to eighty people',
    rounds: 3,
    async run({ contextOf, quiet }, round) {
      const { expected } = await relayNotice(await contextOf('peter'), {
        source: 'exchange',
        title: `Hours ${round}`,
        body: 'Trading hours change',
        channelIds: ['C0MARKET', 'C0TECH'],
      });
      if (expected < 70) throw new Error(`Only ${expected} people are to read the notice`);
      await quiet();
    },
  },
  {
    name: 'a sweep with 100 duties due',
    rounds: 3,
    async prepare({ baton: { services } }, round) {
      const open = await services.db.read.duty.findMany({
        where: {
          state: 'open',
          kind: { in: ['complaint.solve', 'customer.first-contact'] },
          id: { lt: 'duty-0010000' },
        },
        orderBy: { id: 'asc' },
        select: { id: true },
        skip: round * 50,
        take: 50,
      });
      await services.db.transaction((tx) =>
        tx.duty.updateMany({
          where: { id: { in: open.map(({ id }) => id) } },
          data: { nextAt: new Date(wednesday.getTime() - 60_000), nextRung: 0, urgent: true },
        }),
      );
    },
    async run({ baton: { services }, quiet }) {
      await sweepDuties(services, wednesday);
      await quiet();
    },
  },
  {
    name: 'housekeeping, nothing left to remove',
    rounds: 3,
    prepare: ({ baton: { services } }, round) =>
      round === 0 ? keepHouse(services, { now: wednesday }) : Promise.resolve(),
    run: ({ baton: { services } }) => keepHouse(services, { now: wednesday }),
  },
];

/** Who leaves next, by company. */
const leavers = new WeakMap<object, string>();
