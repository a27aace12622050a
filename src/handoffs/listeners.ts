import type { App, BlockAction, ButtonAction, GlobalShortcut, ViewSubmitAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { Services } from '../context.js';
import { customerFor } from '../customers/customer-for.js';
import { searchCustomers, theOneMeant } from '../customers/search-customers.js';
import { customerOptions } from '../customers/tell-apart.js';
import { foundMessage } from '../customers/views/find.js';
import type { Customer, Department, Handoff } from '../db/types.js';
import type { CommandInput, RenderInput } from '../feature.js';
import { may } from '../people/may.js';
import { notYetColleague } from '../people/need.js';
import { leads, type Person } from '../people/person.js';
import { findStaff, listDepartments, membersOf } from '../people/queries.js';
import { numbersOf } from '../settings/numbers.js';
import { type Asker, askerOf } from '../slack/asker.js';
import { closeAll, readForm, readMetadata, submitForm } from '../slack/forms.js';
import { openModal } from '../slack/modal-listeners.js';
import { showModal } from '../slack/modals.js';
import { tell } from '../slack/tell.js';
import { UserError } from '../slack/user-error.js';
import { acceptHandoff } from './accept-handoff.js';
import { requireDeciding } from './decide.js';
import { readChecklist } from './handoff.js';
import { keepCustomer } from './keep-customer.js';
import { loadPacket, loadPackets } from './load-packet.js';
import { offerHandoff } from './offer-handoff.js';
import { handoffById, waitingHandoffs } from './queries.js';
import { returnHandoff } from './return-handoff.js';
import { requireChecking, tickChecklist } from './tick-checklist.js';
import {
  acceptForm,
  acceptShape,
  acceptView,
  answerMetadata,
  returnForm,
  returnShape,
  returnView,
} from './views/answer.js';
import {
  checklistForm,
  checklistMetadata,
  checklistShape,
  checklistView,
  tickedItems,
} from './views/checklist.js';
import { handoffList } from './views/list.js';
import { offerForm, offerShape, offerView } from './views/offer.js';
import { offeredView } from './views/offered.js';
import type { HandoffPacket } from './views/packet.js';
import { withdrawHandoff } from './withdraw-handoff.js';

type Click = BlockAction<ButtonAction>;

/** Whoever belongs to the company may offer what is theirs; the use-case checks the customer. */
export function mayOffer(person: Person): boolean {
  return person.active && (person.departmentId !== null || person.admin);
}

export const offerShortcut = 'handoff.offer-shortcut';

export function registerHandoffListeners(app: App, services: Services): void {
  const reader = services.db.read;

  app.shortcut<GlobalShortcut>({ callback_id: offerShortcut, type: 'shortcut' }, async (args) => {
    await args.ack();
    const asker = await askerOf(args);
    await showModal({ client: args.client, body: args.body, view: await offerViewOf(asker, null) });
  });

  app.action<Click>('handoff.offer-from-home', async (args) => {
    await args.ack();
    const asker = await askerOf(args);
    await showModal({ client: args.client, body: args.body, view: await offerViewOf(asker, null) });
  });

  app.action<Click>('handoff.offer-for-customer', async ({ ack, action, body, client, context }) => {
    await ack();
    const asker = await askerOf({ context });
    const customer = await customerFor(asker.ctx, { customerId: action.value });
    await showModal({ client, body, view: await offerViewOf(asker, customer) });
  });

  app.view<ViewSubmitAction>(offerForm, (args) =>
    submitForm(args, async (asker) => {
      const form = readForm(args.view, offerShape);
      const { handoffId } = await offerHandoff(asker.ctx, {
        customerId: form.customer,
        ownerRole: form.role,
        toDepartmentId: form.department,
        toStaffId: await colleagueOf(asker, form.colleague),
        atOnce: form.atOnce.length > 0,
        purpose: form.purpose,
        checklist: readChecklist(form.checklist),
        promises: form.promises,
      });
      const { packet } = await needPacket(asker, handoffId);
      const { t, workspace } = asker;
      return { response_action: 'update', view: offeredView({ t, packet, timeZone: workspace.timeZone }) };
    }),
  );

  app.action<Click>('handoff.accept', async ({ ack, action, body, client, context }) => {
    await ack();
    const asker = await askerOf({ context });
    const { packet, handoff } = await needOffered(asker, action.value ?? '');
    const { toStaffId } = handoff;
    const everybody = await membersOf(reader, {
      workspaceId: asker.workspace.id,
      departmentId: handoff.toDepartmentId,
    });
    const members = everybody.filter(({ id }) => toStaffId === null || id === toStaffId);
    if (members.length === 0) throw new UserError('handoffOwnerElsewhere');
    const view = acceptView({
      t: asker.t,
      packet,
      members,
      proposedId: toStaffId ?? (members.some(({ id }) => id === asker.staff.id) ? asker.staff.id : null),
      timeZone: asker.workspace.timeZone,
    });
    await showModal({ client, body, view });
  });

  app.view<ViewSubmitAction>(acceptForm, (args) =>
    submitForm(args, async (asker) => {
      const { handoffId } = readMetadata(args.view.private_metadata, answerMetadata);
      const { owner } = readForm(args.view, acceptShape);
      await acceptHandoff(asker.ctx, { handoffId, newOwnerId: owner });
      return closeAll;
    }),
  );

  app.action<Click>('handoff.return', async ({ ack, action, body, client, context }) => {
    await ack();
    const asker = await askerOf({ context });
    const { packet } = await needOffered(asker, action.value ?? '');
    await showModal({ client, body, view: returnView({ t: asker.t, packet }) });
  });

  app.view<ViewSubmitAction>(returnForm, (args) =>
    submitForm(args, async (asker) => {
      const { handoffId } = readMetadata(args.view.private_metadata, answerMetadata);
      const { reason } = readForm(args.view, returnShape);
      await returnHandoff(asker.ctx, { handoffId, reason });
      return closeAll;
    }),
  );

  app.action<Click>('handoff.checklist', async ({ ack, action, body, client, context }) => {
    await ack();
    const asker = await askerOf({ context });
    const { packet, handoff } = await needPacket(asker, action.value ?? '');
    await requireChecking(reader, asker.ctx, handoff);
    const view = checklistView({ t: asker.t, packet, timeZone: asker.workspace.timeZone });
    await showModal({ client, body, view });
  });

  app.view<ViewSubmitAction>(checklistForm, (args) =>
    submitForm(args, async (asker) => {
      const { handoffId, seen } = readMetadata(args.view.private_metadata, checklistMetadata);
      const done = tickedItems(readForm(args.view, checklistShape));
      await tickChecklist(asker.ctx, { handoffId, seen, done });
      return undefined;
    }),
  );

  app.action<Click>('handoff.withdraw', async (args) => {
    await args.ack();
    const { ctx, t } = await askerOf(args);
    await withdrawHandoff(ctx, { handoffId: args.action.value ?? '' });
    await tell(args, { text: t.handoffs.withdrawn, title: t.handoffs.offer.title, t });
  });

  app.action<Click>('handoff.keep', async (args) => {
    await args.ack();
    const { ctx, t } = await askerOf(args);
    await keepCustomer(ctx, { handoffId: args.action.value ?? '' });
    await tell(args, { text: t.handoffs.kept, title: t.handoffs.offer.title, t });
  });
}

/** `/handoff [customer]` */
export async function offerFromCommand({ asker, text, triggerId, reply }: CommandInput): Promise<void> {
  await needDepartments(asker);
  const found = text ? await searchCustomers(asker.ctx, { query: text, limit: 5 }) : [];
  if (text && found.length === 0)
    return reply(foundMessage({ t: asker.t, query: text, customers: [], marks: new Map() }));
  const view = await offerViewOf(asker, theOneMeant(found, text));
  await openModal({ asker, triggerId }, view);
}

/** `/handoff list` */
export async function listHandoffs({ asker, reply }: CommandInput): Promise<void> {
  const { ctx, staff, t, workspace } = asker;
  const reader = ctx.services.db.read;
  const { workspaceId } = ctx;
  const [received, sent] = await Promise.all([
    staff.departmentId ? waitingHandoffs(reader, { workspaceId, toDepartmentId: staff.departmentId }) : [],
    waitingHandoffs(reader, { workspaceId, fromStaffId: staff.id }),
  ]);
  // What was offered to a colleague by name is theirs, or their lead's, to answer.
  const mine = received.filter(
    ({ toStaffId }) => !toStaffId || toStaffId === staff.id || leads(staff, staff.department),
  );
  const packets = await loadPackets(renderInput(asker), [...mine, ...sent]);
  const of = (handoffs: readonly Handoff[]) =>
    handoffs
      .map(({ id }) => packets.get(id))
      .filter((packet): packet is HandoffPacket => packet !== undefined);
  await reply(handoffList({ t, received: of(mine), sent: of(sent), timeZone: workspace.timeZone }));
}

/** @throws UserError handoffColleagueElsewhere */
async function colleagueOf({ ctx }: Asker, slackUserId: string | null): Promise<string | null> {
  if (!slackUserId) return null;
  const { workspaceId, services } = ctx;
  const staff = await findStaff(services.db.read, { workspaceId, slackUserId });
  if (!staff) throw new UserError('handoffColleagueElsewhere', undefined, { field: 'colleague' });
  return staff.id;
}

async function offerViewOf(asker: Asker, customer: Customer | null): Promise<ModalView> {
  const { staff, t, workspace } = asker;
  const [option = null] = customer ? await customerOptions(asker, [customer]) : [];
  return offerView({
    t,
    customer: option,
    departments: await needDepartments(asker),
    ownDepartmentId: staff.departmentId,
    assigns: may(staff, 'handoff.assign', { department: staff.department }) && staff.department !== null,
    numbers: numbersOf(workspace),
  });
}

/** @throws UserError setupOwnDepartment, setupDepartment: nobody to hand over from, or to */
async function needDepartments({ ctx, staff }: Asker): Promise<Department[]> {
  if (!mayOffer(staff)) throw notYetColleague(staff);
  const departments = await listDepartments(ctx.services.db.read, { workspaceId: ctx.workspaceId });
  if (departments.length === 0) {
    throw new UserError('setupDepartment', { key: 'market' });
  }
  return departments;
}

function renderInput({ ctx, workspace, locale, t }: Asker): RenderInput {
  const { services, now } = ctx;
  return { services, reader: services.db.read, workspace, locale, t, now };
}

async function needPacket(
  asker: Asker,
  handoffId: string,
): Promise<{ packet: HandoffPacket; handoff: Handoff }> {
  const reader = asker.ctx.services.db.read;
  const handoff = await handoffById(reader, { workspaceId: asker.ctx.workspaceId, handoffId });
  const packet = handoff && (await loadPacket(renderInput(asker), handoff, { staffId: asker.staff.id }));
  if (!packet) throw new UserError('handoffNotFound');
  return { packet, handoff };
}

/** Refuses before a form is opened in vain. @throws UserError handoffNotFound, handoffMoved, notAllowed */
async function needOffered(asker: Asker, handoffId: string) {
  const found = await needPacket(asker, handoffId);
  const { handoff } = found;
  const reader = asker.ctx.services.db.read;
  await requireDeciding(reader, asker.ctx, handoff);
  if (handoff.state !== 'offered') {
    const by = handoff.decidedById
      ? await reader.staff.findUnique({ where: { id: handoff.decidedById }, select: { name: true } })
      : null;
    throw new UserError('handoffMoved', { state: handoff.state, by: by?.name ?? null });
  }
  return found;
}
