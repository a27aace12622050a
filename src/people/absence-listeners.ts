import type {
  AllMiddlewareArgs,
  App,
  BlockAction,
  ButtonAction,
  UsersSelectAction,
  ViewSubmitAction,
} from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { instantAt } from '../calendar/local-time.js';
import { type Asker, askerOf } from '../slack/asker.js';
import { readForm, readMetadata, submitForm } from '../slack/forms.js';
import { refreshModal, showModal } from '../slack/modals.js';
import { UserError } from '../slack/user-error.js';
import { may } from './may.js';
import { meetColleague } from './meet-colleagues.js';
import { notYetColleague } from './need.js';
import type { Person } from './person.js';
import { findStaff, staffById } from './queries.js';
import { recordAbsence } from './record-absence.js';
import { absenceForm, absenceMetadata, absenceRecorded, absenceShape } from './views/absence-form.js';

/** Absence: the form from a button, for oneself or a lead for theirs, and what it records. */
export function registerAbsenceListeners(app: App): void {
  app.action<BlockAction<ButtonAction>>('people.away', async (args) => {
    await args.ack();
    const asker = await askerOf(args);
    await show(args, await absenceFormOf(asker, asker.staff));
  });

  app.action<BlockAction<UsersSelectAction>>('people.absence-of', async (args) => {
    await args.ack();
    const asker = await askerOf(args);
    const slackUserId = args.action.selected_user;
    if (!slackUserId) return;
    await show(args, await absenceFormOf(asker, await meetColleague(asker.ctx, { slackUserId })));
  });

  app.view<ViewSubmitAction>('people.absence-form', (args) =>
    submitForm(args, async (asker) => {
      const { staffId } = readMetadata(args.view.private_metadata, absenceMetadata);
      const { from, until, substitute } = readForm(args.view, absenceShape);
      const { workspace, ctx } = asker;
      const at = (day: string) => instantAt(workspace.timeZone, day, '00:00');
      const inPlace = substitute
        ? await findStaff(ctx.services.db.read, { workspaceId: workspace.id, slackUserId: substitute })
        : null;
      if (substitute && !inPlace) throw new UserError('absenceStranger', undefined, { field: 'substitute' });
      await recordAbsence(ctx, {
        staffId,
        from: at(from),
        until: until ? at(until) : null,
        substituteId: inPlace?.id ?? null,
      });
      return { response_action: 'update', view: await recordedView(asker, staffId) };
    }),
  );

  app.action<BlockAction<ButtonAction>>('people.back', async (args) => {
    await args.ack();
    const asker = await askerOf(args);
    const staffId = args.action.value ?? '';
    await recordAbsence(asker.ctx, { staffId, from: null, until: null, substituteId: null });
    const view = await recordedView(asker, staffId);
    await refreshModal({ client: args.client, body: args.body, view });
  });
}

/**
 * The absence of somebody, for themselves or who leads them.
 * @throws UserError notAllowed
 */
export async function absenceFormOf(asker: Asker, person: Person): Promise<ModalView> {
  const { staff, workspace, ctx, t } = asker;
  const affair = { ownerIds: [person.id], department: person.department };
  if (!may(staff, 'people.read')) throw notYetColleague(staff);
  if (!may(staff, 'absence.record', affair)) throw new UserError('notAllowed');
  const { timeZone, id: workspaceId } = workspace;
  const reader = ctx.services.db.read;
  // What is kept of the asker may be a moment old.
  const current = (await staffById(reader, { workspaceId, staffId: person.id })) ?? person;
  const substitute = await substituteFor(asker, current);
  return absenceForm({ person: current, substitute, viewer: staff, timeZone, now: ctx.now, t });
}

async function recordedView(asker: Asker, staffId: string): Promise<ModalView> {
  const { workspace, ctx, t } = asker;
  const person = await staffById(ctx.services.db.read, { workspaceId: workspace.id, staffId });
  if (!person) throw new UserError('staffNotFound');
  const substitute = await substituteFor(asker, person);
  return absenceRecorded({ person, substitute, timeZone: workspace.timeZone, t });
}

async function substituteFor({ ctx, workspace }: Asker, { substituteId }: Person): Promise<Person | null> {
  if (!substituteId) return null;
  return staffById(ctx.services.db.read, { workspaceId: workspace.id, staffId: substituteId });
}

async function show(args: AllMiddlewareArgs & { body: BlockAction }, view: ModalView): Promise<void> {
  await showModal({ client: args.client, body: args.body, view });
}
