import type { Installation, Reader, Workspace } from '../db/types.js';

/**
 * The workspace behind a team of Slack's, with its installation. By the team alone, whose id no other has: Slack names
 * the enterprise in some payloads only, and a workspace may join or leave one.
 */
export function findWorkspace(
  reader: Reader,
  { teamId }: { teamId: string },
): Promise<(Workspace & { installation: Installation | null }) | null> {
  return reader.workspace.findFirst({
    where: { teamId },
    orderBy: { createdAt: 'asc' },
    include: { installation: true },
  });
}
