import type { Context, Services } from '../context.js';
import type { Duty, Tx } from '../db/types.js';
import { enqueue } from '../outbox/enqueue.js';
import { touchHomes } from '../outbox/homes.js';
import { waitsForHours } from '../people/reminder-hours.js';
import type { Firing, PlannedNotice } from './plan-firing.js';

/** How long a firing waits for a row that a person's action holds; then the person goes first. PostgreSQL. */
const LOCK_WAIT = '500ms';

/**
 * Fires what was planned for duties of one workspace, in one transaction: claims each duty by a conditional
 * update (who comes second, on any replica, finds it changed and does nothing), writes who is told, queues one
 * reminder per person and runs the rungs' acts. Returns the duties that were claimed.
 */
export async function fire({
  services,
  workspaceId,
  firings,
  now,
}: {
  services: Services;
  workspaceId: string;
  firings: readonly Firing[];
  now: Date;
}): Promise<Firing[]> {
  const ctx: Context = { services, workspaceId, actor: { type: 'system' }, now };
  return services.db.transaction(async (tx) => {
    if (services.db.provider === 'postgresql') {
      await tx.$executeRaw`SELECT set_config('lock_timeout', ${LOCK_WAIT}, true)`;
    }
    const claimed: Firing[] = [];
    for (const firing of firings) {
      const { count } = await tx.duty.updateMany({ where: unchanged(firing.duty), data: firing.data });
      if (count === 1) claimed.push(firing);
    }
    await notify(tx, ctx, {
      planned: claimed.flatMap(({ notices }) => notices),
      urgent: new Set(claimed.flatMap(({ duty }) => (duty.urgent ? [duty.id] : []))),
    });
    for (const { duty, data, fired } of claimed) {
      for (const { rule } of fired) await rule.act?.(tx, { ctx, duty: { ...duty, ...data } });
    }
    // What has become due stands differently in their homes.
    const duties = claimed.map(({ duty }) => duty);
    await touchHomes(tx, ctx, {
      staffIds: duties.map(({ ownerId }) => ownerId),
      departmentIds: duties.map(({ ownerId, departmentId }) => (ownerId ? null : departmentId)),
    });
    return claimed;
  });
}

/** The duty as it was read: the claim's condition. `nextAt` only ever moves on while the rung stays the same. */
export function unchanged(duty: Duty) {
  return { id: duty.id, state: 'open', nextRung: duty.nextRung, nextAt: duty.nextAt };
}

async function notify(
  tx: Tx,
  ctx: Context,
  { planned, urgent }: { planned: readonly PlannedNotice[]; urgent: ReadonlySet<string> },
): Promise<void> {
  if (planned.length === 0) return;
  const { workspaceId, now } = ctx;
  // Only a clock that was set back can bring a rung round again; what was said then is not said twice.
  const said = await tx.dutyNotice.findMany({
    where: {
      dutyId: { in: [...new Set(planned.map(({ dutyId }) => dutyId))] },
      rung: { in: [...new Set(planned.map(({ rung }) => rung))] },
      firedOn: { in: [...new Set(planned.map(({ firedOn }) => firedOn))] },
    },
    select: { dutyId: true, rung: true, firedOn: true, staffId: true },
  });
  const known = new Set(said.map(noticeKey));
  const fresh = planned.filter((notice) => !known.has(noticeKey(notice)));
  if (fresh.length === 0) return;
  await tx.dutyNotice.createMany({
    data: fresh.map((notice) => ({ ...notice, workspaceId, firedAt: now })),
  });
  const firstOf = new Map<string, PlannedNotice>();
  for (const notice of fresh) if (!firstOf.has(notice.staffId)) firstOf.set(notice.staffId, notice);
  const hours = await reminderHours(tx, ctx, { staffIds: [...firstOf.keys()] });
  for (const [staffId, first] of firstOf) {
    const presses = fresh.some((notice) => notice.staffId === staffId && urgent.has(notice.dutyId));
    const notBefore = presses ? undefined : hours.get(staffId);
    // Several waiting for the same person are one message: the first that is sent says everything.
    await enqueue(tx, ctx, {
      key: `duty.reminder:${noticeKey(first)}`,
      destination: { staffId },
      template: 'duty.reminder',
      ...(notBefore ? { notBefore } : {}),
    });
  }
}

/** Until when the reminders of those wait who want them at certain hours only. */
async function reminderHours(
  tx: Tx,
  { workspaceId, now }: Context,
  { staffIds }: { staffIds: readonly string[] },
): Promise<Map<string, Date>> {
  const people = await tx.staff.findMany({
    where: { id: { in: [...staffIds] }, remindFrom: { not: null } },
    select: { id: true, remindFrom: true, remindUntil: true, timeZone: true },
  });
  if (people.length === 0) return new Map();
  const { timeZone } = await tx.workspace.findUniqueOrThrow({
    where: { id: workspaceId },
    select: { timeZone: true },
  });
  return new Map(
    people.flatMap((person) => {
      const until = waitsForHours(person, { timeZone, now });
      return until ? [[person.id, until] as const] : [];
    }),
  );
}

function noticeKey({ dutyId, rung, firedOn, staffId }: PlannedNotice): string {
  return `${staffId}:${dutyId}:${rung}:${firedOn}`;
}
