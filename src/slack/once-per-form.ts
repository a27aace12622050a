import { realNow } from '../clock.js';
import type { Context } from '../context.js';
import type { Tx } from '../db/types.js';
import { UserError } from './user-error.js';

/**
 * Refuses what would make a second record of one form: it was carried out, its answer got lost, and it is sent again
 * with other words. The same words once more never get here (commit() gives the recorded answer). Call it first
 * within the work of a use-case that makes something new.
 * @throws UserError formSentBefore
 */
export async function oncePerForm(tx: Tx, { workspaceId, formKey }: Context): Promise<void> {
  if (formKey === undefined) return;
  const claimed = await tx.$executeRaw`
    INSERT INTO "Repeat" ("workspaceId", "key", "answer", "at")
    VALUES (${workspaceId}, ${formKey}, '', ${realNow()})
    ON CONFLICT ("workspaceId", "key") DO NOTHING`;
  if (claimed === 0) throw new UserError('formSentBefore');
}
