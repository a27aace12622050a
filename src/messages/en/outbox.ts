/** English texts of outbox; the type every language fills. */
export const outbox = {};

/** Refusals, by UserError code: what happened and what to do next. */
export const outboxErrors = {};
