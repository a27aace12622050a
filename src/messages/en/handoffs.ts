/** English texts of handoffs; the type every language fills. */
export const handoffs = {};

/** Refusals, by UserError code: what happened and what to do next. */
export const handoffErrors = {};
