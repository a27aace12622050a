import type { App, BlockAction, ButtonAction, ViewSubmitAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { historyOfEvent } from '../db/history.js';
import type { Workspace } from '../db/types.js';
import { numberProcesses } from '../settings/numbers.js';
import { type Asker, askerOf } from '../slack/asker.js';
import { readForm, readMetadata, submitForm } from '../slack/forms.js';
import { redrawModal, showModal } from '../slack/modals.js';
import { UserError } from '../slack/user-error.js';
import { changeNumbers, numbersChanged } from './change-numbers.js';
import { may } from './may.js';
import { staffByIds } from './queries.js';
import { refreshBehind } from './show-view.js';
import { numbersEdit, numbersForm, numbersMetadata, numbersOverview, numbersShape } from './views/numbers.js';

type Click = BlockAction<ButtonAction>;

/** The numbers of the processes: for administrators, who see all of them and change one process at a time. */
export function registerNumbersListeners(app: App): void {
  app.action<Click>('people.numbers', async (args) => {
    await args.ack();
    const view = await overviewOf(administrator(await askerOf(args)));
    await showModal({ client: args.client, body: args.body, view });
  });

  app.action<Click>('people.numbers-of', async (args) => {
    await args.ack();
    const asker = administrator(await askerOf(args));
    const process = numberProcesses.find((one) => one === args.action.value);
    if (!process) throw new UserError('formStale');
    const view = numbersEdit({ workspace: await workspaceNow(asker), process, t: asker.t });
    await showModal({ client: args.client, body: args.body, view });
  });

  app.view<ViewSubmitAction>(numbersForm, async (args) => {
    await submitForm(args, async ({ ctx }) => {
      const { process, seen } = readMetadata(args.view.private_metadata, numbersMetadata);
      await changeNumbers(ctx, { seen, entered: readForm(args.view, numbersShape(process)) });
      return undefined;
    });
    const { previous_view_id: overviewId, root_view_id: rootId } = args.view;
    const asker = await askerOf(args);
    // A convenience: what was closed meanwhile has nothing to be drawn anew.
    if (overviewId) {
      const view = await overviewOf(asker);
      await redrawModal(args.client, { id: overviewId, view });
    }
    if (rootId && rootId !== overviewId && rootId !== args.view.id) {
      await refreshBehind(args, { asker, behind: 'checklist', previousViewId: rootId });
    }
  });
}

/** @throws UserError notAllowed */
function administrator(asker: Asker): Asker {
  if (!may(asker.staff, 'settings.change')) throw new UserError('notAllowed');
  return asker;
}

/** As it stands: what the request brought along may be older than a change just made. */
function workspaceNow({ ctx }: Asker): Promise<Workspace> {
  return ctx.services.db.read.workspace.findUniqueOrThrow({ where: { id: ctx.workspaceId } });
}

async function overviewOf(asker: Asker): Promise<ModalView> {
  const { ctx, t } = asker;
  const { workspaceId } = ctx;
  const reader = ctx.services.db.read;
  const [workspace, changes] = await Promise.all([
    workspaceNow(asker),
    historyOfEvent(reader, { workspaceId, event: numbersChanged, limit: 8 }),
  ]);
  const people = await staffByIds(reader, { workspaceId, staffIds: changes.map(({ actorId }) => actorId) });
  const nameOf = (staffId: string | null) => {
    const person = people.get(staffId ?? '');
    return person ? `<@${person.slackUserId}>` : t.common.unknownPerson;
  };
  return numbersOverview({ workspace, changes, nameOf, t });
}
