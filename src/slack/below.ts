import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Asker } from './asker.js';
import { type PressedView, redrawModal } from './modals.js';

// What lies below a form is carried in its metadata: Slack tells of it by nothing but its id.

const belowKind = z.object({
  id: z.string(),
  /** its callback id */
  name: z.string(),
  /** its private_metadata */
  about: z.string(),
  /** The form stands in its place: no more views could be stacked. */
  replaced: z.boolean().optional(),
});
export type Below = z.output<typeof belowKind>;

/** Slack's limit. */
const longestMetadata = 3_000;

/** The modal that a view was opened on, or null. */
export function belowOf(metadata: string | undefined): Below | null {
  try {
    return belowKind.parse((JSON.parse(metadata || '{}') as { below?: unknown }).below);
  } catch {
    return null;
  }
}

/** The view with what it is opened on. */
export function withBelow(view: ModalView, below: Below | null): ModalView {
  if (!below) return view;
  const kept = JSON.parse(view.private_metadata || '{}') as object;
  const private_metadata = JSON.stringify({ ...kept, below });
  return private_metadata.length > longestMetadata ? view : { ...view, private_metadata };
}

/** As something to be opened on. */
export function asBelow(view: PressedView, { replaced = false } = {}): Below {
  const { id, callback_id: name = '', private_metadata: about = '' } = view;
  return { id, name, about, ...(replaced ? { replaced } : {}) };
}

/** Whether it is drawn by a feature as it stands, and not something that was said once. */
export function isRecord(asker: Asker, { name }: Below): boolean {
  return drawerOf(asker, name) !== undefined;
}

function drawerOf({ ctx }: Asker, name: string) {
  return ctx.services.features.map(({ records }) => records?.[name]).find((draw) => draw !== undefined);
}

/** A record that lies below, as it stands now; null when it is none, or no longer to be seen. */
export async function freshView(asker: Asker, { name, about }: Below): Promise<ModalView | null> {
  const view = await drawerOf(asker, name)?.(asker, about).catch((error: unknown) => {
    asker.ctx.services.log.warn({ err: error, view: name }, 'a record below a form could not be drawn again');
    return null;
  });
  return view ? withBelow(view, belowOf(about)) : null;
}

/** Draws every record below a form again. A convenience: what Slack says to it does not matter to anybody. */
export async function redrawBelow(client: WebClient, asker: Asker, nearest: Below): Promise<void> {
  for (let below: Below | null = nearest; below; below = belowOf(below.about)) {
    const view = below.replaced ? null : await freshView(asker, below);
    if (view) await redrawModal(client, { id: below.id, view });
  }
}
