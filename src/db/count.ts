/** Records are counted so far: whoever reads "more than 1,000" need not know how many more. */
export const mostCounted = 1_000;

/**
 * Ends a count of a workspace's records there; `countText` reads it. With `take` alone Prisma would sort them all by
 * id first: their workspace is the same for each, so that nothing is sorted.
 */
export const countedSoFar = { orderBy: { workspaceId: 'asc' }, take: mostCounted + 1 } as const;
