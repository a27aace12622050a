/** English texts of slack; the type every language fills. */
export const slack = {};

/** Refusals, by UserError code: what happened and what to do next. */
export const slackErrors = {};
