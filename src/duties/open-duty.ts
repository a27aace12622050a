import type { Context } from '../context.js';
import { insertMany, newId } from '../db/insert-many.js';
import type { Duty, Tx } from '../db/types.js';
import { touchHomes } from '../outbox/homes.js';
import { type LadderStep, writeLadder } from './ladder.js';

export interface NewDuty {
  /** A kind that a feature hands in: 'complaint.judge'. */
  kind: string;
  /** Names this one thing owed; opening it twice is one duty: 'complaint.judge:<complaint id>'. */
  key: string;
  subject: { type: string; id: string };
  customerId?: string | null;
  /** The department whose working time counts, and whose lead stands in, while there is no owner. */
  departmentId?: string | null;
  ownerId?: string | null;
  dueAt: Date;
  /** Rungs fire outside working time too: critical complaints, risk alerts, and briefings, which go by their own time. */
  urgent?: boolean;
  /** In any order; each word once. Instants are computed by the feature, with the calendar. */
  ladder: readonly LadderStep[];
}

/**
 * Opens a duty in the caller's transaction and returns it. Idempotent by `key` while the duty is open: the
 * open one is returned unchanged. A key that was closed before is opened anew with the fresh ladder; the
 * closed duty stays for the figures, its key freed. One statement in the usual case.
 * Throws when the ladder names a word twice (a programmer's mistake). Rule: docs/processes.md#duties.
 */
export async function openDuty(tx: Tx, ctx: Context, duty: NewDuty): Promise<Duty> {
  const data = rowOf(ctx, duty);
  const where = { workspaceId_key: { workspaceId: ctx.workspaceId, key: duty.key } };
  const found = await tx.duty.upsert({ where, create: data, update: { key: duty.key } });
  const { ownerId } = data;
  await touchHomes(tx, ctx, ownerId ? { staffIds: [ownerId] } : { departmentIds: [data.departmentId] });
  if (found.state === 'open') return found;
  await tx.duty.update({ where: { id: found.id }, data: { key: `${found.key}~${found.id}` } });
  return tx.duty.create({ data });
}

/**
 * Opens many duties whose keys are new, because they name records that this transaction makes: one statement for
 * hundreds of them.
 */
export async function openNewDuties(tx: Tx, ctx: Context, duties: readonly NewDuty[]): Promise<void> {
  if (duties.length === 0) return;
  const rows = duties.map((duty) => ({ id: newId(), ...rowOf(ctx, duty) }));
  await insertMany(tx, 'Duty', rows);
  await touchHomes(tx, ctx, {
    staffIds: rows.map(({ ownerId }) => ownerId),
    departmentIds: rows.map(({ ownerId, departmentId }) => (ownerId ? null : departmentId)),
  });
}

function rowOf(ctx: Context, duty: NewDuty) {
  const ladder = [...duty.ladder].sort((a, b) => a.at.getTime() - b.at.getTime());
  const words = new Set(ladder.map((step) => step.rung));
  if (words.size !== ladder.length) throw new Error(`The ladder of ${duty.kind} names a rung twice`);
  return {
    workspaceId: ctx.workspaceId,
    kind: duty.kind,
    key: duty.key,
    subjectType: duty.subject.type,
    subjectId: duty.subject.id,
    customerId: duty.customerId ?? null,
    departmentId: duty.departmentId ?? null,
    ownerId: duty.ownerId ?? null,
    dueAt: duty.dueAt,
    urgent: duty.urgent ?? false,
    ladder: writeLadder(ladder.map(({ rung, at }) => ({ rung, at: at.toISOString() }))),
    nextAt: ladder[0]?.at ?? null,
    state: 'open',
    openedAt: ctx.now,
  };
}
