import { registerComplaint } from '../../src/complaints/register-complaint.js';
import { withdrawComplaint } from '../../src/complaints/withdraw-complaint.js';
import type { Context } from '../../src/context.js';
import { demoPeople } from '../../src/demo/company.js';
import { seedDemo } from '../../src/demo/seed.js';
import { offerHandoff } from '../../src/handoffs/offer-handoff.js';
import { createLog, type Log } from '../../src/log.js';
import { relayNotice } from '../../src/notices/relay-notice.js';
import type { ElementState, ShownBlock } from '../../src/playground/protocol.js';
import { makeTrigger } from '../../src/playground/server/triggers.js';
import { raiseAlert } from '../../src/risk-alerts/raise-alert.js';
import { markJoined } from '../../src/vip/mark-step.js';
import type { Actor } from '../support/actor.js';
import { startTestBaton, type TestBaton } from '../support/baton.js';
import { lastDelivery, type Payload } from './tamper.js';

/** The demo company with something in every state, so that every form of the app can be opened. */
export interface FormWorld {
  company: TestBaton;
  /** What Baton logged as an error. */
  errors: unknown[];
  ids: Record<string, string>;
}

/** How somebody gets to a form. */
export type Opening = { as: string; name: string; stands?: { complaint: string; state: string } } & (
  | { command: string }
  | { shortcut: string }
  | { fromMessage: string }
  | { press: string; value?: string; state?: ElementState }
);

export async function startFormWorld(): Promise<FormWorld> {
  const errors: unknown[] = [];
  const log: Log = Object.assign(createLog({ level: 'silent' }), {
    error: (...what: unknown[]) => void errors.push(what),
  });
  const company = await startTestBaton({
    setUp: false,
    log,
    start: new Date('2026-11-25T00:20:00Z'),
  });
  await seedDemo(company.baton, { language: 'en' });
  const { services, workspace } = company.baton;
  const read = services.db.read;
  const workspaceId = workspace.id;
  await services.db.transaction((tx) => tx.staff.updateMany({ data: { welcomedAt: services.clock.now() } }));
  const staff = new Map(
    (await read.staff.findMany({ include: { department: true } })).map((one) => [one.slackUserId, one]),
  );
  const as = (handle: string): Context => {
    const found = staff.get(company.as(handle).id);
    if (!found) throw new Error(`Baton does not know ${handle}`);
    return { services, workspaceId, actor: { type: 'person', staff: found }, now: services.clock.now() };
  };
  const complaint = async (state: string) =>
    (await read.complaint.findFirstOrThrow({ where: { state }, orderBy: { sequence: 'asc' } })).id;
  const numbered = async (number: string) =>
    (await read.complaint.findFirstOrThrow({ where: { number } })).id;
  const emily = await read.customer.findFirstOrThrow({ where: { name: { contains: 'Emily Carter' } } });
  const manager = await read.staff.findFirstOrThrow({ where: { id: emily.accountManagerId ?? '' } });
  const { handoffId: otherHandoff } = await offerHandoff(
    as(demoPeople.find(({ id }) => id === manager.slackUserId)?.handle ?? ''),
    {
      customerId: emily.id,
      ownerRole: 'service-specialist',
      toDepartmentId: (await read.department.findFirstOrThrow({ where: { key: 'service' } })).id,
      purpose: 'Papers',
      checklist: [],
      promises: '',
    },
  );
  const { complaintId: fresh } = await registerComplaint(as('sam'), {
    customer: { id: emily.id },
    complainantName: '',
    relation: 'self',
    contact: '',
    receivedBy: 'phone',
    receivedAt: services.clock.now(),
    content: 'Never mind',
    demand: '',
    category: 'fees',
    severity: 'normal',
    accusedSlackUserId: null,
    accusedDepartmentId: null,
    sourceLink: null,
  });
  const { complaintId: outsider } = await registerComplaint(as('sam'), {
    customer: null,
    complainantName: 'Ann',
    relation: 'self',
    contact: '13700001111',
    receivedBy: 'phone',
    receivedAt: services.clock.now(),
    content: 'Solved itself',
    demand: '',
    category: 'fees',
    severity: 'normal',
    accusedSlackUserId: null,
    accusedDepartmentId: null,
    sourceLink: null,
  });
  const { version: seenVersion } = await read.complaint.findUniqueOrThrow({ where: { id: outsider } });
  const reason = 'It works again';
  await withdrawComplaint(as('sam'), { complaintId: outsider, seenVersion, reason, by: 'customer' });
  const { id: membershipId } = await read.vipMembership.findFirstOrThrow({
    where: { state: 'wanted' },
    orderBy: { id: 'asc' },
  });
  await markJoined(as('mia'), { membershipId });
  const customer = await read.customer.findFirstOrThrow({ where: { name: { contains: 'Daniel Reed' } } });
  const { alertId } = await raiseAlert(as('tony'), {
    customerId: customer.id,
    situation: 'Falling',
    advice: 'Call',
  });
  await relayNotice(as('peter'), {
    source: 'exchange',
    title: 'Closed on Friday',
    body: 'All day',
    channelIds: ['C0SERVICE'],
  });
  await company.quiet();
  const department = async (key: string) => (await read.department.findFirstOrThrow({ where: { key } })).id;
  const duty = await read.duty.findFirstOrThrow({
    where: { state: 'open', ownerId: staff.get(company.as('sam').id)?.id ?? '' },
  });
  return {
    company,
    errors,
    ids: {
      registered: await complaint('registered'),
      judged: await complaint('judged'),
      investigating: await complaint('investigating'),
      approving: await complaint('approving'),
      closed: await complaint('closed'),
      talkedOver: await numbered('C-2026-0001'),
      fullLoop: await numbered('C-2026-0002'),
      customer: customer.id,
      closedCustomer: (await read.customer.findFirstOrThrow({ where: { stage: 'closed' } })).id,
      alert: alertId,
      notice: (await read.notice.findFirstOrThrow()).id,
      handoff: (
        await read.handoff.findFirstOrThrow({ where: { state: 'offered', id: { not: otherHandoff } } })
      ).id,
      otherHandoff,
      fresh,
      outsider,
      membership: membershipId,
      callback: (await read.callback.findFirstOrThrow({ where: { state: 'planned' } })).id,
      schedule: (await read.briefingSchedule.findFirstOrThrow()).id,
      published: (await read.briefing.findFirstOrThrow({ where: { state: 'published' } })).id,
      draft: (await read.briefing.findFirstOrThrow({ where: { state: 'draft' } })).id,
      draftDate: (await read.briefing.findFirstOrThrow({ where: { state: 'draft' } })).date,
      draftSchedule: (await read.briefing.findFirstOrThrow({ where: { state: 'draft' } })).scheduleId,
      duty: duty.id,
      service: await department('service'),
      market: await department('market'),
      sam: staff.get(company.as('sam').id)?.id ?? '',
    },
  };
}

/** Every command, shortcut and button that opens a form, each by somebody who may. */
export function openings(ids: FormWorld['ids']): Opening[] {
  const press = (as: string, actionId: string, value?: string): Opening => ({
    as,
    name: actionId,
    press: actionId,
    ...(value === undefined ? {} : { value }),
  });
  const command = (as: string, text: string): Opening => ({ as, name: text, command: text });
  const person = (actionId: string, slackUserId: string): Opening => ({
    as: 'peter',
    name: actionId,
    press: actionId,
    state: { type: 'users_select', selected_user: slackUserId },
  });
  const inState = (as: string, verb: string, state: string, complaint = ''): Opening => ({
    ...press(as, `complaint.${verb}`, complaint),
    stands: { complaint, state },
  });
  const more = (as: string, aside: string, state: string, complaint = ''): Opening => ({
    as,
    name: `complaint.more ${aside}`,
    press: 'complaint.more',
    stands: { complaint, state },
    state: {
      type: 'overflow',
      selected_option: {
        text: { type: 'plain_text', text: aside },
        value: JSON.stringify({ aside, complaintId: complaint }),
      },
    },
  });
  return [
    command('sam', '/complaint The line was busy'),
    command('sam', '/complaint C-2026-0001'),
    command('sam', '/customer new 新客户'),
    command('sam', '/customer find'),
    command('sam', '/customer show Daniel Reed'),
    command('sam', '/handoff Daniel Reed'),
    command('peter', '/notice Closed'),
    command('tony', '/risk Daniel Reed'),
    command('peter', '/vip'),
    command('peter', '/vip setup'),
    command('henry', '/briefing write'),
    command('henry', '/briefing schedule'),
    command('peter', '/baton setup'),
    command('peter', '/baton away'),
    command('peter', '/baton forget-trial'),
    { as: 'sam', name: 'complaint.register', shortcut: 'complaint.register' },
    { as: 'sam', name: 'handoff.offer-shortcut', shortcut: 'handoff.offer-shortcut' },
    { as: 'sam', name: 'complaint.register-from-message', fromMessage: 'complaint.register-from-message' },
    press('sam', 'complaint.register-from-home'),
    press('sam', 'complaint.register-for-customer', ids.customer),
    press('anna', 'complaint.judge', ids.registered),
    press('anna', 'complaint.assign', ids.judged),
    press('mia', 'complaint.investigate', ids.investigating),
    press('david', 'complaint.approve', ids.approving),
    inState('lucy', 'answer', 'answering', ids.talkedOver),
    inState('tony', 'propose', 'proposing', ids.fullLoop),
    inState('grace', 'execute', 'executing', ids.fullLoop),
    inState('sam', 'confirm', 'confirming', ids.fullLoop),
    inState('anna', 'review', 'confirmed', ids.fullLoop),
    press('sam', 'complaint.open', ids.closed),
    press('anna', 'handoff.accept', ids.handoff),
    press('anna', 'handoff.checklist', ids.handoff),
    press('anna', 'handoff.return', ids.otherHandoff),
    more('anna', 'merge', 'registered', ids.registered),
    more('anna', 'severity', 'registered', ids.fresh),
    more('sam', 'withdraw', 'registered', ids.fresh),
    more('anna', 'reopen', 'closed', ids.fullLoop),
    press('anna', 'complaint.call-back', ids.outsider),
    press('sam', 'customer.new-from-home'),
    press('sam', 'customer.find-from-home'),
    press('sam', 'customer.open', ids.customer),
    press('tony', 'customer.edit', ids.customer),
    press('tony', 'customer.contacted', ids.customer),
    press('mia', 'customer.move-stage', ids.customer),
    press('sam', 'handoff.offer-from-home'),
    press('tony', 'handoff.offer-for-customer', ids.customer),
    press('tony', 'life-cycle.habits', ids.customer),
    press('peter', 'life-cycle.reason', ids.closedCustomer),
    press('sam', 'callback.record', ids.callback),
    press('sam', 'callback.record-for-customer', ids.customer),
    press('tony', 'risk.raise-for-customer', ids.customer),
    press('tony', 'risk.record', ids.alert),
    press('tony', 'vip.link', ids.customer),
    press('peter', 'vip.open-register'),
    press('mia', 'vip.take-back', ids.membership),
    press('henry', 'briefing.add-schedule'),
    press('henry', 'briefing.edit-schedule', ids.schedule),
    press('mia', 'briefing.write', JSON.stringify({ scheduleId: ids.draftSchedule, date: ids.draftDate })),
    press('mia', 'briefing.write-any'),
    press('mia', 'briefing.open', ids.published),
    press('mia', 'briefing.copy', ids.published),
    press('henry', 'briefing.correct', ids.published),
    press('sam', 'notice.open', ids.notice),
    press('sam', 'notice.copy', ids.notice),
    press('sam', 'duty.snooze', ids.duty),
    press('sam', 'duty.hand-over', ids.duty),
    press('sam', 'people.away'),
    press('sam', 'people.reminder-hours'),
    press('peter', 'people.setup'),
    press('peter', 'people.workspace'),
    press('peter', 'people.restored'),
    press('peter', 'people.department', ids.service),
    press('peter', 'people.add-department'),
    press('peter', 'people.staff', ids.service),
    press('peter', 'people.person', ids.sam),
    press('peter', 'people.numbers'),
    press('peter', 'people.numbers-of', 'customers'),
    person('people.absence-of', 'U0SAM'),
    person('people.pick-person', 'U0SAM'),
  ];
}

/** The callback ids of the modals that somebody has open, the top one last. */
export function stackOf({ company }: Pick<FormWorld, 'company'>, person: Actor): string[] {
  return (company.slack.ground.world.stacks.get(person.id) ?? []).map(({ source }) =>
    String(source.callback_id),
  );
}

/** The complaint that an opening is about stands so, whatever became of it before. */
export async function standsAs({ company }: FormWorld, { stands }: Opening): Promise<void> {
  if (!stands) return;
  const { complaint: id, state } = stands;
  await company.baton.services.db.transaction((tx) =>
    tx.complaint.update({ where: { id }, data: { state } }),
  );
}

/** A press on a message's button, as the wire carries it: new each time, unless it is delivered again. */
export function pressOf(
  { company }: FormWorld,
  person: Actor,
  opening: Extract<Opening, { press: string }>,
): Payload {
  const { ground } = company.slack;
  const { actions: _before, ...like } = lastDelivery(company.slack, 'block_actions');
  const { press, value, state } = opening;
  const element = state ?? { type: 'button', ...(value === undefined ? {} : { value }) };
  const action_ts = `${Date.now()}.${Math.random().toString().slice(2, 8)}`;
  return {
    ...like,
    user: { id: person.id, username: person.id, name: person.id, team_id: ground.world.team.id },
    trigger_id: makeTrigger(ground, person.id),
    actions: [{ ...element, action_id: press, block_id: 'b', action_ts }],
  };
}

/** One real press, for `pressOf` to learn what a message's button looks like on the wire. */
export async function pressOnce({ company }: FormWorld): Promise<void> {
  const sam = company.as('sam');
  await sam.command('general', '/complaint list');
  await sam.press('complaint.open', { channel: 'general' });
  await sam.closeModal();
}

export interface Field {
  block: string;
  actionId: string;
  type: string;
  element: Record<string, unknown>;
}

/** The fields of a form that still have to be filled in. */
export function emptyFields(blocks: readonly ShownBlock[]): Field[] {
  return blocks.flatMap((block) => {
    const { type, element, optional } = block as unknown as {
      type: string;
      element?: Record<string, unknown>;
      optional?: boolean;
    };
    if (type !== 'input' || !element || optional) return [];
    if (Object.keys(element).some((key) => key.startsWith('initial_'))) return [];
    const actionId = String(element.action_id);
    return [{ block: block.block_id, actionId, type: String(element.type), element }];
  });
}
