/**
 * Records are counted so far: whoever reads "more than 1,000" need not know how many more, and each would cost more
 * time. Give `take: mostCounted + 1` to a count, and `countText` what it answers.
 */
export const mostCounted = 1_000;
