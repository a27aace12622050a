import type { Context } from '../context.js';
import { commit } from '../db/commit.js';
import { partOf } from '../people/part-of.js';

/** Keeps the link to the message that a complaint was registered from, which came after the form was sent. */
export function keepSourceLink(
  ctx: Context,
  { complaintId, sourceLink }: { complaintId: string; sourceLink: string },
): Promise<null> {
  return commit(partOf(ctx, 'source-link'), async (tx) => {
    const { workspaceId } = ctx;
    await tx.complaint.updateMany({
      where: { id: complaintId, workspaceId, sourceLink: null },
      data: { sourceLink },
    });
    return null;
  });
}
