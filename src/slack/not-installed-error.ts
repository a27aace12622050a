/** Baton is not (or no longer) installed in this workspace: nothing can be sent to it. */
export class NotInstalledError extends Error {
  constructor(workspaceId: string) {
    super(`Baton is not installed in workspace ${workspaceId}`);
    this.name = 'NotInstalledError';
  }
}
