import type { App } from '@slack/bolt';
import { elapsedMs } from '../clock.js';
import type { Log } from '../log.js';
import { boltLogger } from './bolt-logger.js';
import { answerToFault, UnservedError } from './unserved.js';

/** One request of Slack's, as it came over HTTP or a socket. */
export interface SlackRequest {
  body: Record<string, unknown>;
  /** By `elapsedMs()`. */
  receivedAt: number;
  retryNum?: number | undefined;
  retryReason?: string | undefined;
  /** Sends the acknowledgement with what it carries; called once at most. False: Slack hears us no more. */
  acknowledge(answer: unknown): boolean;
}

/**
 * What became of it. Failed and unheard requests are not acknowledged: Slack tells the person that it did not work
 * and leaves their form open, and sends an event again.
 */
export type Ending = 'acknowledged' | 'failed' | 'unheard' | 'malformed';

/**
 * Milliseconds after which Slack may have stopped waiting (it gives us three seconds from its own sending on): what
 * is acknowledged later is said by direct message as well.
 */
export const slackWaitsMs = 2_700;

/**
 * Hands a request to Bolt and decides on its acknowledgement. An event is acknowledged when it has been worked on, for
 * Slack repeats what was not; everything else when a listener does so (docs/decisions/0013-acknowledgements.md).
 * Never throws.
 */
export async function serveRequest(
  { app, log, waitsMs }: { app: Pick<App, 'processEvent'>; log: Log; waitsMs: number },
  { body, receivedAt, retryNum, retryReason, acknowledge }: SlackRequest,
): Promise<Ending> {
  const isEvent = body.type === 'event_callback';
  let isAcknowledged = false;
  let isLost = false;
  const answer = (given?: unknown) => {
    if (isAcknowledged) throw new Error('The request was acknowledged before');
    isAcknowledged = true;
    isLost = !acknowledge(given);
  };
  const delivery: Delivery = {
    cameTooLate: () => isLost || elapsedMs() - receivedAt > waitsMs,
  };
  try {
    await app.processEvent({
      body,
      // Bolt acknowledges an event before anybody has looked at it.
      ack: async (given?: unknown) => (isEvent ? undefined : answer(given)),
      ...(retryNum === undefined ? {} : { retryNum }),
      ...(retryReason === undefined ? {} : { retryReason }),
      customProperties: { delivery },
    });
    if (isEvent) answer();
    return isAcknowledged ? 'acknowledged' : 'unheard';
  } catch (error) {
    if (isAcknowledged) return 'acknowledged';
    if (!(error instanceof UnservedError)) {
      boltLogger(log).warn('A request could not be read:', error instanceof Error ? error.message : error);
      return 'malformed';
    }
    const words = answerToFault({ body, error });
    if (words === null) return 'failed';
    answer(words);
    return 'acknowledged';
  }
}

/** What Bolt's context knows of the way that a request came. */
export interface Delivery {
  /** Whether its acknowledgement was not, or perhaps not, heard. */
  cameTooLate(): boolean;
}
