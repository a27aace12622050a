import type { OutboxOperation, Reader } from '../db/types.js';
import { type CardKinds, cardItem } from './card-item.js';
import { dueCards, headOperations, type Lane } from './due.js';
import { operationItem, parkWithParent, type Templates, waitBehind } from './operation-item.js';
import { type Outcome, perform } from './perform.js';
import type { Sending } from './sending.js';
import { threadOf } from './thread.js';

/** What features handed in, by name. */
export interface Renderers {
  cards: CardKinds;
  templates: Templates;
}

/** So many in a row, then other lanes have their turn. */
const turnLength = 20;

/** What a longer queue than this holds goes out at an even pace. */
const shortQueue = 3;

/** A reply whose parent is due but not yet sent looks again after this. */
const parentWaitMs = 500;

/** A message that is still being added to looks again after this, and goes out as it is after that (business time). */
const gatherMs = 500;
const longestGatherMs = 10_000;

/** Sends what is due in one lane, one after the other. */
export async function runLane(sending: Sending, { lane, renderers }: { lane: Lane; renderers: Renderers }) {
  const channelId = lane.destination.startsWith('channel:')
    ? lane.destination.slice('channel:'.length)
    : null;
  for (let sent = 0; sent < turnLength && !sending.ended(); sent += 1) {
    // A new card goes before the messages, which may be replies to it.
    const outcome =
      (channelId && (await sendCard(sending, { channelId, edit: lane.kind === 'edit', renderers }))) ||
      (lane.kind === 'post' ? await sendHead(sending, { destination: lane.destination, renderers }) : 'stop');
    if (outcome === 'stop') return;
  }
}

async function sendCard(
  sending: Sending,
  { channelId, edit, renderers }: { channelId: string; edit: boolean; renderers: Renderers },
): Promise<Outcome | null> {
  const { services, workspace, now } = sending;
  const cards = await dueCards(services.db.read, {
    workspaceId: workspace.id,
    channelId,
    edit,
    now: now(),
    take: shortQueue + 1,
  });
  const [card] = cards;
  if (!card) return null;
  const paced = cards.length > shortQueue;
  const outcome = await perform(sending, cardItem(sending, { card, paced, kinds: renderers.cards }));
  // A card that must wait keeps back its replies, not the channel's other messages.
  return outcome === 'stop' && !sending.ended() ? null : outcome;
}

async function sendHead(
  sending: Sending,
  { destination, renderers }: { destination: string; renderers: Renderers },
): Promise<Outcome> {
  const { services, workspace, lease, now } = sending;
  const at = { now: now(), businessNow: services.clock.now() };
  const queue = await headOperations(services.db.read, {
    workspaceId: workspace.id,
    destination,
    at,
    take: shortQueue + 1,
  });
  const [operation] = queue;
  if (!operation) return 'stop';
  if (operation.nextAt > at.now) return putOff(sending, destination, operation.nextAt);

  const thread = await threadOf(services.db.read, operation);
  if (thread.kind === 'wait') {
    const soonest = new Date(at.now.getTime() + parentWaitMs);
    return putOff(sending, destination, thread.until > soonest ? thread.until : soonest);
  }
  if (thread.kind === 'parked') {
    await services.db.transaction((tx) => parkWithParent(tx, operation, lease.fence));
    sending.moved();
    return 'next';
  }
  if (await isGathering(services.db.read, { operation, at, templates: renderers.templates })) {
    return putOff(sending, destination, new Date(at.now.getTime() + gatherMs));
  }
  return perform(
    sending,
    operationItem(sending, {
      operation,
      threadTs: thread.ts,
      paced: queue.length > shortQueue,
      templates: renderers.templates,
    }),
  );
}

async function isGathering(
  reader: Reader,
  {
    operation: { template, workspaceId, createdAt },
    at: { businessNow: now },
    templates,
  }: { operation: OutboxOperation; at: { businessNow: Date }; templates: Templates },
): Promise<boolean> {
  const isComplete = templates.get(template)?.isComplete;
  if (!isComplete || Math.abs(now.getTime() - createdAt.getTime()) >= longestGatherMs) return false;
  return !(await isComplete(reader, { workspaceId, now }));
}

/** The head is not due, so nothing in its queue is. */
async function putOff(sending: Sending, destination: string, until: Date): Promise<Outcome> {
  const { services, workspace } = sending;
  await services.db.transaction((tx) => waitBehind(tx, { workspaceId: workspace.id, destination }, until));
  sending.wakeAt(until);
  return 'stop';
}
