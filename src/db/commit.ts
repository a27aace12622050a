import { realNow } from '../clock.js';
import type { Context } from '../context.js';
import { oneAfterTheOther } from './one-after-the-other.js';
import type { Tx } from './types.js';

/** What can be recorded as an answer and given again. No Date: it would come back as a text. */
export type Json =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly Json[]
  | { readonly [key: string]: Json };

/** For use-cases whose refusals leave a trace. */
export interface RefusalsOnRecord {
  /** What their requests have in common: they follow one another, a refused one to the end of its trace. */
  things: readonly string[];
  /**
   * Called with what `work` threw, when all that it wrote is undone: what this writes is kept.
   * @returns whether there was something to keep
   */
  onRefusal: (tx: Tx, refusal: unknown) => Promise<boolean>;
}

/** Stands in the answer's place while `work` runs, and for the answer of work that returns nothing. */
const nothing = '';

/**
 * The way every use-case writes: `work` in one transaction, then a nudge to the outbox.
 *
 * When `ctx.repeatKey` is set and was already carried out, the recorded answer is returned and `work` does not
 * run. Otherwise the answer is recorded in the same transaction. The key is claimed before `work`, so that on
 * PostgreSQL a second delivery that arrives meanwhile waits and gets the first one's answer, instead of being
 * told that "somebody else" was faster. Whatever `work` throws rolls everything back and is not recorded: a
 * refused form may be sent again.
 *
 * `work` may run more than once (see Database.transaction): it does nothing but read and write the database.
 * After a statement has failed PostgreSQL takes no further ones: do not catch database errors inside `work`.
 * @param trace for the few whose refusals are themselves worth recording
 */
// biome-ignore lint/suspicious/noConfusingVoidType: use-cases that answer nothing are async functions without a return
export async function commit<T extends Json | void>(
  ctx: Context,
  work: (tx: Tx) => Promise<T>,
  trace?: RefusalsOnRecord,
): Promise<T> {
  const { services, workspaceId } = ctx;
  const outcome = await services.db.transaction(async (tx) => {
    if (!trace) return carryOut(tx, ctx, work);
    await oneAfterTheOther(tx, { db: services.db, things: trace.things });
    await tx.$executeRaw`SAVEPOINT "work"`;
    try {
      return await carryOut(tx, ctx, work);
    } catch (refusal) {
      await tx.$executeRaw`ROLLBACK TO SAVEPOINT "work"`;
      if (await trace.onRefusal(tx, refusal)) return { refusal };
      throw refusal;
    }
  });
  if ('refusal' in outcome) throw outcome.refusal;
  if (!outcome.repeated) services.nudge(workspaceId);
  return outcome.answer;
}

// biome-ignore lint/suspicious/noConfusingVoidType: as for commit()
async function carryOut<T extends Json | void>(
  tx: Tx,
  { workspaceId, repeatKey }: Context,
  work: (tx: Tx) => Promise<T>,
): Promise<{ answer: T; repeated: boolean }> {
  if (repeatKey === undefined) return { answer: await work(tx), repeated: false };
  // Slack repeats itself in real time, and so are the rows pruned.
  const claimed = await tx.$executeRaw`
    INSERT INTO "Repeat" ("workspaceId", "key", "answer", "at")
    VALUES (${workspaceId}, ${repeatKey}, ${nothing}, ${realNow()})
    ON CONFLICT ("workspaceId", "key") DO NOTHING`;
  const where = { workspaceId_key: { workspaceId, key: repeatKey } };
  if (claimed === 0) {
    const before = await tx.repeat.findUniqueOrThrow({ where, select: { answer: true } });
    return { answer: read<T>(before.answer), repeated: true };
  }
  const answer = await work(tx);
  const text = answer === undefined ? nothing : JSON.stringify(answer);
  // updateMany is one statement; update would read the row back.
  if (text !== nothing) {
    await tx.repeat.updateMany({ where: { workspaceId, key: repeatKey }, data: { answer: text } });
  }
  return { answer, repeated: false };
}

function read<T>(text: string): T {
  return (text === nothing ? undefined : JSON.parse(text)) as T;
}
