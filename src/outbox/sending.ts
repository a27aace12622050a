import type { WebClient } from '@slack/web-api';
import type { Services } from '../context.js';
import type { Workspace } from '../db/types.js';
import type { FaultLog } from '../fault-log.js';
import type { Gates } from './gates.js';
import type { Lease } from './lease.js';
import type { OutboxTimings } from './limits.js';
import { SlackCallError, sendFault } from './send-error.js';

/** The part of Slack's client that the outbox needs. Made without retries of its own and with a timeout. */
export type SendingClient = Pick<WebClient, 'chat' | 'conversations' | 'token'>;

/** What is remembered of a workspace between bursts; dropped when it goes idle. */
export interface WorkspaceMemory {
  gates: Gates;
  /** Direct message channels by staff id. */
  directChannels: Map<string, string>;
  /** Staff whose remembered channel was no longer there and was opened afresh. */
  reopened: Set<string>;
  /**
   * Methods, and destinations of new messages, that Slack asked to leave alone, until when; this and what follows
   * by `elapsed`.
   */
  pauses: Map<string, number>;
  /** The destination that was last told to wait, until when. */
  limited: { destination: string; until: number } | null;
  usedAt: number;
}

/** One burst of one workspace's sender, under one lease. */
export interface Sending {
  services: Services;
  workspace: Workspace;
  client: SendingClient;
  /** As the installation now stands. @throws NotInstalledError */
  clientFor(workspaceId: string): Promise<SendingClient>;
  lease: Lease;
  holder: string;
  memory: WorkspaceMemory;
  timings: OutboxTimings;
  now: () => Date;
  /** Milliseconds that go on evenly whatever the clock is set to. */
  elapsed: () => number;
  random: () => number;
  faults: FaultLog;
  /** Asks to be woken then: something becomes due. */
  wakeAt(at: Date): void;
  /** No new calls: the lease is lost or the outbox stops. */
  ended(): boolean;
  /** Called when the lease turned out to be somebody else's. */
  lose(): void;
  /** Counts what moved, so that drain() knows when nothing does. */
  moved(): void;
}

/** Calls Slack and remembers a method that Slack asks to leave alone. @throws SlackCallError */
export async function callSlack<T>(
  sending: Sending,
  { method, destination }: { method: string; destination: string },
  call: (client: SendingClient) => Promise<T>,
): Promise<T> {
  try {
    return await call(sending.client);
  } catch (error) {
    const fault = sendFault(error);
    if (fault.kind === 'rate-limited') {
      const { memory, timings, elapsed } = sending;
      const at = elapsed();
      const until = at + (fault.waitMs ?? timings.rateLimitedMs);
      // For new messages the limit is usually the one channel's. When a second destination is told to wait
      // too, it is the workspace's.
      const elsewhere =
        memory.limited && memory.limited.until > at && memory.limited.destination !== destination;
      if (method !== 'chat.postMessage' || elsewhere) memory.pauses.set(method, until);
      else memory.pauses.set(destination, until);
      memory.limited = { destination, until };
    }
    throw new SlackCallError(fault, error);
  }
}

/** When a method may be called again, and a new message sent to its destination; null when now. */
export function pausedUntil(
  { memory, now, elapsed }: Sending,
  { method, destination }: { method: string; destination: string },
): Date | null {
  const ofDestination = method === 'chat.postMessage' ? (memory.pauses.get(destination) ?? 0) : 0;
  const left = Math.max(memory.pauses.get(method) ?? 0, ofDestination) - elapsed();
  return left > 0 ? new Date(now().getTime() + left) : null;
}
