/**
 * Up to here things are counted; beyond it people are told "more than". A count costs what it counts, and nobody
 * plans their day by whether 1,000 or 40,000 things are open.
 */
export const mostCounted = 1_000;

/** `take` of a count: one more than is told, so that more is known to be more. */
export const countLimit = mostCounted + 1;
