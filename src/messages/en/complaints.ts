/** English texts of complaints; the type every language fills. */
export const complaints = {};

/** Refusals, by UserError code: what happened and what to do next. */
export const complaintErrors = {};
