import { countLimit } from '../messages/counted.js';

/**
 * Ends a count of a workspace's records where people are told "more than"; `countText` reads it. With `take` alone Prisma would sort them all by
 * id first: their workspace is the same for each, so that nothing is sorted.
 */
export const countedSoFar = { orderBy: { workspaceId: 'asc' }, take: countLimit } as const;
