import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';

/** Where the request came from: a modal is already open, or none. */
interface Origin {
  trigger_id?: string;
  view?: { id: string; hash: string; type?: string } | undefined;
}

/** Opens a modal; on top of the one that the click came from. */
export async function showModal({
  client,
  body,
  view,
}: {
  client: WebClient;
  body: Origin;
  view: ModalView;
}): Promise<void> {
  const trigger_id = body.trigger_id ?? '';
  await (body.view?.type === 'modal'
    ? client.views.push({ trigger_id, view })
    : client.views.open({ trigger_id, view }));
}

/** Shows the modal that the request came from anew. One that was changed or closed meanwhile is left alone. */
export async function refreshModal({
  client,
  body,
  view,
}: {
  client: WebClient;
  body: Origin;
  view: ModalView;
}): Promise<void> {
  if (!body.view) return;
  const { id, hash } = body.view;
  try {
    await client.views.update({ view_id: id, hash, view });
  } catch (error) {
    const code = (error as { data?: { error?: string } }).data?.error;
    if (code !== 'hash_conflict' && code !== 'not_found') throw error;
  }
}
