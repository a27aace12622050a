import type { BlockAction, ButtonAction } from '@slack/bolt';
import type { Feature } from '../feature.js';
import { askerOf } from '../slack/asker.js';
import { section } from '../slack/blocks.js';
import { UserError } from '../slack/user-error.js';
import { parkedNotice, readRetryValue, retryAction } from './parked-notice.js';
import { retryParked } from './retry-parked.js';

/** What the outbox itself says to people: that something could not be delivered, with *Try again*. */
export const outboxFeature: Feature = {
  name: 'outbox',
  scopes: [
    { scope: 'chat:write', because: 'posts and edits cards, threads and direct messages' },
    { scope: 'im:write', because: 'opens the direct message channel for reminders and notices' },
  ],
  templates: [parkedNotice],
  listeners(app) {
    app.action<BlockAction<ButtonAction>>({ type: 'block_actions', action_id: retryAction }, async (args) => {
      await args.ack();
      const { ctx, t } = await askerOf(args);
      const rows = readRetryValue(args.action.value);
      if (!rows) throw new UserError('formStale');
      const { retried } = await retryParked(ctx, rows);
      const text = retried > 0 ? t.outbox.retried({ count: retried }) : t.outbox.nothingParked;
      await args.respond({ replace_original: true, text, blocks: [section(text)] });
    });
  },
};
