import { complaintDutyKinds } from '../../src/complaints/complaint-duties.js';
import { fillArchive } from '../../src/demo/fill-archive.js';
import { planBriefings } from '../../src/demo/plan-briefings.js';
import { setUpCompany } from '../../src/demo/set-up-company.js';
import { demoTexts } from '../../src/demo/texts/demo-texts.js';
import type { Rendered, RenderInput } from '../../src/feature.js';
import { features } from '../../src/features.js';
import { type Locale, messages } from '../../src/messages/index.js';
import { ensureWorkspace } from '../../src/people/ensure-workspace.js';
import type { TestDatabase } from '../support/database.js';
import { testServices, wednesdayAtTen } from '../support/factories.js';

export const cards = features.flatMap((feature) => feature.cards ?? []);
export const templates = features.flatMap((feature) => feature.templates ?? []);

/** What people type: as long as their field takes. */
export type Typed = (max: number) => string;

/** A company with records of every kind that a card or message shows, whose texts can be replaced. */
export async function hostileRecords({ db }: TestDatabase) {
  const services = testServices({ db, features, start: wednesdayAtTen });
  const now = services.clock.now();
  const workspace = await ensureWorkspace({ db, now }, { teamId: 'T0HOSTILE', name: 'Hostile' });
  const workspaceId = workspace.id;
  const people = await setUpCompany(services, { workspaceId });
  const texts = demoTexts('en');
  await fillArchive(services, { workspaceId, people, texts });
  await planBriefings(services, { workspaceId, people, texts });
  const [sam, customer, department] = [
    people.get('sam'),
    await db.read.customer.findFirstOrThrow({ where: { wrappedKey: { not: null } } }),
    await db.read.department.findFirstOrThrow({ where: { channelId: { not: null } } }),
  ];
  if (!sam) throw new Error('Sam was not set up');
  const wrappedKey = customer.wrappedKey ?? '';
  await db.transaction(async (tx) => {
    await tx.notice.create({
      data: {
        ...{ workspaceId, source: 'exchange', title: '', body: '', channelIds: '[]' },
        ...{ remindAt: now, relayedById: sam.id, relayedAt: now },
      },
    });
    const alert = { workspaceId, customerId: customer.id, situationSealed: '', adviceSealed: '' };
    const raised = { raisedById: sam.id, raisedAt: now, dueAt: now, ownerId: sam.id };
    await tx.riskAlert.create({ data: { ...alert, ...raised } });
    const reached = { state: 'reached', reachedAt: now, reachedById: sam.id, reachedBy: 'phone' };
    await tx.riskAlert.create({ data: { ...alert, ...raised, ...reached } });
    await tx.callback.create({
      data: {
        ...{ workspaceId, customerId: customer.id, kind: 'new-customer', state: 'reached', plannedAt: now },
        ...{ calledAt: now, calledById: sam.id, satisfaction: 1 },
      },
    });
    await tx.workspace.update({ where: { id: workspaceId }, data: { numbersUnsureSince: now } });
    await tx.vipGroup.upsert({
      where: { workspaceId },
      create: { workspaceId, kind: 'outside', cardsChannelId: 'C1', changedAt: now, lost: 'archived' },
      update: { kind: 'outside', lost: 'archived' },
    });
    const others = await tx.customer.findMany({ where: { workspaceId }, take: 12 });
    for (const [n, { id }] of others.entries()) {
      const state = ['wanted', 'invited', 'joined', 'removing', 'removed'][n % 5] ?? 'wanted';
      const membership = { workspaceId, customerId: id, state, wantedAt: new Date(0) };
      await tx.vipMembership.upsert({
        where: { workspaceId_customerId: { workspaceId, customerId: id } },
        create: membership,
        update: membership,
      });
    }
    const handoff = await tx.handoff.findFirstOrThrow();
    for (const state of ['accepted', 'returned', 'assigned', 'withdrawn']) {
      const { id: _, ...rest } = handoff;
      await tx.handoff.create({ data: { ...rest, state, decidedAt: now, newOwnerId: sam.id } });
    }
    const briefing = await tx.briefing.findFirstOrThrow();
    for (const [n, state] of ['draft', 'ready', 'published'].entries()) {
      const { id: _, ...rest } = briefing;
      const corrected = { correctedAt: now, correctedById: sam.id, writtenById: sam.id };
      await tx.briefing.create({
        data: {
          ...rest,
          ...corrected,
          state,
          date: `2027-01-0${n + 5}`,
          publishedAt: now,
          readyAt: now,
          late: true,
        },
      });
    }
    await tx.outboxOperation.create({
      data: {
        ...{ workspaceId, key: 'parked', destination: 'channel:C1', operation: 'post', template: 'x' },
        ...{ state: 'parked', lastError: 'is_archived', nextAt: now, createdAt: now },
      },
    });
    await tx.duty.updateMany({ data: { snoozedUntil: new Date(0) } });
    const away = await tx.staff.findFirstOrThrow({ where: { workspaceId, id: { not: sam.id } } });
    await tx.staff.update({ where: { id: away.id }, data: { awayFrom: new Date(0), substituteId: sam.id } });
  });
  const staff = await db.read.staff.findMany({ where: { workspaceId } });

  /** Writes it into every text that people type. */
  async function type(typed: Typed): Promise<void> {
    const sealed = (max: number) => services.vault.seal(wrappedKey, typed(max));
    const named = { name: typed(60) };
    await db.transaction(async (tx) => {
      await tx.staff.updateMany({ data: named });
      await tx.department.updateMany({ data: named });
      await tx.customer.updateMany({ data: { name: typed(100) } });
      await tx.complaint.updateMany({
        data: {
          ...{ complainantName: typed(100), content: typed(3000), demand: typed(1000) },
          ...{ judgement: typed(1000), explanation: typed(1000), customerReaction: typed(1000) },
        },
      });
      await tx.complaintStep.updateMany({
        data: { text: typed(3000), told: typed(3000), feedback: typed(3000), confirmedBy: typed(100) },
      });
      await tx.complaintOption.updateMany({ data: { what: typed(1000) } });
      await tx.handoff.updateMany({
        data: {
          ...{ purpose: typed(1000), promises: typed(1000), returnReason: typed(500) },
          checklist: JSON.stringify(Array.from({ length: 10 }, () => typed(200))),
        },
      });
      await tx.briefingSchedule.updateMany({ data: named });
      const part = { heading: typed(60), text: typed(3000) };
      await tx.briefing.updateMany({
        data: { content: JSON.stringify(Array.from({ length: 8 }, () => part)), correction: typed(300) },
      });
      await tx.notice.updateMany({ data: { title: typed(150), body: typed(3000) } });
      await tx.riskAlert.updateMany({
        data: { situationSealed: sealed(1000), adviceSealed: sealed(1000), outcomeSealed: sealed(1000) },
      });
      await tx.vipGroup.updateMany({ data: named });
      await tx.duty.updateMany({ data: { snoozeReason: typed(200) } });
      await tx.dutyNotice.deleteMany();
      const duties = await tx.duty.findMany({ where: { state: 'open' } });
      await tx.dutyNotice.createMany({
        data: duties.flatMap(({ id, ownerId }) =>
          [...new Set([ownerId ?? sam?.id ?? '', sam?.id ?? ''])].map((staffId) => ({
            ...{ workspaceId, dutyId: id, staffId, rung: 'due', firedAt: now },
          })),
        ),
      });
    });
  }

  const idsOf = (rows: readonly { id: string }[]) => rows.slice(0, 8).map(({ id }) => id);
  const { read } = db;
  const known = {
    complaintId: idsOf(await read.complaint.findMany()),
    handoffId: idsOf(await read.handoff.findMany()),
    briefingId: idsOf(await read.briefing.findMany()),
    noticeId: idsOf(await read.notice.findMany()),
    callbackId: idsOf(await read.callback.findMany({ where: { satisfaction: 1 } })),
    alertId: idsOf(await read.riskAlert.findMany()),
    membershipId: idsOf(await read.vipMembership.findMany()),
    departmentId: idsOf(await read.department.findMany()),
    staffId: idsOf(
      staff.toSorted((a, b) => Number(b.substituteId !== null) - Number(a.substituteId !== null)),
    ),
    kind: [...complaintDutyKinds],
    role: ['central', 'investigator', 'released'],
    because: ['archived', 'removed', 'deleted'],
  };
  const longest = Math.max(...Object.values(known).map(({ length }) => length));
  const fixed = {
    ...{
      slot: now.toISOString(),
      since: new Date(0).toISOString(),
      until: '9999-01-01T00:00:00.000Z',
      job: 'a.job',
    },
    ...{ reference: 'abc', channelId: department.channelId ?? '', destination: 'channel:C1' },
    ...{ error: 'is_archived', duties: '2', customers: '3' },
  };
  const paramSets = Array.from({ length: longest }, (_, n) => ({
    ...fixed,
    ...Object.fromEntries(Object.entries(known).map(([name, ids]) => [name, ids[n % ids.length] ?? ''])),
  }));

  /** What can be rendered: every card of each record, and two of each message; found once. */
  interface Work {
    name: string;
    render(input: RenderInput): Promise<Rendered | null>;
  }
  async function find(): Promise<Work[]> {
    const input = await inputIn('en');
    const found: Work[] = [];
    const subjects = { ...known, complaint: known.complaintId, handoff: known.handoffId };
    const others = { briefing: known.briefingId, notice: known.noticeId, vip: known.membershipId };
    const ofKind = new Map(Object.entries({ ...subjects, ...others }));
    for (const card of cards)
      for (const subjectId of ofKind.get(card.kind) ?? [])
        found.push({ name: card.kind, render: (given) => card.render({ ...given, subjectId }) });
    for (const template of templates) {
      let enough = 2;
      for (const params of paramSets)
        for (const recipient of staff) {
          if (enough === 0 || !(await template.render({ ...input, params, recipient }))) continue;
          enough -= 1;
          const render: Work['render'] = (given) => template.render({ ...given, params, recipient });
          found.push({ name: template.template, render });
        }
    }
    return found;
  }

  async function inputIn(locale: Locale): Promise<RenderInput> {
    const present = await read.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
    return { services, reader: read, workspace: present, locale, t: messages(locale), now };
  }

  /** Every card and every message, by name. */
  async function renderAll(locale: Locale): Promise<{ name: string; message: Rendered }[]> {
    const input = await inputIn(locale);
    const rendered: { name: string; message: Rendered }[] = [];
    for (const { name, render } of works) {
      const message = await render(input);
      if (message) rendered.push({ name, message });
    }
    return rendered;
  }

  await type(() => 'x');
  const works = await find();
  return { type, renderAll };
}
