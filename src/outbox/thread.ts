import type { OutboxOperation, Reader } from '../db/types.js';
import { readCardKey } from './destination.js';

/** Where a reply goes. */
export type Thread =
  /** In the thread of this message; null: as a message of its own. */
  | { kind: 'ready'; ts: string | null }
  /** The parent is still on its way; look again then. */
  | { kind: 'wait'; until: Date }
  /** The parent is parked, and the reply with it. */
  | { kind: 'parked' };

const ownMessage: Thread = { kind: 'ready', ts: null };

/**
 * Finds the thread of a reply. A parent that will never be posted (dropped, gone, or in another channel)
 * leaves the reply a message of its own: nothing is lost for want of a thread.
 */
export async function threadOf(
  reader: Reader,
  operation: Pick<OutboxOperation, 'workspaceId' | 'destination' | 'parentKey'>,
  depth = 0,
): Promise<Thread> {
  const { workspaceId, destination, parentKey } = operation;
  if (!parentKey || depth > 5) return ownMessage;
  const card = readCardKey(parentKey);
  if (card) {
    const [place, channelId] = destination.split(':');
    if (place !== 'channel' || !channelId) return ownMessage;
    const found = await reader.card.findUnique({
      where: { workspaceId_kind_subjectId_channelId: { workspaceId, ...card, channelId } },
      select: { ts: true, pending: true, parked: true, nextAt: true },
    });
    if (!found || (!found.ts && !found.pending)) return ownMessage;
    if (found.ts) return { kind: 'ready', ts: found.ts };
    return found.parked ? { kind: 'parked' } : { kind: 'wait', until: found.nextAt };
  }
  const parent = await reader.outboxOperation.findUnique({
    where: { workspaceId_key: { workspaceId, key: parentKey } },
    select: { workspaceId: true, destination: true, parentKey: true, state: true, ts: true, nextAt: true },
  });
  if (!parent || parent.destination !== destination) return ownMessage;
  switch (parent.state) {
    case 'sent': {
      const above = await threadOf(reader, parent, depth + 1);
      return above.kind === 'ready' && above.ts ? above : { kind: 'ready', ts: parent.ts };
    }
    case 'dropped':
      return ownMessage;
    case 'parked':
      return { kind: 'parked' };
    default:
      return { kind: 'wait', until: parent.nextAt };
  }
}
