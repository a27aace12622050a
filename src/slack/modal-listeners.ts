import type {
  AllMiddlewareArgs,
  App,
  BlockAction,
  ButtonAction,
  SlackActionMiddlewareArgs,
} from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { type Asker, askerOf } from './asker.js';
import { refreshModal, showModal } from './modals.js';

export type ButtonArgs = SlackActionMiddlewareArgs<BlockAction<ButtonAction>> & AllMiddlewareArgs;

/** A button answered with a modal, by its value: on top of the view that it stands in, or in that one's place. */
export function onOpen(
  app: App,
  actionId: string,
  present: (asker: Asker, value: string) => Promise<ModalView>,
  how: 'on-top' | 'in-place' = 'on-top',
): void {
  app.action<BlockAction<ButtonAction>>(actionId, async (args: ButtonArgs) => {
    await args.ack();
    const { client, body, action } = args;
    const view = await present(await askerOf(args), action.value ?? '');
    const inPlace = how === 'in-place' && body.view?.type === 'modal';
    await (inPlace ? refreshModal : showModal)({ client, body, view });
  });
}

/** A choice in a modal that changes what the modal shows. */
export function onChange(
  app: App,
  actionId: string,
  present: (asker: Asker, view: NonNullable<BlockAction['view']>) => Promise<ModalView>,
): void {
  app.action<BlockAction>(
    actionId,
    async (args: SlackActionMiddlewareArgs<BlockAction> & AllMiddlewareArgs) => {
      await args.ack();
      const { client, body } = args;
      if (!body.view) return;
      await refreshModal({ client, body, view: await present(await askerOf(args), body.view) });
    },
  );
}

/** A command answered with a modal. */
export async function openModal(
  { asker, triggerId }: { asker: Asker; triggerId: string },
  view: ModalView,
): Promise<void> {
  const client = await asker.ctx.services.slack.of(asker.workspace.id);
  await showModal({ client, body: { trigger_id: triggerId }, view });
}
