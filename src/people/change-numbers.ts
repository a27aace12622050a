import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import { record } from '../db/history.js';
import { touchHomes } from '../outbox/homes.js';
import { ensureSchedules } from '../scheduler/schedules.js';
import {
  ascending,
  type NumberKey,
  type Numbers,
  numberKeys,
  numbersOf,
  readSettings,
  ruleOf,
  takes,
  usualNumbers,
} from '../settings/numbers.js';
import { UserError } from '../slack/user-error.js';
import { may } from './may.js';

export const numbersChanged = 'workspace.numbers-changed';

/**
 * Changes numbers of the processes (docs/processes.md#numbers); null goes back to the default. Only what differs from
 * `seen` is changed, so that of two administrators with the same form neither undoes what the other did; who, when
 * and what stood before is kept in the history. What is open keeps its deadlines.
 * @throws UserError notAllowed, numberBounds, numberOrder
 */
export function changeNumbers(
  ctx: Context,
  {
    seen,
    entered,
  }: {
    /** What the form showed */
    seen: Readonly<Partial<Record<NumberKey, number>>>;
    /** By key of the table; what is not in it is left out */
    entered: Readonly<Record<string, number | null>>;
  },
): Promise<{ changed: number }> {
  return commit(ctx, async (tx) => {
    const { workspaceId } = ctx;
    if (ctx.actor.type !== 'person' || !may(ctx.actor.staff, 'settings.change')) {
      throw new UserError('notAllowed');
    }
    // Locks the row: the settings are one text, of which two changes at once would lose one.
    await tx.workspace.updateMany({ where: { id: workspaceId }, data: { id: workspaceId } });
    const workspace = await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
    const before = numbersOf(workspace);
    const changes = numberKeys
      .map((key) => [key, entered[key] === null ? usualNumbers[key] : (entered[key] ?? before[key])] as const)
      .filter(([key, value]) => value !== (seen[key] ?? before[key]) && value !== before[key]);
    const after: Numbers = { ...before, ...Object.fromEntries(changes) };
    check(after, changes);
    if (changes.length === 0) return { changed: 0 };
    const settings = readSettings(workspace.settings);
    const own = Object.entries(after).filter(([key, value]) => value !== usualNumbers[key as NumberKey]);
    await tx.workspace.update({
      where: { id: workspaceId },
      data: { settings: JSON.stringify({ ...settings, numbers: Object.fromEntries(own) }) },
      select: { id: true },
    });
    await record(tx, ctx, {
      subject: { type: 'workspace', id: workspaceId },
      event: numbersChanged,
      before: Object.fromEntries(changes.map(([key]) => [key, before[key]])),
      after: Object.fromEntries(changes),
    });
    await ensureSchedules(tx, ctx);
    await touchHomes(tx, ctx);
    return { changed: changes.length };
  });
}

/** @throws UserError numberBounds, numberOrder: beside the field that was changed */
function check(after: Numbers, changes: readonly (readonly [NumberKey, number])[]): void {
  for (const [key, value] of changes) {
    const { unit, min, max } = ruleOf(key);
    if (!takes(key, value)) throw new UserError('numberBounds', { unit, min, max }, { field: key });
  }
  for (const [lower, higher] of ascending) {
    if (after[lower] < after[higher]) continue;
    const field = changes.some(([key]) => key === higher) ? higher : lower;
    throw new UserError('numberOrder', { lower, higher }, { field });
  }
}
