import type { Context } from '../context.js';

/**
 * The context of one of several use-cases that a single request carries out: commit() records one answer per
 * repeat key, so each part has its own.
 */
export function partOf(ctx: Context, part: string): Context {
  return ctx.repeatKey === undefined ? ctx : { ...ctx, repeatKey: `${ctx.repeatKey}:${part}` };
}
