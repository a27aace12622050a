import type {
  AllMiddlewareArgs,
  App,
  BlockAction,
  BlockElementAction,
  ButtonAction,
  SlackActionMiddlewareArgs,
} from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { type Asker, askerOf } from '../slack/asker.js';
import { refreshModal, showModal } from './show-modal.js';

export type ButtonArgs = SlackActionMiddlewareArgs<BlockAction<ButtonAction>> & AllMiddlewareArgs;
type ChangeArgs = SlackActionMiddlewareArgs<BlockAction<BlockElementAction>> & AllMiddlewareArgs;

/** A button whose value is an id, answered with a modal. */
export function opens(
  app: App,
  actionId: string,
  present: (asker: Asker, id: string) => Promise<ModalView>,
): void {
  app.action<BlockAction<ButtonAction>>(actionId, async (args: ButtonArgs) => {
    await args.ack();
    const asker = await askerOf(args);
    const view = await present(asker, args.action.value ?? '');
    await showModal({ client: args.client, body: args.body, view });
  });
}

/** A choice in a modal that changes what the modal shows. */
export function rebuilds(
  app: App,
  actionId: string,
  present: (asker: Asker, view: NonNullable<BlockAction['view']>) => Promise<ModalView>,
): void {
  app.action<BlockAction<BlockElementAction>>(actionId, async (args: ChangeArgs) => {
    await args.ack();
    if (!args.body.view) return;
    const asker = await askerOf(args);
    const view = await present(asker, args.body.view);
    await refreshModal({ client: args.client, body: args.body, view });
  });
}
