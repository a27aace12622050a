/** English texts of common; the type every language fills. */
export const common = {};

/** Refusals, by UserError code: what happened and what to do next. */
export const commonErrors = {};
