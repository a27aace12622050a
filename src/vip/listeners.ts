import type { AllMiddlewareArgs, App, BlockAction, ButtonAction, ViewSubmitAction } from '@slack/bolt';
import type { Context, Services } from '../context.js';
import { customerFor } from '../customers/customer-for.js';
import { enterChannel } from '../people/check-channel.js';
import { may } from '../people/may.js';
import { needPeople } from '../people/meet-colleagues.js';
import { partOf } from '../people/part-of.js';
import { departmentByKey } from '../people/queries.js';
import { type Asker, askerOf, eventSourceOf } from '../slack/asker.js';
import { readForm, readMetadata, type SubmitArgs, submitForm } from '../slack/forms.js';
import { refreshModal, showModal } from '../slack/modals.js';
import { UserError } from '../slack/user-error.js';
import { askToJoin } from './ask-to-join.js';
import { registerViewOf, setupViewOf } from './command.js';
import { type GroupLoss, groupLost } from './group-lost.js';
import { noteJoined, noteLeft } from './keep-presences.js';
import { linkPerson } from './link-person.js';
import { describePeople, lookIntoGroup } from './listeners-look.js';
import { markInvited, markJoined, markRemoved, needConfirmable, vipAffair } from './mark-step.js';
import { membershipOf, vipGroup } from './queries.js';
import { setUpGroup } from './set-up-group.js';
import { takeBackJoin } from './take-back-join.js';
import { linkForm, linkMetadata, linkShape, linkView } from './views/link.js';
import { registerPlace, registerView } from './views/register.js';
import { setupForm, setupShape } from './views/setup.js';
import { takeBackForm, takeBackMetadata, takeBackShape, takeBackView } from './views/take-back.js';

type Click = BlockAction<ButtonAction>;

export function registerVipListeners(app: App, services: Services): void {
  const reader = services.db.read;

  const steps = { 'vip.invited': markInvited, 'vip.joined': markJoined, 'vip.removed': markRemoved };
  for (const [actionId, step] of Object.entries(steps)) {
    app.action<Click>(actionId, async (args) => {
      await args.ack();
      const asker = await askerOf(args);
      await step(asker.ctx, { membershipId: args.action.value ?? '' });
      if (await refresh(args, asker)) return;
      const text = asker.t.vip.noted;
      await args.respond({ response_type: 'ephemeral', replace_original: false, text });
    });
  }

  app.action<Click>('vip.take-back', async ({ ack, action, body, client, context }) => {
    await ack();
    const { ctx, t } = await askerOf({ context });
    const membershipId = action.value ?? '';
    const { customer } = await needConfirmable(reader, ctx, { membershipId });
    await showModal({ client, body, view: takeBackView({ t, membershipId, name: customer.name }) });
  });

  app.view<ViewSubmitAction>(takeBackForm, (args) =>
    submitForm(args, async ({ ctx }) => {
      const { membershipId } = readMetadata(args.view.private_metadata, takeBackMetadata);
      const { reason } = readForm(args.view, takeBackShape);
      await takeBackJoin(ctx, { membershipId, reason });
      return undefined;
    }),
  );

  app.action<Click>('vip.ask', async (args) => {
    await args.ack();
    const asker = await askerOf(args);
    await askToJoin(asker.ctx, { customerId: args.action.value ?? '' });
    await refresh(args, asker);
  });

  app.action<Click>('vip.link', async ({ ack, action, body, client, context }) => {
    await ack();
    const { ctx, t } = await askerOf({ context });
    const { workspaceId } = ctx;
    const customer = await customerFor(ctx, {
      customerId: action.value,
      action: 'vip.invite',
      affairOf: (one) => vipAffair(reader, ctx, one),
    });
    const membership = await membershipOf(reader, { workspaceId, customerId: customer.id });
    const view = linkView({ t, customer, slackUserId: membership?.slackUserId ?? null });
    await showModal({ client, body, view });
  });

  app.view<ViewSubmitAction>(linkForm, (args) =>
    submitForm(args, async ({ ctx }) => {
      const { customerId } = readMetadata(args.view.private_metadata, linkMetadata);
      const { person, memberId } = readForm(args.view, linkShape);
      const slackUserId = memberId ? memberId.toUpperCase() : person;
      if (slackUserId) {
        await needPeople(ctx, { slackUserIds: [slackUserId], field: memberId ? 'memberId' : 'person' });
      }
      await linkPerson(ctx, { customerId, slackUserId });
      return undefined;
    }),
  );

  app.action<Click>(/^vip\.(list-(should|in|not)|page-(on|back))$/, async (args) => {
    await args.ack();
    const asker = await askerOf(args);
    const place = readMetadata(args.action.value, registerPlace);
    await refreshModal({ client: args.client, body: args.body, view: await registerViewOf(asker, place) });
  });

  app.action<Click>('vip.compare', async (args) => {
    await args.ack();
    const asker = await askerOf(args);
    if (!may(asker.staff, 'customer.read')) throw new UserError('notAllowed');
    await lookIntoGroup(asker.ctx, args.client);
    await refreshModal({
      client: args.client,
      body: args.body,
      view: await registerViewOf(asker, readMetadata(args.action.value, registerPlace)),
    });
  });

  app.action<Click>('vip.open-register', async ({ ack, body, client, context }) => {
    await ack();
    const asker = await askerOf({ context });
    const view = await registerViewOf(asker, { list: 'should', page: 0 });
    await showModal({ client, body, view });
  });

  app.action<Click>('vip.open-setup', async ({ ack, body, client, context }) => {
    await ack();
    await showModal({ client, body, view: await setupViewOf(await askerOf({ context })) });
  });

  app.view<ViewSubmitAction>(setupForm, async (args) => {
    let looks = false;
    await submitForm(args, async (asker) => {
      ({ looks } = await saveSetup(args, asker));
      return undefined;
    });
    const { ctx } = await askerOf(args);
    if (looks) await lookIntoGroup(partOf(ctx, 'look'), args.client);
  });

  registerVipEvents(app);
}

/** Another feature may listen to the same event: each has a repeat key of its own. */
async function vipEvent(args: AllMiddlewareArgs & { body: unknown }): Promise<Context> {
  return partOf((await eventSourceOf(args)).ctx, 'vip');
}

function registerVipEvents(app: App): void {
  app.event('member_joined_channel', async (args) => {
    const { user, channel } = args.event;
    const ctx = await vipEvent(args);
    const group = await vipGroup(ctx.services.db.read, { workspaceId: ctx.workspaceId });
    if (group?.kind !== 'slack' || group.channelId !== channel) return;
    if (user === args.context.botUserId) {
      await lookIntoGroup(ctx, args.client);
      return;
    }
    const [seen] = await describePeople(ctx, args.client, [user]);
    if (seen) await noteJoined(ctx, { channelId: channel, seen });
  });

  app.event('member_left_channel', async (args) => {
    const { user, channel } = args.event;
    const ctx = await vipEvent(args);
    if (user === args.context.botUserId) await groupLost(ctx, { channelId: channel, because: 'removed' });
    else await noteLeft(ctx, { channelId: channel, slackUserId: user });
  });

  const lost = async (args: AllMiddlewareArgs & { body: unknown }, channelId: string, because: GroupLoss) => {
    await groupLost(await vipEvent(args), { channelId, because });
  };
  app.event('channel_archive', (args) => lost(args, args.event.channel, 'archived'));
  app.event('group_archive', (args) => lost(args, args.event.channel, 'archived'));
  app.event('channel_deleted', (args) => lost(args, args.event.channel, 'deleted'));
  app.event('group_deleted', (args) => lost(args, args.event.channel, 'deleted'));
}

type ClickArgs = AllMiddlewareArgs & { body: Click };

/** Draws the register anew where a button in it was pressed; false when it was pressed elsewhere. */
async function refresh(args: ClickArgs, asker: Asker): Promise<boolean> {
  const { view } = args.body;
  if (view?.callback_id !== registerView) return view !== undefined;
  await refreshModal({
    client: args.client,
    body: args.body,
    view: await registerViewOf(asker, readMetadata(view.private_metadata, registerPlace)),
  });
  return true;
}

/**
 * Both channels are entered before the answer, which is bounded: where Baton cannot post, or cannot see who is in, is
 * refused beside its field.
 */
async function saveSetup({ view, client }: SubmitArgs, { ctx, staff }: Asker): Promise<{ looks: boolean }> {
  const form = readForm(view, setupShape);
  const { workspaceId } = ctx;
  const department = await departmentByKey(ctx.services.db.read, { workspaceId, key: 'tech' });
  if (!may(staff, 'vip.manage', { department })) throw new UserError('notAllowed');
  const known = await vipGroup(ctx.services.db.read, { workspaceId });
  const group = form.kind === 'slack' ? form.channel : null;
  await Promise.all([
    group && (group !== known?.channelId || known.lost) ? enterChannel(client, { channelId: group }) : null,
    form.cards !== known?.cardsChannelId
      ? enterChannel(client, { channelId: form.cards }).catch((error: unknown) => {
          throw error instanceof UserError ? Object.assign(error, { field: 'cards' }) : error;
        })
      : null,
  ]);
  return setUpGroup(ctx, {
    kind: form.kind,
    channelId: group,
    name: form.name,
    cardsChannelId: form.cards,
    keeperSlackUserId: form.keeper,
  });
}
