import type { RespondFn } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { Messages } from '../messages/index.js';
import { modal, section } from './blocks.js';
import { type Origin, showModal } from './modals.js';

/**
 * Tells the person who pressed a button how it went: beside the message that the button stood in, or, where there
 * is none (App Home, a modal), in a small modal. `title` is that modal's.
 */
export async function tell(
  {
    respond,
    client,
    body,
  }: {
    respond?: RespondFn;
    client: WebClient;
    body: Origin;
  },
  { text, title, t }: { text: string; title: string; t: Messages },
): Promise<void> {
  if (!body.view && respond) {
    await respond({ response_type: 'ephemeral', replace_original: false, text });
    return;
  }
  const view = modal({ callbackId: 'slack.told', title, close: t.common.close, blocks: [section(text)] });
  await showModal({ client, body, view });
}
