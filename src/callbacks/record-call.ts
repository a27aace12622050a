import { localDate } from '../calendar/local-time.js';
import { addWorkingDays } from '../calendar/working-time.js';
import type { Actor, Context } from '../context.js';
import { customerAffair } from '../customers/affair.js';
import { noteTrade } from '../customers/note-trade.js';
import { customerById } from '../customers/queries.js';
import { noteFirstContact } from '../customers/record-first-contact.js';
import { commit } from '../db/commit.js';
import { record } from '../db/history.js';
import type { Callback, Customer, Tx } from '../db/types.js';
import { closeDuties } from '../duties/close-duties.js';
import { openDuty } from '../duties/open-duty.js';
import { enqueue } from '../outbox/enqueue.js';
import { may } from '../people/may.js';
import { oncePerForm } from '../slack/once-per-form.js';
import { UserError } from '../slack/user-error.js';
import { isHappy, otherTimeOfDay, type PlannedKind } from './callback.js';
import { cancelCalls } from './cancel-calls.js';
import { madeBy, notByOf } from './not-by.js';
import { planIn } from './on-stage-moved.js';
import { callingDesk, planCall } from './plan-call.js';

export type CallRecorded = {
  customerId: string;
  reached: boolean;
  satisfaction: number | null;
  /** ISO instant of the call planned next, if any */
  nextAt: string | null;
  /** of that call, when it is another attempt */
  attempt: number | null;
  /** the lead was asked, for nobody answers */
  leadAsked: boolean;
};

/**
 * Records a call (docs/processes.md#callbacks): the given one, else the customer's next planned one, else one that
 * was not planned. Who was reached has been reached for all that was due by tomorrow; who was not is called again at
 * another time of day, and after the last attempt (usually the third) the lead decides.
 * Who is not satisfied is asked with what, and what to improve, and the lead is told the same day.
 * @throws UserError customerNotFound, notAllowed, callbackRecorded, callbackSatisfactionMissing, callbackWithWhatMissing,
 *   callbackImproveMissing, callbackTradeMissing, callbackTradeFuture, callbackNextPast, formSentBefore
 */
export function recordCall(
  ctx: Context,
  params: {
    customerId: string;
    callbackId: string | null;
    reached: boolean;
    /** 1 to 5; needed when reached */
    satisfaction: number | null;
    note: string;
    /** Needed when the customer is not satisfied. */
    withWhat?: string;
    improve?: string;
    /** null: not asked */
    traded?: boolean | null;
    /** Local date of their last trade; needed when they traded. */
    lastTrade?: string | null;
    /** When the customer wants to be called next, if they named a time */
    nextAt?: Date | null;
  },
): Promise<CallRecorded> {
  return commit(ctx, async (tx): Promise<CallRecorded> => {
    await oncePerForm(tx, ctx);
    const { workspaceId, now } = ctx;
    const { customerId, reached } = params;
    const customer = await customerById(tx, { workspaceId, customerId });
    if (!customer) throw new UserError('customerNotFound');
    const affair = await customerAffair(tx, { customer, now });
    if (ctx.actor.type !== 'person' || !may(ctx.actor.staff, 'callback.record', affair)) {
      throw new UserError('notAllowed');
    }
    if (reached && params.satisfaction === null) {
      throw new UserError('callbackSatisfactionMissing', undefined, { field: 'satisfaction' });
    }
    const agreedAt = params.nextAt ?? null;
    if (agreedAt && agreedAt <= now) throw new UserError('callbackNextPast', undefined, { field: 'next' });
    const satisfaction = reached ? params.satisfaction : null;
    const said = readAnswers(params, satisfaction);
    const trade = reached ? await readTrade(tx, ctx, params) : null;
    const call = await callAtHand(tx, ctx, params);
    const note = params.note.trim();
    const sealed = (text: string) =>
      text && customer.wrappedKey ? ctx.services.vault.seal(customer.wrappedKey, text) : null;
    const data = {
      state: reached ? 'reached' : 'not-reached',
      calledAt: now,
      calledById: ctx.actor.staff.id,
      satisfaction,
      noteSealed: sealed(note),
      answersSealed: said ? sealed(JSON.stringify(said)) : null,
      traded: reached ? (params.traded ?? null) : null,
    };
    const callId = await settle(tx, ctx, { customer, call, data });
    if (trade) await noteTrade(tx, ctx, { customer, day: trade });
    if (satisfaction !== null && !isHappy(satisfaction)) await tellLead(tx, ctx, { customer, callId });
    await record(tx, ctx, {
      subject: { type: 'customer', id: customerId },
      event: 'callback.recorded',
      after: { kind: call?.kind ?? 'unplanned', attempt: call?.attempt ?? 1, reached, satisfaction },
    });
    const next = reached
      ? await afterReaching(tx, ctx, { customer, agreedAt, noted: note !== '' })
      : await afterMissing(tx, ctx, { customer, call, agreedAt });
    return { customerId, reached, satisfaction, ...next };
  });
}

/**
 * What they were not satisfied with, and what to improve; null for a satisfied customer.
 * @throws UserError callbackWithWhatMissing, callbackImproveMissing
 */
function readAnswers(
  { withWhat = '', improve = '' }: { withWhat?: string; improve?: string },
  satisfaction: number | null,
): { withWhat: string; improve: string } | null {
  if (satisfaction === null || isHappy(satisfaction)) return null;
  if (!withWhat.trim()) throw new UserError('callbackWithWhatMissing', undefined, { field: 'withWhat' });
  if (!improve.trim()) throw new UserError('callbackImproveMissing', undefined, { field: 'improve' });
  return { withWhat: withWhat.trim(), improve: improve.trim() };
}

/**
 * The local date of the trade that became known, or null.
 * @throws UserError callbackTradeMissing, callbackTradeFuture
 */
async function readTrade(
  tx: Tx,
  { workspaceId, now }: Context,
  { traded, lastTrade }: { traded?: boolean | null; lastTrade?: string | null },
): Promise<string | null> {
  if (!lastTrade) {
    if (traded) throw new UserError('callbackTradeMissing', undefined, { field: 'lastTrade' });
    return null;
  }
  const { timeZone } = await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
  if (lastTrade > localDate(timeZone, now)) {
    throw new UserError('callbackTradeFuture', undefined, { field: 'lastTrade' });
  }
  return lastTrade;
}

/** The lead of the department that calls hears of it in writing, unless they made the call. */
async function tellLead(
  tx: Tx,
  ctx: Context,
  { customer, callId }: { customer: Customer; callId: string },
): Promise<void> {
  const { workspaceId } = ctx;
  const { departmentId } = await callingDesk(tx, ctx, customer);
  const department = departmentId
    ? await tx.department.findFirst({ where: { id: departmentId, workspaceId } })
    : null;
  const staffId = department?.leadId;
  if (!staffId || (ctx.actor.type === 'person' && ctx.actor.staff.id === staffId)) return;
  await enqueue(tx, ctx, {
    key: `callback.unhappy:${callId}`,
    destination: { staffId },
    template: 'callback.unhappy',
    params: { callbackId: callId },
  });
}

/** A call that is not theirs to make is not theirs to settle either. */
const notKeptFrom = (actor: Actor) => (actor.type === 'person' ? [madeBy(actor.staff.id)] : []);

/** @throws UserError callbackRecorded */
async function callAtHand(
  tx: Tx,
  { workspaceId, actor }: Context,
  { customerId, callbackId }: { customerId: string; callbackId: string | null },
): Promise<Callback | null> {
  const planned = { workspaceId, customerId, state: 'planned', AND: notKeptFrom(actor) };
  if (!callbackId) return tx.callback.findFirst({ where: planned, orderBy: { plannedAt: 'asc' } });
  const call = await tx.callback.findFirst({ where: { ...planned, id: callbackId } });
  if (!call) throw new UserError('callbackRecorded');
  return call;
}

/**
 * Answers which call it was.
 * @throws UserError callbackRecorded, when somebody was quicker
 */
async function settle(
  tx: Tx,
  ctx: Context,
  {
    customer,
    call,
    data,
  }: { customer: Customer; call: Callback | null; data: Partial<Callback> & { state: string } },
): Promise<string> {
  const { workspaceId, now } = ctx;
  if (!call) {
    const { id } = await tx.callback.create({
      data: { workspaceId, customerId: customer.id, kind: 'unplanned', plannedAt: now, ...data },
      select: { id: true },
    });
    return id;
  }
  // One conversation settles everything that was to be said by tomorrow: nobody is called twice for nothing.
  const tomorrow = new Date(now.getTime() + 86_400_000);
  const settled = await tx.callback.updateManyAndReturn({
    where: {
      workspaceId,
      customerId: customer.id,
      state: 'planned',
      ...(data.state === 'reached'
        ? { OR: [{ id: call.id }, { plannedAt: { lte: tomorrow } }] }
        : { id: call.id }),
      AND: notKeptFrom(ctx.actor),
    },
    data,
    select: { id: true },
  });
  if (!settled.some(({ id }) => id === call.id)) throw new UserError('callbackRecorded');
  for (const { id } of settled) await closeDuties(tx, ctx, { key: `callback:${id}`, outcome: 'done' });
  return call.id;
}

type Next = Pick<CallRecorded, 'nextAt' | 'attempt' | 'leadAsked'>;

async function afterReaching(
  tx: Tx,
  ctx: Context,
  { customer, agreedAt, noted }: { customer: Customer; agreedAt: Date | null; noted: boolean },
): Promise<Next> {
  const customerId = customer.id;
  await tx.customer.update({
    where: { id: customerId },
    data: { lastActivityAt: ctx.now },
    select: { id: true },
  });
  // Without a word of what was said it is no first contact.
  if (noted) await noteFirstContact(tx, ctx, { customerId });
  await closeDuties(tx, ctx, { key: unreachedKey(customerId), outcome: 'done' });
  const kind =
    customer.stage === 'activated' || customer.stage === 'vip'
      ? 'weekly'
      : customer.stage === 'opened'
        ? 'funding'
        : null;
  const regular = kind ? await planIn(tx, ctx, customer, kind) : null;
  const nextAt = agreedAt ? await keepPromise(tx, ctx, { customer, at: agreedAt }) : regular;
  return { nextAt: nextAt?.toISOString() ?? null, attempt: null, leadAsked: false };
}

/** A time that the customer named takes the place of one that they named before. */
async function keepPromise(
  tx: Tx,
  ctx: Context,
  { customer, at }: { customer: Customer; at: Date },
): Promise<Date> {
  await cancelCalls(tx, ctx, { customerId: customer.id, kinds: ['promised'] });
  return (await planCall(tx, ctx, { customer, kind: 'promised', when: { agreed: at } })).plannedAt;
}

async function afterMissing(
  tx: Tx,
  ctx: Context,
  { customer, call, agreedAt }: { customer: Customer; call: Callback | null; agreedAt: Date | null },
): Promise<Next> {
  if (!call || customer.stage === 'closed') return { nextAt: null, attempt: null, leadAsked: false };
  const { departmentId, calendar, numbers } = await callingDesk(tx, ctx, customer);
  if (call.attempt < numbers.callAttempts) {
    const when = agreedAt
      ? { agreed: agreedAt }
      : { from: otherTimeOfDay({ timeZone: calendar.timeZone, numbers, after: ctx.now }) };
    const attempt = call.attempt + 1;
    const kind = call.kind as PlannedKind;
    const next = await planCall(tx, ctx, { customer, kind, when, attempt, notBy: notByOf(call) });
    return { nextAt: next.plannedAt.toISOString(), attempt, leadAsked: false };
  }
  const dueAt = addWorkingDays(calendar, ctx.now, 1);
  await openDuty(tx, ctx, {
    kind: 'callback.unreached',
    key: unreachedKey(customer.id),
    subject: { type: 'customer', id: customer.id },
    customerId: customer.id,
    departmentId,
    dueAt,
    ladder: [
      { rung: 'asked', at: ctx.now },
      { rung: 'due', at: dueAt },
    ],
  });
  return { nextAt: null, attempt: null, leadAsked: true };
}

const unreachedKey = (customerId: string) => `callback.unreached:${customerId}`;
