import type { Department, Reader } from '../db/types.js';
import type { Affair } from './may.js';
import type { Person } from './person.js';
import { listDepartments } from './queries.js';

/**
 * What reading a post is judged by: the departments whose channels it went to (none: it was for everybody), who wrote
 * it, and whether they ask from within one of these channels (docs/processes.md#who-reads).
 */
export async function postAffair(
  reader: Reader,
  post: {
    workspaceId: string;
    channelIds: readonly string[];
    ownerIds?: readonly (string | null)[];
    /** The department that published it. */
    department?: Department | null;
    /** The channel of the message that was pressed; null when it was none. */
    askedFrom: string | null;
  },
): Promise<Affair> {
  const { channelIds, askedFrom, ownerIds = [], department = null } = post;
  const departments = await reader.department.findMany({
    where: { workspaceId: post.workspaceId, channelId: { in: [...channelIds] } },
    select: { id: true },
  });
  return {
    ownerIds,
    department,
    readers: departments.map(({ id }) => id),
    there: askedFrom !== null && channelIds.includes(askedFrom),
  };
}

/** A condition of queries on posts: which channels they went to, as it is stored. */
type InChannels = { channelIds: { contains: string } };

/**
 * The same rule for lists: posts that went to the channel of somebody's department, or to no department's. Null:
 * every one.
 */
export async function postsReadBy(
  reader: Reader,
  { person, everything }: { person: Person; everything: boolean },
): Promise<(InChannels | { NOT: InChannels[] })[] | null> {
  if (everything) return null;
  const within = (channelId: string): InChannels => ({ channelIds: { contains: JSON.stringify(channelId) } });
  const departments = await listDepartments(reader, { workspaceId: person.workspaceId });
  const channels = departments.flatMap(({ channelId }) => channelId ?? []);
  if (channels.length === 0) return null;
  const own = person.department?.channelId;
  return [...(own ? [within(own)] : []), { NOT: channels.map(within) }];
}
