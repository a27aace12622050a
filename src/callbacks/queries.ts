import type { Callback, Reader } from '../db/types.js';

/** A call by id; null for another workspace's. */
export function callById(
  reader: Reader,
  { workspaceId, callbackId }: { workspaceId: string; callbackId: string },
): Promise<Callback | null> {
  return reader.callback.findFirst({ where: { id: callbackId, workspaceId } });
}
