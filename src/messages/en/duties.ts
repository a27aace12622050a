/** English texts of duties; the type every language fills. */
export const duties = {};

/** Refusals, by UserError code: what happened and what to do next. */
export const dutiesErrors = {};
