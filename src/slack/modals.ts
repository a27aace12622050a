import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { Messages } from '../messages/index.js';
import { asBelow, belowOf, withBelow } from './below.js';
import { modal, section } from './blocks.js';
import { refusalText, UserError } from './user-error.js';
import { within } from './within.js';

// The one place that opens, pushes and updates modals, and knows what Slack answers to each.

/** A view as Slack tells of it with a request. */
export interface PressedView {
  id: string;
  type?: string;
  hash?: string;
  callback_id?: string;
  private_metadata?: string;
  root_view_id?: string | null;
  previous_view_id?: string | null;
}

/** Where a request came from: in which view it was made, if in any. */
export interface Origin {
  trigger_id?: string;
  view?: PressedView | undefined;
}

/** A modal that the person looks at. */
export interface ShownModal {
  id: string;
  hash: string | undefined;
}

/** The trigger had run out before the window was asked for: what it would have shown may be said in another way. */
export class LateWindowError extends UserError<'windowLate'> {
  readonly view: ModalView;
  constructor(view: ModalView) {
    super('windowLate');
    this.view = view;
  }
}

/** A trigger lives three seconds: whoever waits must know by then. In milliseconds, real time. */
const patienceMs = 2_000;
/** Slack is asked for so long before the person sees that something is under way. */
const silentMs = 700;

/**
 * Opens a modal; on top of the one that the request came from, or in its place where Slack stacks no more. Null when
 * there is nothing to open: this request was delivered before, another click was quicker, or the modal below it was
 * closed meanwhile.
 * @throws UserError windowBusy, windowLate
 */
export async function showModal({
  client,
  body,
  view,
}: {
  client: WebClient;
  body: Origin;
  view: ModalView;
}): Promise<ShownModal | null> {
  const trigger_id = body.trigger_id ?? '';
  const below = body.view?.type === 'modal' ? body.view : undefined;
  const shown = await asked(() =>
    below
      ? client.views.push({ trigger_id, view: withBelow(view, asBelow(below)) })
      : client.views.open({ trigger_id, view }),
  );
  if ('view' in shown) return shown.view;
  switch (shown.refused) {
    case 'exchanged_trigger_id':
    case 'not_found':
      return null;
    case 'push_limit_reached':
      // Below the top, another click has already put something there.
      return below && depthOf(below) === mostViews
        ? update(client, below, withBelow(view, asBelow(below, { replaced: true })))
        : null;
    case 'expired_trigger_id':
      throw new LateWindowError(view);
  }
  throw shown.error;
}

/**
 * The same for a modal that Slack itself has to be asked about first: what takes a moment is announced at once, for
 * nothing can be opened later. What goes wrong after that stands in the same window.
 * @throws UserError windowBusy, windowLate, and what `view` rejects with
 */
export async function showModalWhenReady({
  t,
  view,
  title,
  ...where
}: {
  client: WebClient;
  body: Origin;
  t: Messages;
  title: string;
  view: Promise<ModalView>;
}): Promise<ShownModal | null> {
  // Whoever is told that no window opens is told nothing more.
  view.catch(() => undefined);
  const early = await within(view, silentMs, null);
  if (early) return showModal({ ...where, view: early });
  const wait = { callbackId: 'slack.waiting', title, close: t.common.close };
  const shown = await showModal({ ...where, view: modal({ ...wait, blocks: [section(t.slack.waiting)] }) });
  const ready = await view.catch(async (error: unknown) => {
    const refusal = error instanceof UserError ? error : new UserError('slackSilent');
    const failed = modal({ ...wait, blocks: [section(refusalText(t, refusal))] });
    if (shown) await redrawModal(where.client, { ...shown, view: failed });
    if (error === refusal) return null;
    throw error;
  });
  if (!ready || !shown) return null;
  return redrawModal(where.client, { ...shown, view: ready });
}

/**
 * Shows the view that the request came from again. One that was changed or closed meanwhile is left alone: null.
 * @throws UserError windowBusy, windowLate
 */
export async function refreshModal({
  client,
  body,
  view,
}: {
  client: WebClient;
  body: Origin;
  view: ModalView;
}): Promise<ShownModal | null> {
  if (!body.view) return null;
  return update(client, body.view, withBelow(view, belowOf(body.view.private_metadata)));
}

async function update(
  client: WebClient,
  { id, hash }: PressedView,
  view: ModalView,
): Promise<ShownModal | null> {
  const shown = await asked(() => client.views.update({ view_id: id, ...(hash ? { hash } : {}), view }));
  if ('view' in shown) return shown.view;
  if (shown.refused === 'hash_conflict' || shown.refused === 'not_found') return null;
  throw shown.error;
}

/**
 * Draws a modal again because something else has changed. A convenience: null when it was closed, or changed since
 * `hash`, or Slack is unwell.
 */
export async function redrawModal(
  client: WebClient,
  { id, hash, view }: { id: string; hash?: string | undefined; view: ModalView },
): Promise<ShownModal | null> {
  const body = { view: { id, ...(hash ? { hash } : {}) } };
  return refreshModal({ client, body, view }).catch(() => null);
}

/** Slack stacks three views. */
const mostViews = 3;

/** Which one of the stack a view is, from 1. */
export function depthOf(view: Pick<PressedView, 'id' | 'root_view_id' | 'previous_view_id'>): number {
  if (!view.root_view_id || view.root_view_id === view.id) return 1;
  return view.previous_view_id === view.root_view_id ? 2 : mostViews;
}

/** Whether a modal can be put on top of this one. */
export function hasRoomAbove(view: Parameters<typeof depthOf>[0]): boolean {
  return depthOf(view) < mostViews;
}

interface Answer {
  view?: { id?: string; hash?: string };
}

/** Asks Slack, once more where the connection or Slack failed: what it did twice it refuses by itself. */
async function asked(
  call: () => Promise<Answer>,
): Promise<{ view: ShownModal } | { refused: string; error: unknown }> {
  const once = () =>
    call().then(
      ({ view }) => ({ view: { id: view?.id ?? '', hash: view?.hash } }),
      (error: unknown) => {
        const { code, data } = error as { code?: string; data?: { error?: string } };
        if (code === 'slack_webapi_platform_error') return { refused: data?.error ?? '', error };
        if (code === 'slack_webapi_rate_limited_error') {
          const { retryAfter = 60 } = error as { retryAfter?: number };
          throw new UserError('windowBusy', { seconds: Math.max(1, Math.ceil(retryAfter)) });
        }
        return { failed: error };
      },
    );
  const twice = async () => {
    const first = await once();
    if (!('failed' in first)) return first;
    const second = await once();
    if ('failed' in second) throw new UserError('windowLate');
    return second;
  };
  const answer = await within(twice(), patienceMs, null);
  if (!answer) throw new UserError('windowLate');
  return answer;
}
