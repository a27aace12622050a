import type { Tx } from '../db/types.js';
import type { Rendered } from '../feature.js';
import { adviceFor } from './advice.js';
import type { Leave } from './gates.js';
import { tellAdministrator } from './park.js';
import { backOff, renderFailed, SlackCallError } from './send-error.js';
import { callSlack, pausedUntil, type Sending, type SendingClient } from './sending.js';

/** What is about to be sent, and to which channel. */
export interface Prepared {
  rendered: Rendered;
  channelId: string;
}

/** One row of the outbox, an operation or a card, as the sender handles it. */
export interface Item {
  method: 'chat.postMessage' | 'chat.update';
  destination: string;
  attempts: number;
  /** Part of a long queue. */
  paced: boolean;
  /** Ids for the log. */
  ids: Readonly<Record<string, string | number>>;
  /** The message to an administrator about trouble: its own trouble is only logged. */
  isNotice: boolean;
  /** Renders, and finds the channel. null: no longer worth sending. */
  prepare(): Promise<Prepared | null>;
  /** Notes the attempt under the lease's fence; 0 when the lease is gone or the row has changed. */
  claim(tx: Tx): Promise<number>;
  call(client: SendingClient, prepared: Prepared): Promise<{ channelId: string; ts: string }>;
  /** Notes the success; 0 when another sender has taken over meanwhile. */
  sent(tx: Tx, answer: { channelId: string; ts: string }): Promise<number>;
  drop(tx: Tx): Promise<void>;
  /** Puts the row off until then; what stands behind it waits with it. */
  postpone(tx: Tx, change: { until: Date; error: string; counts: boolean }): Promise<void>;
  park(tx: Tx, change: { error: string }): Promise<void>;
  /** A lasting error that this row has an answer to; true when it was dealt with. */
  recover(tx: Tx, change: { error: string }): Promise<boolean>;
}

/** `next`: go on with this lane. `stop`: nothing more in this lane for now. */
export type Outcome = 'next' | 'stop';

/** A renderer that throws this often is not tried again until somebody asks. */
const renderAttempts = 5;

/** A fault of ours while preparing, as opposed to one of Slack's. */
class RenderError extends Error {
  readonly fault = { kind: 'passing', code: renderFailed } as const;
  constructor(cause: unknown) {
    super(renderFailed, { cause });
    this.name = 'RenderError';
  }
}

/** Sends one item: its turn, rendering, the fenced claim, the call, the note of what came of it. */
export async function perform(sending: Sending, item: Item): Promise<Outcome> {
  const { services, lease, timings } = sending;
  const paused = pausedUntil(sending, item);
  if (paused) return postpone(sending, item, { until: paused, error: 'ratelimited', counts: false });

  const leave = await turn(sending, item);
  if (!leave) return 'stop';
  let called = false;
  try {
    if (sending.ended()) return 'stop';
    // Somebody else's answer may have paused the method while this one waited for its turn.
    const pausedNow = pausedUntil(sending, item);
    if (pausedNow) return postpone(sending, item, { until: pausedNow, error: 'ratelimited', counts: false });

    const prepared = await item.prepare().catch((error: unknown) => {
      throw error instanceof SlackCallError ? error : new RenderError(error);
    });
    if (!prepared) {
      await services.db.transaction((tx) => item.drop(tx));
      sending.moved();
      return 'next';
    }
    if (!lease.lasts(timings.callMs) && !(await lease.renew())) return lose(sending);
    if ((await services.db.transaction((tx) => item.claim(tx))) === 0)
      return (await lease.renew()) ? 'next' : lose(sending);
    // Nothing awaits between this look at the clock and the call.
    if (sending.ended() || !lease.lasts(timings.callMs)) return lose(sending);
    called = true;
    const answer = await callSlack(sending, item, (client) => item.call(client, prepared)).finally(() => {
      leave(true);
    });
    await noteSent(sending, item, prepared.rendered, answer);
    return 'next';
  } catch (error) {
    return handleFault(sending, item, error);
  } finally {
    if (!called) leave(false);
  }
}

/**
 * Whether another process has written a new token since this burst began: then the old one's failure says nothing
 * about the message.
 */
async function tokenHasChanged({ services, workspace, client, clientFor }: Sending): Promise<boolean> {
  services.slack.forget(workspace.id);
  const present = await clientFor(workspace.id).catch(() => null);
  return present !== null && present.token !== client.token;
}

function turn({ memory }: Sending, item: Item): Promise<Leave | null> {
  return item.method === 'chat.postMessage'
    ? memory.gates.toPost(item.destination, item)
    : memory.gates.toCall(item.method);
}

function lose(sending: Sending): Outcome {
  sending.lose();
  return 'stop';
}

async function postpone(
  sending: Sending,
  item: Item,
  change: { until: Date; error: string; counts: boolean },
): Promise<Outcome> {
  await sending.services.db.transaction((tx) => item.postpone(tx, change));
  sending.moved();
  sending.wakeAt(change.until);
  return 'stop';
}

const noteAttempts = 5;

/** Tried a few times: until it is noted, a restart would send the message once more. */
async function noteSent(
  sending: Sending,
  item: Item,
  rendered: Rendered,
  answer: { channelId: string; ts: string },
): Promise<void> {
  const { services, workspace } = sending;
  const about = { workspaceId: workspace.id, ...item.ids };
  let whenSent = rendered.whenSent;
  for (let attempt = 1; ; attempt += 1) {
    try {
      const count = await services.db.transaction(async (tx) => {
        const noted = await item.sent(tx, answer);
        if (noted > 0) await whenSent?.(tx);
        return noted;
      });
      sending.moved();
      if (count === 0) services.log.warn(about, 'outbox: another sender took over during the call');
      return;
    } catch (error) {
      const level = attempt < noteAttempts ? 'warn' : 'error';
      services.log[level]({ ...about, err: error, attempt }, 'outbox: could not note a sent message');
      // What the feature wanted to tick off must not make the message go out again.
      if (attempt === 3) whenSent = undefined;
      if (attempt === noteAttempts) return;
      await new Promise((resume) => setTimeout(resume, 20 * 2 ** attempt));
    }
  }
}

async function handleFault(sending: Sending, item: Item, error: unknown): Promise<Outcome> {
  const { services, workspace, timings, now, random } = sending;
  // The database's faults are the lane's business.
  if (!(error instanceof SlackCallError || error instanceof RenderError)) throw error;
  const { fault } = error;
  const about = { workspaceId: workspace.id, ...item.ids, error: fault.code, attempts: item.attempts + 1 };
  const ours = error instanceof RenderError;

  if (fault.kind === 'rate-limited') {
    const waitMs = fault.waitMs ?? timings.rateLimitedMs;
    services.log.warn({ ...about, waitMs }, 'outbox: told to wait');
    const until = new Date(now().getTime() + waitMs);
    return postpone(sending, item, { until, error: fault.code, counts: false });
  }
  if (fault.kind === 'passing' && !(ours && item.attempts + 1 >= renderAttempts)) {
    services.log.warn(ours ? { ...about, err: error.cause } : about, 'outbox: will try again');
    const waitMs = backOff({
      attempts: item.attempts,
      baseMs: timings.backoffMs,
      maxMs: timings.backoffMaxMs,
      random,
    });
    const until = new Date(now().getTime() + waitMs);
    return postpone(sending, item, { until, error: fault.code, counts: true });
  }
  if (adviceFor(fault.code) === 'token' && (await tokenHasChanged(sending))) {
    services.log.warn(about, 'outbox: Baton was installed again meanwhile, sending with the new token');
    const outcome = await postpone(sending, item, { until: now(), error: fault.code, counts: true });
    // The next burst has the new client.
    sending.lose();
    return outcome;
  }
  const recovered = await services.db.transaction(async (tx) => {
    if (await item.recover(tx, { error: fault.code })) return true;
    await item.park(tx, { error: fault.code });
    if (!item.isNotice)
      await tellAdministrator(tx, sending, { destination: item.destination, error: fault.code });
    return false;
  });
  if (recovered) services.log.info(about, 'outbox: sent in another way');
  else services.log.error(ours ? { ...about, err: error.cause } : about, 'outbox: parked');
  sending.moved();
  return 'next';
}
