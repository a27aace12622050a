import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { CommandInput } from '../feature.js';
import { localeOf, messages } from '../messages/index.js';
import { adviceFor } from '../outbox/advice.js';
import { retryAction } from '../outbox/parked-notice.js';
import { type Asker, askerOf } from '../slack/asker.js';
import { button, section } from '../slack/blocks.js';
import { UserError } from '../slack/user-error.js';
import { may } from './may.js';
import { administrators, listDepartments } from './queries.js';
import { runChecks } from './run-checks.js';
import { checkMessage } from './views/check.js';

/** `/baton check` */
export async function check({ asker, reply }: CommandInput, client: WebClient): Promise<void> {
  await needAdministrator(asker);
  const { ctx, t } = asker;
  await reply(
    checkMessage({
      findings: await runChecks(ctx, { client, t }),
      advise: (error) => t.outbox.advice[adviceFor(error)],
      retry: (rows) =>
        button({ text: t.outbox.tryAgain, actionId: retryAction, value: JSON.stringify(rows) }),
      t,
    }),
  );
}

/** @throws UserError setupNotYours */
export async function needAdministrator({ staff, ctx }: Asker): Promise<void> {
  if (may(staff, 'settings.change')) return;
  const admins = await administrators(ctx.services.db.read, { workspaceId: ctx.workspaceId });
  throw new UserError('setupNotYours', {
    administrators: admins.slice(0, 10).map(({ slackUserId }) => slackUserId),
  });
}

export function registerCheckListeners(app: App): void {
  app.action<BlockAction<ButtonAction>>('people.check-post', async (args) => {
    await args.ack();
    const asker = await askerOf(args);
    await needAdministrator(asker);
    const { ctx, staff, workspace, t } = asker;
    const departments = await listDepartments(ctx.services.db.read, { workspaceId: ctx.workspaceId });
    const inChannel = messages(localeOf(workspace.locale, 'en')).people.check;
    const channels = [...new Set(departments.flatMap(({ channelId }) => channelId ?? []))];
    const lines: string[] = [];
    for (const channel of channels) {
      const text = inChannel.testPost({ who: `<@${staff.slackUserId}>` });
      const error = await args.client.chat
        .postMessage({ channel, text })
        .then(() => null)
        .catch((failure: { data?: { error?: string } }) => failure.data?.error ?? 'unknown');
      lines.push(
        error
          ? `:warning: <#${channel}> ${t.outbox.advice[adviceFor(error)]}`
          : `:white_check_mark: <#${channel}>`,
      );
    }
    const text = `*${t.people.check.posted}*\n${lines.join('\n') || t.people.check.noChannels}`;
    await args.respond({
      response_type: 'ephemeral',
      replace_original: false,
      text,
      blocks: [section(text)],
    });
  });
}
