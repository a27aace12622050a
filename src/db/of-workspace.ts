/**
 * `where` of rows that are named by their ids and must be the workspace's: a check, never a way to find them.
 * SQLite takes `workspaceId = ?` for rarer than a list of ids, as long as it has no statistics, and would look through
 * all of the workspace.
 */
export function ofWorkspace(workspaceId: string): { NOT: { workspaceId: { not: string } } } {
  return { NOT: { workspaceId: { not: workspaceId } } };
}
