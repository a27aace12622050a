import { localeOf, messages } from '../src/messages/index.js';
import { staffById } from '../src/people/queries.js';
import type { RunningBaton } from '../src/start.js';
import { median, ms, quantile, type Row } from './figures.js';
import { type Where, withBatonHere } from './prepare.js';

const owed = 1_000;
const complaints = 700;
const handoffs = 200;
const warmUps = 20;
const runs = 100;
const hourMs = 3_600_000;

/** "My day" of somebody who owes a thousand things and waits for others: queries and view, until it could be sent. */
export function measureMyDay({ name, where }: { name: string; where: Where }): Promise<Row[]> {
  return withBatonHere(where, async (baton) => {
    const { services, workspace } = baton;
    const viewerId = await seed(baton);
    const viewer = await staffById(services.db.read, { workspaceId: workspace.id, staffId: viewerId });
    const render = services.features.find(({ home }) => home)?.home;
    if (!viewer || !render) throw new Error('Nobody has an App Home');
    const locale = localeOf(viewer.locale, 'en');
    const times: number[] = [];
    for (let n = 0; n < warmUps + runs; n++) {
      const started = performance.now();
      const { view } = await render({
        services,
        reader: services.db.read,
        workspace,
        locale,
        t: messages(locale),
        now: services.clock.now(),
        viewer,
        place: '{}',
      });
      JSON.stringify(view);
      if (n >= warmUps) times.push(performance.now() - started);
    }
    const slow = quantile(times, 0.95);
    return [
      {
        what: `“My day” with ${(owed + handoffs).toLocaleString('en')} open items, ${name}`,
        measured: `p50 ${ms(median(times))}, p95 ${ms(slow)}`,
        aim: { words: '≤ 50 ms', reached: slow <= 50 },
      },
    ];
  });
}

/** What Sam owes and waits for; Sam's id. */
export async function seed({ services, workspace }: RunningBaton): Promise<string> {
  const { db } = services;
  const workspaceId = workspace.id;
  const now = services.clock.now();
  const { id: staffId, departmentId } = await db.read.staff.findUniqueOrThrow({
    where: { workspaceId_slackUserId: { workspaceId, slackUserId: 'U0SAM' } },
  });
  const market = await db.read.department.findFirstOrThrow({ where: { workspaceId, key: 'market' } });
  const customer = await db.read.customer.findFirstOrThrow({ where: { workspaceId } });
  const at = (hours: number) => new Date(now.getTime() + hours * hourMs);
  const numbers = (count: number) => Array.from({ length: count }, (_, n) => n);
  await db.transaction(async (tx) => {
    await tx.customer.createMany({
      data: numbers(owed - complaints).map((n) => ({
        ...customer,
        id: `customer-${n}`,
        name: `Customer ${n}`,
        nameKey: `customer${n}`,
        serviceSpecialistId: staffId,
      })),
    });
    await tx.complaint.createMany({
      data: numbers(complaints).map((n) => ({
        id: `complaint-${n}`,
        workspaceId,
        year: 2020,
        sequence: n + 1,
        number: `C-2020-${String(n + 1).padStart(4, '0')}`,
        state: 'registered',
        customerId: `customer-${n % (owed - complaints)}`,
        complainantName: `Customer ${n}`,
        receivedBy: 'phone',
        receivedAt: at(-n),
        content: 'Waited forty minutes at the counter',
        category: 'service',
        registeredById: staffId,
        registeredAt: at(-n),
        policy: 'house/1',
        judgeDueAt: at(4 - n),
        solveDueAt: at(72 - n),
      })),
    });
    await tx.handoff.createMany({
      data: numbers(handoffs).map((n) => ({
        id: `handoff-${n}`,
        workspaceId,
        customerId: `customer-${n}`,
        ownerRole: 'account-manager',
        fromDepartmentId: departmentId ?? '',
        fromStaffId: staffId,
        toDepartmentId: market.id,
        purpose: 'Guide the customer',
        state: 'offered',
        offeredAt: at(-1),
        tellLeadAt: at(3),
        assignAt: at(7),
      })),
    });
    await tx.duty.createMany({
      data: numbers(owed).map((n) => {
        const about = n < complaints ? ('complaint' as const) : ('customer' as const);
        const subjectId = about === 'complaint' ? `complaint-${n}` : `customer-${n - complaints}`;
        const dueAt = at((n % 200) - 100);
        return {
          workspaceId,
          kind: about === 'complaint' ? 'complaint.judge' : 'customer.first-contact',
          key: `bench:${n}`,
          subjectType: about,
          subjectId,
          departmentId,
          ownerId: staffId,
          dueAt,
          ladder: JSON.stringify([{ rung: 'due', at: dueAt.toISOString() }]),
          nextAt: at(1_000),
          openedAt: at(-200),
        };
      }),
    });
  });
  return staffId;
}
