import { randomUUID } from 'node:crypto';
import { setImmediate as breathe } from 'node:timers/promises';
import type { Services } from '../context.js';
import type { Duty } from '../db/types.js';
import type { DutyKind } from '../feature.js';
import { type Barred, barredFrom } from './barred.js';
import { dutyKind } from './duty-kind.js';
import { fire, unchanged } from './fire.js';
import { readLadder, writeLadder } from './ladder.js';
import { acts, dueRungs, type Firing, planFiring } from './plan-firing.js';
import { loadSurroundings, type Surroundings, waitsUntil } from './surroundings.js';

const MINUTE_MS = 60_000;
const LONGEST_BACK_OFF_MINUTES = 60;
/** So many are worked out and written at a time; then the process answers others. */
const CHUNK = 25;
/** A firing that gave way to a person's action succeeds a minute later; one that fails this often needs somebody. */
const TRIES_BEFORE_ERROR = 3;

export interface Swept {
  /** Duties that were due, at most `limit`; as many as `limit` means that more may be waiting. */
  looked: number;
  /** Duties of which at least one rung fired here. */
  fired: number;
}

/**
 * Fires the due rungs of all workspaces, at most `limit` duties, the longest waiting first. Each rung fires
 * once, on any number of replicas (which sweep one after the other: scheduler/sweep-alone.ts); rungs wait for their owner's working time unless urgent; what came due
 * during downtime fires together. A rung whose act throws is rolled back, tried again with back-off and logged
 * with a reference; it holds up nothing else. Reads by the nextAt index only. Rule: docs/processes.md#duties.
 */
export async function sweepDuties(services: Services, now: Date, limit = 200): Promise<Swept> {
  const due = await services.db.read.duty.findMany({
    where: { nextAt: { lte: now } },
    orderBy: { nextAt: 'asc' },
    take: limit,
  });
  let fired = 0;
  for (const [workspaceId, duties] of byWorkspace(due)) {
    try {
      fired += await sweepWorkspace({ services, workspaceId, duties, now });
    } catch (error) {
      for (const duty of duties) await postpone({ services, duty, error, now });
    }
    services.nudge(workspaceId);
  }
  return { looked: due.length, fired };
}

function byWorkspace(duties: readonly Duty[]): Map<string, Duty[]> {
  const groups = new Map<string, Duty[]>();
  for (const duty of duties) groups.set(duty.workspaceId, [...(groups.get(duty.workspaceId) ?? []), duty]);
  return groups;
}

interface Sweep {
  services: Services;
  workspaceId: string;
  now: Date;
}

async function sweepWorkspace(sweep: Sweep & { duties: readonly Duty[] }): Promise<number> {
  const { services, workspaceId, duties } = sweep;
  const reader = services.db.read;
  const surroundings = await loadSurroundings(reader, { workspaceId });
  const barred = await barredFrom(reader, { features: services.features, workspaceId, duties });
  // What one person hears of stands together, so that it is one reminder.
  const byOwner = duties.toSorted((a, b) => compare(a.ownerId ?? '', b.ownerId ?? '') || compare(a.id, b.id));
  let fired = 0;
  for (let from = 0; from < byOwner.length; from += CHUNK) {
    if (from > 0) await breathe();
    const chunk = byOwner.slice(from, from + CHUNK);
    fired += await sweepChunk({ ...sweep, duties: chunk, surroundings, barred });
  }
  return fired;
}

async function sweepChunk(
  sweep: Sweep & { duties: readonly Duty[]; surroundings: Surroundings; barred: Barred },
): Promise<number> {
  const { services, duties, now, surroundings, barred } = sweep;
  const waiting = new Map<number, string[]>();
  const together: Firing[] = [];
  const alone: { duty: Duty; kind: DutyKind }[] = [];
  for (const duty of duties) {
    try {
      const kind = dutyKind(services.features, duty.kind);
      const until = mayFire(duty, surroundings, now);
      if (until) waiting.set(until.getTime(), [...(waiting.get(until.getTime()) ?? []), duty.id]);
      else if (acts(duty, kind, now)) alone.push({ duty, kind });
      else {
        const firing = planFiring({ duty, kind, surroundings, barred: barred(duty), now });
        if (firing) together.push(firing);
      }
    } catch (error) {
      await postpone({ services, duty, error, now });
    }
  }
  await wait({ services, waiting, now });
  let fired = await fireTogether({ ...sweep, firings: together });
  for (const { duty, kind } of alone) fired += await fireAlone({ ...sweep, duty, kind });
  return fired;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Until when a duty has to wait, null when it may fire now. */
function mayFire(duty: Duty, surroundings: Surroundings, now: Date): Date | null {
  const first = dueRungs(duty, now)[0];
  if (duty.urgent || !first) return null;
  return waitsUntil({ calendar: surroundings.calendarFor(duty), rungAt: new Date(first.at), now });
}

/** One statement for each opening hour that is waited for. */
async function wait({
  services,
  waiting,
  now,
}: {
  services: Services;
  waiting: ReadonlyMap<number, string[]>;
  now: Date;
}): Promise<void> {
  if (waiting.size === 0) return;
  await services.db.transaction(async (tx) => {
    for (const [until, ids] of waiting) {
      await tx.duty.updateMany({
        where: { id: { in: ids }, state: 'open', nextAt: { lte: now } },
        data: { nextAt: new Date(until) },
      });
    }
  });
}

/** Reminders without acts share a transaction. Should it fail, each is tried by itself to find the culprit. */
async function fireTogether({
  services,
  workspaceId,
  now,
  firings,
}: Sweep & { firings: readonly Firing[] }): Promise<number> {
  if (firings.length === 0) return 0;
  // One order on all replicas: a sweep that outlasts its lease may meet the next one.
  const ordered = firings.toSorted((a, b) => compare(a.duty.id, b.duty.id));
  try {
    return (await fire({ services, workspaceId, firings: ordered, now })).length;
  } catch (error) {
    if (ordered.length === 1) {
      await postpone({ services, duty: ordered[0]?.duty, error, now });
      return 0;
    }
    let fired = 0;
    for (const firing of ordered)
      fired += await fireTogether({ services, workspaceId, now, firings: [firing] });
    return fired;
  }
}

/** A duty that acts fires rung by rung, each in its own transaction: one that fails keeps the earlier ones. */
async function fireAlone({
  services,
  workspaceId,
  now,
  duty,
  kind,
  surroundings,
  barred,
}: Sweep & {
  duty: Duty;
  kind: DutyKind;
  surroundings: Surroundings;
  barred: Barred;
}): Promise<number> {
  let current = duty;
  let fired = 0;
  try {
    for (;;) {
      const plan = { duty: current, kind, surroundings, barred: barred(duty), now };
      const firing = planFiring({ ...plan, only: 'first' });
      if (!firing) return fired;
      const [claimed] = await fire({ services, workspaceId, firings: [firing], now });
      if (!claimed) return fired;
      fired = 1;
      current = { ...current, ...firing.data };
    }
  } catch (error) {
    await postpone({ services, duty: current, error, now });
    return fired;
  }
}

/**
 * Tries a duty again later: after 1, 2, 4 … 60 minutes of business time (the sweep's own index is the queue,
 * and nothing else is known of it when business time is moved).
 */
async function postpone({
  services,
  duty,
  error,
  now,
}: {
  services: Services;
  duty: Duty | undefined;
  error: unknown;
  now: Date;
}): Promise<void> {
  if (!duty) return;
  const reference = randomUUID().slice(0, 8);
  const { id: dutyId, kind, workspaceId } = duty;
  let tries = LONGEST_BACK_OFF_MINUTES;
  let ladder = duty.ladder;
  try {
    const rungs = readLadder(duty);
    const rung = rungs[duty.nextRung];
    tries = (rung?.tries ?? 0) + 1;
    if (rung) ladder = writeLadder(rungs.with(duty.nextRung, { ...rung, tries }));
  } catch {
    // An unreadable ladder is left as it is, for whoever looks into the reference.
  }
  const about = { reference, workspaceId, dutyId, kind, tries, err: error };
  if (tries < TRIES_BEFORE_ERROR) services.log.warn(about, 'duty could not fire, retrying');
  else services.log.error(about, 'duty could not fire, retrying');
  const minutes = Math.min(2 ** (tries - 1), LONGEST_BACK_OFF_MINUTES);
  const nextAt = new Date(now.getTime() + minutes * MINUTE_MS);
  try {
    await services.db.transaction((tx) =>
      tx.duty.updateMany({ where: unchanged(duty), data: { ladder, nextAt } }),
    );
  } catch (later) {
    services.log.warn({ reference, workspaceId, dutyId, err: later }, 'duty could not be postponed');
  }
}
