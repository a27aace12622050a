/** English texts of people; the type every language fills. */
export const people = {};

/** Refusals, by UserError code: what happened and what to do next. */
export const peopleErrors = {};
