import type {
  AllMiddlewareArgs,
  App,
  BlockAction,
  ButtonAction,
  ConversationsSelectAction,
  SlackActionMiddlewareArgs,
  UsersSelectAction,
  ViewSubmitAction,
} from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { type Asker, askerOf } from '../slack/asker.js';
import { setUpActionId } from '../slack/errors.js';
import { readForm, readMetadata, type SubmitArgs, submitForm } from '../slack/forms.js';
import { redrawModal, showModal } from '../slack/modals.js';
import { UserError } from '../slack/user-error.js';
import { askAfter } from './ask-after.js';
import { addDepartment, changeDepartment } from './change-department.js';
import { changeStaff } from './change-staff.js';
import { changeWorkspace } from './change-workspace.js';
import { checkChannel, enterChannel } from './check-channel.js';
import { may } from './may.js';
import { meetColleague, meetColleagues, mostAskedNow } from './meet-colleagues.js';
import { tellMet } from './met-notice.js';
import type { Person } from './person.js';
import { departmentById, staffById } from './queries.js';
import { openSetup } from './setup.js';
import { type DepartmentState, loadSetupState, type SetupState } from './setup-state.js';
import { behindOf, refreshBehind } from './show-view.js';
import { finishDepartures } from './staff-left.js';
import {
  departmentForm,
  departmentMetadata,
  departmentShape,
  newDepartmentForm,
  newDepartmentShape,
} from './views/department-form.js';
import { personForm, personMetadata, personShape, staffList } from './views/staff.js';
import { countryOptions, timeZoneOptions, workspaceForm, workspaceShape } from './views/workspace-form.js';

type ActionArgs = AllMiddlewareArgs &
  (
    | SlackActionMiddlewareArgs<BlockAction<ButtonAction>>
    | SlackActionMiddlewareArgs<BlockAction<UsersSelectAction>>
  );

const behindMetadata = z.object({ behind: z.string().optional() });

/** The checklist, the forms behind its buttons, and the *Set up* button of refusals and notices. */
export function registerSetupListeners(app: App): void {
  app.action<BlockAction<ButtonAction>>(setUpActionId, async (args) => {
    await args.ack();
    const asker = await askerOf(args);
    await openSetup(asker, { client: args.client, body: args.body });
  });

  app.action<BlockAction<ButtonAction>>('people.workspace', async (args) => {
    const { asker, state } = await begin(args);
    if (!may(asker.staff, 'settings.change')) throw new UserError('notAllowed');
    await show(args, workspaceForm({ state, t: asker.t }));
  });

  app.options('people.country', async (args) => {
    const { t } = await askerOf(args);
    await args.ack({ options: countryOptions({ typed: args.payload.value, t }) });
  });

  app.options('people.time-zone', async (args) => {
    const { workspace } = await askerOf(args);
    await args.ack({ options: timeZoneOptions({ typed: args.payload.value, near: workspace.timeZone }) });
  });
  app.view<ViewSubmitAction>('people.workspace-form', (args) =>
    save(args, async ({ ctx }) => {
      await changeWorkspace(ctx, readForm(args.view, workspaceShape));
    }),
  );

  app.action<BlockAction<ButtonAction>>('people.department', async (args) => {
    const { asker, state } = await begin(args);
    await show(args, departmentForm({ state: manageable(asker, state, args.action.value), t: asker.t }));
  });
  app.action<BlockAction<ConversationsSelectAction>>('people.check-channel', sayHowTheChannelIs);
  app.view<ViewSubmitAction>('people.department-form', (args) =>
    save(args, (asker) => saveDepartment(args, asker)),
  );

  app.action<BlockAction<ButtonAction>>('people.add-department', async (args) => {
    const { asker } = await begin(args);
    if (!may(asker.staff, 'settings.change')) throw new UserError('notAllowed');
    await show(args, newDepartmentForm({ t: asker.t }));
  });
  app.view<ViewSubmitAction>('people.new-department-form', (args) =>
    save(args, async ({ ctx }) => {
      await addDepartment(ctx, readForm(args.view, newDepartmentShape));
    }),
  );

  app.action<BlockAction<ButtonAction>>('people.staff', async (args) => {
    const { asker, state } = await begin(args);
    const department = manageable(asker, state, args.action.value);
    const { timeZone } = state.workspace;
    await show(args, staffList({ state: department, timeZone, now: asker.ctx.now, t: asker.t }));
  });
  app.action<BlockAction<ButtonAction>>('people.person', async (args) => {
    await args.ack();
    const asker = await askerOf(args);
    const { ctx, workspace } = asker;
    const found = await staffById(ctx.services.db.read, {
      workspaceId: workspace.id,
      staffId: args.action.value ?? '',
    });
    if (!found) throw new UserError('staffNotFound');
    await showPerson(args, asker, found);
  });
  app.action<BlockAction<UsersSelectAction>>('people.pick-person', async (args) => {
    await args.ack();
    const asker = await askerOf(args);
    const slackUserId = args.action.selected_user;
    if (!slackUserId) return;
    await showPerson(args, asker, await meetColleague(asker.ctx, { slackUserId }));
  });
  app.view<ViewSubmitAction>('people.person-form', (args) =>
    save(args, async ({ ctx, workspace }) => {
      const { staffId } = readMetadata(args.view.private_metadata, personMetadata);
      const staff = await staffById(ctx.services.db.read, { workspaceId: workspace.id, staffId });
      if (!staff) throw new UserError('staffNotFound');
      const {
        role = staff.role === 'lead' ? 'lead' : 'member',
        weight,
        admin,
      } = readForm(args.view, personShape);
      await changeStaff(ctx, { staffId, role, weight, admin: admin ? admin.includes('admin') : staff.admin });
    }),
  );
}

async function begin(args: ActionArgs): Promise<{ asker: Asker; state: SetupState }> {
  await args.ack();
  const asker = await askerOf(args);
  const workspaceId = asker.workspace.id;
  return { asker, state: await loadSetupState(asker.ctx.services.db.read, { workspaceId }) };
}

/** @throws UserError formStale, notAllowed */
function manageable(asker: Asker, state: SetupState, departmentId: string | undefined): DepartmentState {
  const found = state.departments.find(({ department }) => department.id === departmentId);
  if (!found) throw new UserError('formStale');
  if (!may(asker.staff, 'department.manage', found)) throw new UserError('notAllowed');
  return found;
}

/** Shows a form, with a note of what lies behind it. */
async function show(args: ActionArgs, view: ModalView): Promise<void> {
  const { client, body }: { client: ActionArgs['client']; body: BlockAction } = args;
  const metadata = { ...JSON.parse(view.private_metadata || '{}'), behind: behindOf(body.view) };
  await showModal({ client, body, view: { ...view, private_metadata: JSON.stringify(metadata) } });
}

async function showPerson(args: ActionArgs, asker: Asker, person: Person): Promise<void> {
  if (!may(asker.staff, 'department.manage', { department: person.department })) {
    throw new UserError('notAllowed');
  }
  const mayMakeAdministrators = may(asker.staff, 'settings.change');
  await show(args, personForm({ person, mayMakeAdministrators, t: asker.t }));
}

/** A submitted form: the use-case, the answer, then what lies behind it is drawn anew. */
async function save(
  args: SubmitArgs,
  work: (asker: Asker) => Promise<undefined | (() => Promise<void>)>,
): Promise<void> {
  let afterwards: (() => Promise<void>) | undefined;
  await submitForm(args, async (asker) => {
    afterwards = await work(asker);
    return undefined;
  });
  await afterwards?.();
  const { behind = '' } = readMetadata(args.view.private_metadata, behindMetadata);
  await refreshBehind(args, {
    asker: await askerOf(args),
    behind,
    previousViewId: args.view.previous_view_id,
  });
}

/**
 * A channel was chosen: says at once whether Baton can post there. Nothing is joined before the form is saved.
 */
async function sayHowTheChannelIs(
  args: AllMiddlewareArgs & SlackActionMiddlewareArgs<BlockAction<ConversationsSelectAction>>,
): Promise<void> {
  await args.ack();
  const { view } = args.body;
  if (!view) return;
  const asker = await askerOf(args);
  const workspaceId = asker.workspace.id;
  const metadata = readMetadata(view.private_metadata, departmentMetadata.extend(behindMetadata.shape));
  const state = await loadSetupState(asker.ctx.services.db.read, { workspaceId });
  const department = manageable(asker, state, metadata.departmentId);
  const channelId = args.action.selected_conversation as string | null;
  const checked = channelId
    ? { channelId, state: await checkChannel(args.client, { channelId, withinMs: 5_000 }) }
    : undefined;
  const drawn = departmentForm({ state: department, seen: metadata.seen, checked, t: asker.t });
  const carried = { ...JSON.parse(drawn.private_metadata || '{}'), behind: metadata.behind };
  // Saved, closed, or another channel chosen meanwhile: saving checks the channel all the same.
  await redrawModal(args.client, {
    id: view.id,
    hash: view.hash,
    view: { ...drawn, private_metadata: JSON.stringify(carried) },
  });
}

/**
 * The one submission with a call to Slack before its answer: a channel where Baton cannot post is refused beside
 * its field. The call is bounded, and saved when the channel was looked at as it was chosen.
 */
async function saveDepartment(
  { view, client }: SubmitArgs,
  asker: Asker,
): Promise<(() => Promise<void>) | undefined> {
  const { ctx, workspace } = asker;
  const { departmentId, seen, checked } = readMetadata(view.private_metadata, departmentMetadata);
  const form = readForm(view, departmentShape);
  const department = await departmentById(ctx.services.db.read, { workspaceId: workspace.id, departmentId });
  if (!department) throw new UserError('formStale');
  if (!may(asker.staff, 'department.manage', { department })) throw new UserError('notAllowed');
  const { channel, lead, members } = form;
  if (channel && channel !== department.channelId) {
    await enterChannel(client, {
      channelId: channel,
      known: checked?.channelId === channel ? checked.state : undefined,
    });
  }
  const chosen = await meetColleagues(ctx, {
    slackUserIds: [...members, ...(lead ? [lead] : [])],
    field: 'members',
  });
  const idOf = (slackUserId: string) => chosen.bySlackId.get(slackUserId)?.id;
  const { leftIds } = await changeDepartment(ctx, {
    departmentId,
    seen,
    name: form.name,
    channelId: channel,
    leadId: lead ? (idOf(lead) ?? null) : null,
    memberIds: members.flatMap((slackUserId) => idOf(slackUserId) ?? []),
    workingHours: form.workingHours,
    digestAt: form.digestAt,
  });
  const { strangers } = chosen;
  if (strangers.length + leftIds.length === 0) return undefined;
  return async () => {
    await finishDepartures(ctx);
    if (strangers.length === 0) return;
    const asked = await askAfter(ctx);
    if (strangers.length > mostAskedNow) await tellMet(ctx, { departmentId, added: strangers.length, asked });
  };
}
