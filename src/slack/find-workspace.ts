import type { Installation, Reader, Workspace } from '../db/types.js';

/**
 * The workspace behind Slack's (enterprise, team), with its installation. Slack names the enterprise in some payloads
 * only, and a workspace may have joined one since.
 */
export function findWorkspace(
  reader: Reader,
  { teamId, enterpriseId }: { teamId: string; enterpriseId: string },
): Promise<(Workspace & { installation: Installation | null }) | null> {
  return reader.workspace.findFirst({
    where: { teamId, enterpriseId: { in: [...new Set([enterpriseId, ''])] } },
    orderBy: { enterpriseId: 'desc' },
    include: { installation: true },
  });
}
