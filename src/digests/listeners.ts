import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { askerOf } from '../slack/asker.js';
import { openHome } from './open-home.js';
import { readPlace, writePlace } from './place.js';

/** App Home, and the pages of its lists. What is shown is published by the outbox (src/outbox/homes.ts). */
export function registerDigestListeners(app: App): void {
  app.event('app_home_opened', async (args) => {
    if (args.event.tab !== 'home') return;
    const { ctx } = await askerOf(args);
    await openHome(ctx);
  });

  for (const actionId of ['owed', 'customers'].flatMap((list) => [
    `digests.back-${list}`,
    `digests.more-${list}`,
  ])) {
    app.action<BlockAction<ButtonAction>>(actionId, async (args) => {
      await args.ack();
      const { ctx } = await askerOf(args);
      await openHome(ctx, { place: writePlace(readPlace(args.action.value ?? '')) });
    });
  }
}
