import { localDate } from '../calendar/local-time.js';
import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import { raiseCounter } from '../db/counter.js';
import { record } from '../db/history.js';
import type { Reader } from '../db/types.js';
import type { NumberSeries } from '../feature.js';
import { UserError } from '../slack/user-error.js';
import { may } from './may.js';
import { numbersLost } from './notice-restore.js';

/** More numbers than this are not lost by a restore: it is a slip of the finger. */
const mostLost = 10_000;

export interface GivenNumber {
  year: number;
  /** 0: none yet */
  sequence: number;
}

/** A number as people type it: `C-2026-0042`, `ｃ－２０２６－４２`. Null when it is none. */
export function readNumber(typed: string): GivenNumber | null {
  const found = /(\d{4})\D+(\d{1,9})$/.exec(typed.normalize('NFKC').trim());
  return found ? { year: Number(found[1]), sequence: Number(found[2]) } : null;
}

/** The last number of a series that the database knows of. */
export async function lastKnown(
  reader: Reader,
  { workspaceId, series, now }: { workspaceId: string; series: string; now: Date },
): Promise<GivenNumber> {
  const counters = await reader.counter.findMany({
    where: { workspaceId, name: { startsWith: `${series}:` } },
  });
  const { timeZone } = await reader.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
  const year = Number(localDate(timeZone, now).slice(0, 4));
  return counters
    .map(({ name, n }) => ({ year: Number(name.slice(series.length + 1)), sequence: n }))
    .reduce((last, one) => (one.year > last.year || one.year === last.year ? one : last), {
      year,
      sequence: 0,
    });
}

/**
 * After a restore: says the last number of a series that anybody has seen. It and those before it are never given
 * again, and what is missing is noted in the history (docs/processes.md#after-a-restore).
 * @throws UserError notAllowed, lastNumberUnreadable, lastNumberLower, lastNumberFar
 */
export function sayLastNumber(
  ctx: Context,
  { series, typed }: { series: NumberSeries; typed: string },
): Promise<{ lost: { from: string; to: string } | null; next: string }> {
  return commit(ctx, async (tx) => {
    const { workspaceId, actor, now } = ctx;
    if (actor.type !== 'person' || !may(actor.staff, 'settings.change')) throw new UserError('notAllowed');
    const { name, format } = series;
    const known = await lastKnown(tx, { workspaceId, series: name, now });
    const last = readNumber(typed);
    const field = { field: 'last' };
    if (!last || last.year > now.getUTCFullYear() + 1) {
      throw new UserError('lastNumberUnreadable', { example: format({ ...known, sequence: 42 }) }, field);
    }
    const sameYear = last.year === known.year;
    if (last.year < known.year || (sameYear && last.sequence < known.sequence)) {
      throw new UserError('lastNumberLower', { number: format(known) }, field);
    }
    const from = (sameYear ? known.sequence : 0) + 1;
    if (last.sequence - from >= mostLost)
      throw new UserError('lastNumberFar', { number: format(known) }, field);
    await raiseCounter(tx, { workspaceId, name: `${name}:${last.year}`, n: last.sequence });
    await tx.workspace.update({
      where: { id: workspaceId },
      data: { numbersUnsureSince: null },
      select: { id: true },
    });
    const lost = last.sequence >= from;
    await record(tx, ctx, {
      subject: { type: 'workspace', id: workspaceId },
      event: lost ? numbersLost : 'workspace.numbers-complete',
      after: { series: `${name}:${last.year}`, from, to: last.sequence },
    });
    return {
      lost: lost ? { from: format({ year: last.year, sequence: from }), to: format(last) } : null,
      next: format({ year: last.year, sequence: last.sequence + 1 }),
    };
  });
}
