import type { App, BlockAction, ButtonAction, ViewSubmitAction } from '@slack/bolt';
import type { Services } from '../context.js';
import type { Notice } from '../db/types.js';
import type { CommandInput } from '../feature.js';
import { enterChannel } from '../people/check-channel.js';
import { may } from '../people/may.js';
import { notYetColleague } from '../people/need.js';
import { staffById } from '../people/queries.js';
import { numbersOf } from '../settings/numbers.js';
import { type Asker, askerOf } from '../slack/asker.js';
import { context, section } from '../slack/blocks.js';
import { closeAll, readForm, submitForm } from '../slack/forms.js';
import { openModal } from '../slack/modal-listeners.js';
import { refreshModal, showModal } from '../slack/modals.js';
import { UserError } from '../slack/user-error.js';
import { acknowledgeNotice } from './acknowledge-notice.js';
import { limits } from './notice.js';
import { countReceipts, missingReceipts, noticeAffair, noticeById, recentNotices } from './queries.js';
import { relayNotice } from './relay-notice.js';
import { copyForm, copyView, noticeList, noticeView } from './views/card.js';
import { relayForm, relayShape, relayView } from './views/relay.js';

type Click = BlockAction<ButtonAction>;

const shownPeople = 60;
const listed = 15;

/** Everything that notices listen to. Thin: read the form, call the use-case, show the answer. */
export function registerNoticeListeners(app: App, services: Services): void {
  app.view<ViewSubmitAction>(relayForm, (args) =>
    submitForm(args, async (asker) => {
      const form = readForm(args.view, relayShape);
      // Side by side: Slack waits three seconds for the answer.
      await Promise.all(form.channel.map((channelId) => enterChannel(args.client, { channelId })));
      await relayNotice(asker.ctx, {
        source: form.source,
        title: form.title,
        body: form.body,
        channelIds: form.channel,
      });
      return closeAll;
    }),
  );

  app.action<Click>('notice.acknowledge', async (args) => {
    await args.ack();
    const asker = await askerOf(args);
    const noticeId = args.action.value ?? '';
    const { already } = await acknowledgeNotice(asker.ctx, { noticeId, askedFrom: asker.askedFrom });
    const { body, client } = args;
    if (body.view) {
      const view = await presentNotice(asker, noticeId);
      await refreshModal({ client, body, view });
      return;
    }
    const { noted, notedBefore } = asker.t.notices;
    const text = already ? notedBefore : noted;
    await args.respond({ response_type: 'ephemeral', replace_original: false, text });
  });

  app.action<Click>('notice.open', async (args) => {
    await args.ack();
    const view = await presentNotice(await askerOf(args), args.action.value ?? '');
    const { body, client } = args;
    await showModal({ client, body, view });
  });

  app.action<Click>('notice.copy', async (args) => {
    await args.ack();
    const asker = await askerOf(args);
    const notice = await needNotice(asker, args.action.value ?? '');
    await showModal({ client: args.client, body: args.body, view: copyView({ t: asker.t, notice }) });
  });
  app.view<ViewSubmitAction>(copyForm, (args) => submitForm(args, async () => undefined));

  app.action<Click>('notice.who-not', async (args) => {
    await args.ack();
    const asker = await askerOf(args);
    const { t, staff, workspace } = asker;
    const notice = await needNotice(asker, args.action.value ?? '');
    const reader = services.db.read;
    const sender = await staffById(reader, { workspaceId: workspace.id, staffId: notice.relayedById });
    const affair = { department: sender?.department ?? null, ownerIds: [notice.relayedById] };
    if (!may(staff, 'notice.see-readers', affair)) throw new UserError('notAllowed');
    const { missing, total } = await missingReceipts(reader, notice);
    const texts = t.notices.readers;
    const text = missing.length > 0 ? texts.some({ missing: missing.length, total }) : texts.all({ total });
    const names = missing.slice(0, shownPeople).map(({ slackUserId }) => `<@${slackUserId}>`);
    const more = missing.length - names.length;
    await args.respond({
      response_type: 'ephemeral',
      replace_original: false,
      text,
      blocks: [
        section([text, names.join(t.common.separator)].filter(Boolean).join('\n')),
        ...(more > 0 ? [context(texts.andMore({ count: more }))] : []),
      ],
    });
  });
}

/** `/notice [title]` */
export async function relayFromCommand({ asker, text, triggerId }: CommandInput): Promise<void> {
  const { staff, t, workspace } = asker;
  if (!may(staff, 'notice.relay', { department: staff.department })) throw new UserError('notAllowed');
  await openModal(
    { asker, triggerId },
    relayView({
      t,
      title: text.slice(0, limits.title),
      remindHours: numbersOf(workspace).noticeRemindHours,
    }),
  );
}

/** `/notice list` */
export async function listNotices({ asker, reply }: CommandInput): Promise<void> {
  const { ctx, staff, t, workspace } = asker;
  if (!may(staff, 'notice.read')) throw notYetColleague(staff);
  const { workspaceId } = ctx;
  const reader = ctx.services.db.read;
  const notices = await recentNotices(reader, { workspaceId, person: staff, take: listed });
  const receipts = await countReceipts(reader, { workspaceId, noticeIds: notices.map(({ id }) => id) });
  await reply(noticeList({ t, timeZone: workspace.timeZone, notices, receipts }));
}

/** @throws UserError noticeNotFound */
async function needNotice({ ctx, staff, askedFrom }: Asker, noticeId: string): Promise<Notice> {
  const reader = ctx.services.db.read;
  const notice = await noticeById(reader, { workspaceId: ctx.workspaceId, noticeId });
  if (!notice || !may(staff, 'notice.read', await noticeAffair(reader, { notice, askedFrom }))) {
    throw new UserError('noticeNotFound');
  }
  return notice;
}

async function presentNotice(asker: Asker, noticeId: string) {
  const { ctx, t, staff, workspace } = asker;
  const { workspaceId } = ctx;
  const reader = ctx.services.db.read;
  const notice = await needNotice(asker, noticeId);
  const place = { noticeId, staffId: staff.id };
  const [relayer, receipts, mine] = await Promise.all([
    staffById(reader, { workspaceId, staffId: notice.relayedById }),
    countReceipts(reader, { workspaceId, noticeIds: [noticeId] }),
    reader.noticeReceipt.findUnique({ where: { noticeId_staffId: place } }),
  ]);
  return noticeView({
    t,
    timeZone: workspace.timeZone,
    notice,
    relayedBy: relayer?.name ?? null,
    receipts: receipts.get(noticeId) ?? 0,
    acknowledged: mine !== null,
  });
}
