import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import { record } from '../db/history.js';
import type { Staff, Tx } from '../db/types.js';
import { enqueue } from '../outbox/enqueue.js';
import { ensureSchedules } from '../scheduler/schedules.js';
import { UserError } from '../slack/user-error.js';
import { staffById } from './queries.js';
import { leadOf, loadRoster, presentInChain, standIn, substituteOf } from './stand-in.js';

/** How many records changed hands. */
export type PassedOn = { customers: number; duties: number };

/**
 * Somebody was deactivated in Slack, or belongs to their department no more: customers and duties pass on at once
 * (docs/processes.md#absence). Idempotent: the second time there is nothing left to move. Resolves when all of it has
 * passed on; should the process end before, the job `people.departures` goes on.
 * @throws UserError staffNotFound
 */
export async function staffLeft(
  ctx: Context,
  params: {
    staffId: string;
    /** Where they belonged, when they have already left it. */
    departmentId?: string | null;
    deactivated: boolean;
  },
): Promise<PassedOn> {
  const { departureId, ...total } = await commit(ctx, async (tx) => {
    const { workspaceId } = ctx;
    const staff = await staffById(tx, { workspaceId, staffId: params.staffId });
    if (!staff) throw new UserError('staffNotFound');
    if (params.deactivated && staff.active) {
      await tx.staff.update({ where: { id: staff.id }, data: { active: false }, select: { id: true } });
    }
    const departmentId = params.departmentId ?? staff.departmentId;
    return handOver(tx, ctx, { staff, departmentId, deactivated: params.deactivated });
  });
  return departureId ? finishDeparture(ctx, departureId) : total;
}

/**
 * Passes on what somebody has, in the caller's transaction: to their present substitute, else by balance, as each
 * feature does with what is its own; the lead of the department gets the list. `staff` as it was before. What is more
 * than a page (with `later` all of it) stays for `finishDepartures`, to be called after the commit: then `departureId`
 * is set.
 */
export async function handOver(
  tx: Tx,
  ctx: Context,
  {
    staff,
    departmentId,
    deactivated,
    later = false,
  }: { staff: Staff; departmentId: string | null; deactivated: boolean; later?: boolean },
): Promise<PassedOn & { departureId: string | null }> {
  const [first] = contributors(ctx);
  const begun: Progress = {
    staffId: staff.id,
    departmentId,
    deactivated,
    wasActive: staff.active,
    startedAt: ctx.now,
    feature: first?.name ?? '',
    after: null,
    customers: 0,
    duties: 0,
    finishedAt: null,
  };
  const { customers, duties, ...rest } = later ? begun : await passOn(tx, ctx, { staff, progress: begun });
  if (rest.finishedAt) return { customers, duties, departureId: null };
  const { id } = await tx.departure.create({
    data: { workspaceId: ctx.workspaceId, customers, duties, ...rest },
    select: { id: true },
  });
  await ensureSchedules(tx, ctx);
  return { customers, duties, departureId: id };
}

/** Goes on with everybody of the workspace who left and still has something. Resolves when nobody has. */
export async function finishDepartures(ctx: Context): Promise<void> {
  const open = await ctx.services.db.read.departure.findMany({
    where: { workspaceId: ctx.workspaceId, finishedAt: null },
    orderBy: { id: 'asc' },
    select: { id: true },
  });
  for (const { id } of open) await finishDeparture(ctx, id);
}

async function finishDeparture({ repeatKey: _, ...ctx }: Context, departureId: string): Promise<PassedOn> {
  for (;;) {
    const { finished, ...total } = await commit(ctx, (tx) => nextPage(tx, ctx, departureId));
    if (finished) return total;
  }
}

async function nextPage(tx: Tx, ctx: Context, id: string): Promise<PassedOn & { finished: boolean }> {
  const { workspaceId } = ctx;
  // Locks the row: of two processes that go on with it each passes on another page.
  await tx.departure.updateMany({ where: { id, workspaceId }, data: { workspaceId } });
  const { id: _, workspaceId: __, ...before } = await tx.departure.findUniqueOrThrow({ where: { id } });
  const staff = await staffById(tx, { workspaceId, staffId: before.staffId });
  // Back in the department meanwhile: what they have is theirs again.
  const isBack = staff?.active && staff.departmentId === before.departmentId;
  const after: Progress =
    before.finishedAt || !staff || isBack
      ? { ...before, finishedAt: before.finishedAt ?? ctx.now }
      : await passOn(tx, ctx, { staff: { ...staff, departmentId: before.departmentId }, progress: before });
  await tx.departure.update({ where: { id }, data: after, select: { id: true } });
  const { customers, duties, finishedAt } = after;
  return { customers, duties, finished: finishedAt !== null };
}

/** How far somebody's departure has come. */
interface Progress extends PassedOn {
  staffId: string;
  departmentId: string | null;
  deactivated: boolean;
  wasActive: boolean;
  startedAt: Date;
  /** whose records are next */
  feature: string;
  after: string | null;
  finishedAt: Date | null;
}

const contributors = ({ services }: Context) => services.features.filter(({ handOver }) => handOver);

/** Passes on so many records, feature by feature; after the last one everything has. */
async function passOn(
  tx: Tx,
  ctx: Context,
  { staff, progress }: { staff: Staff; progress: Progress },
): Promise<Progress> {
  const { workspaceId, now } = ctx;
  const { departmentId } = progress;
  const roster = await loadRoster(tx, { workspaceId });
  const others = { ...roster, people: new Map([...roster.people].filter(([id]) => id !== staff.id)) };
  const toStaffId = presentInChain({ staffId: substituteOf(staff, now), roster: others, now });

  const features = contributors(ctx);
  let { customers, duties, after } = progress;
  // A feature that this build lacks: from the beginning, nothing passes on twice.
  const from = Math.max(
    0,
    features.findIndex(({ name }) => name === progress.feature),
  );
  for (const { name, handOver: give } of features.slice(from)) {
    const moved = await give?.(tx, ctx, { staff, departmentId, toStaffId, after });
    customers += moved?.customers ?? 0;
    duties += moved?.duties ?? 0;
    after = moved?.next ?? null;
    if (after !== null) return { ...progress, feature: name, after, customers, duties };
  }
  const total = { customers, duties };
  const lead =
    leadOf({ departmentId, roster: others, now }) ??
    standIn({ staffId: null, departmentId, roster: others, now });
  await tellOutcome(tx, ctx, { staff, progress, total, toStaffId, lead });
  return { ...progress, ...total, after: null, finishedAt: now };
}

async function tellOutcome(
  tx: Tx,
  ctx: Context,
  {
    staff,
    progress,
    total,
    toStaffId,
    lead,
  }: { staff: Staff; progress: Progress; total: PassedOn; toStaffId: string | null; lead: string | null },
): Promise<void> {
  const { departmentId, deactivated, wasActive } = progress;
  const moved = total.customers + total.duties > 0;
  if (moved || (deactivated && wasActive)) {
    await record(tx, ctx, {
      subject: { type: 'staff', id: staff.id },
      event: deactivated ? 'staff.deactivated' : 'staff.left-department',
      before: { departmentId, active: wasActive },
      after: { ...total, toStaffId },
    });
  }
  if (!lead || !moved) return;
  const since = progress.startedAt.toISOString();
  await enqueue(tx, ctx, {
    key: `people.handed-over:${staff.id}:${since}`,
    destination: { staffId: lead },
    template: 'people.handed-over',
    params: {
      staffId: staff.id,
      since,
      until: ctx.now.toISOString(),
      customers: String(total.customers),
      duties: String(total.duties),
    },
  });
}
