/** English texts of customers; the type every language fills. */
export const customers = {};

/** Refusals, by UserError code: what happened and what to do next. */
export const customerErrors = {};
