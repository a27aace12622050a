import type { ActionsBlockElement, HomeView, KnownBlock } from '@slack/types';
import { type Stage, stages } from '../../customers/customer.js';
import type { Page } from '../../db/pages.js';
import type { Workspace } from '../../db/types.js';
import type { Feature, RecordLine } from '../../feature.js';
import { mostCounted } from '../../messages/counted.js';
import type { Messages } from '../../messages/index.js';
import { departmentName } from '../../people/department-name.js';
import { leads } from '../../people/person.js';
import { actions, button, context, divider, header, home, section } from '../../slack/blocks.js';
import { firstOfPage } from '../../slack/first-of-page.js';
import { dateFor, escapeText, plainDate } from '../../slack/text.js';
import type { MyDay, OwedLine } from '../my-day.js';
import { type Place, writePlace } from '../place.js';

/** App Home holds a hundred blocks; a day takes less than seventy of them. */
const mostBlocks = 100;
const mostNames = 30;

interface Shown {
  day: MyDay;
  workspace: Pick<Workspace, 'timeZone'>;
  now: Date;
  t: Messages;
  when(instant: Date): string;
}

/** Somebody's day: what they owe, what they wait for, their customers, who is on; pure. */
export function myDayView({
  day,
  workspace,
  homeActions,
  setup,
  isSetUp,
  now,
  t,
}: {
  day: MyDay;
  workspace: Pick<Workspace, 'timeZone'>;
  homeActions: NonNullable<Feature['homeActions']>;
  /** What is set up and what is missing, for those who may set something up; `short` when it would not fit. */
  setup: { full: readonly KnownBlock[]; short: readonly KnownBlock[] } | null;
  /** Whether there is an administrator; false only before the first. */
  isSetUp: boolean;
  now: Date;
  t: Messages;
}): HomeView {
  const { timeZone } = workspace;
  const { viewer } = day;
  const when = (instant: Date) => dateFor(instant, t, { timeZone, reader: viewer, now });
  const shown: Shown = { day, workspace, now, t, when };
  const buttons = homeActions
    .filter((one) => one.offeredTo(viewer))
    .map((one) => button({ text: one.label(t), actionId: one.actionId }));
  const blocks: KnownBlock[] = [
    header(
      t.digests.home.title({
        day: plainDate(now, t, { timeZone: viewer.timeZone || timeZone, style: 'date' }),
      }),
    ),
    context(youText(shown, isSetUp)),
    ...(buttons.length > 0 ? [actions(buttons)] : []),
    divider(),
    ...owedBlocks(shown),
    ...openBlocks(shown),
    ...waitingBlocks(shown),
    ...customerBlocks(shown),
    ...onTodayBlocks(shown),
  ];
  if (setup) {
    const fits = blocks.length + setup.full.length <= mostBlocks;
    blocks.push(...(fits ? setup.full : setup.short));
  }
  return home({ callbackId: 'digests.home', blocks });
}

function youText({ day: { viewer }, t }: Shown, isSetUp: boolean): string {
  const { department } = viewer;
  const texts = t.digests.home;
  if (!department && !isSetUp) return texts.notSetUp;
  if (!department) return viewer.admin ? texts.noDepartmentAdministrator : texts.noDepartment;
  return [
    escapeText(departmentName(t, department)),
    leads(viewer, department) ? t.people.roles.lead : t.people.roles.member,
    ...(viewer.admin ? [t.people.staff.administrator] : []),
  ].join(t.common.separator);
}

function owedBlocks(shown: Shown): KnownBlock[] {
  const { day, t } = shown;
  const { owed } = day;
  const { page } = owed;
  const texts = t.digests.home;
  if (owed.total === 0) return [section(texts.nothingOwed)];
  return [
    section(texts.owed({ count: owed.total, overdue: owed.overdue })),
    ...owed.lines.flatMap((line) => owedLine(shown, line)),
    ...pager(shown, { list: 'owed', page, total: owed.total }),
  ];
}

function owedLine({ now, t, when }: Shown, { duty, shown, inPlaceOf }: OwedLine): KnownBlock[] {
  const texts = t.digests.home;
  const about = [
    ...(duty.urgent ? [texts.urgent] : []),
    duty.dueAt < now ? texts.overdue(when(duty.dueAt)) : texts.due(when(duty.dueAt)),
    ...(inPlaceOf ? [texts.inPlaceOf(`<@${inPlaceOf.slackUserId}>`)] : []),
    ...(duty.ownerId ? [] : [texts.nobodys]),
    ...(duty.snoozedUntil && duty.snoozedUntil > now && rests({ duty, inPlaceOf })
      ? [texts.snoozed(when(duty.snoozedUntil))]
      : []),
  ];
  const elements: ActionsBlockElement[] = [];
  if (shown.button?.type === 'actions') elements.push(...shown.button.elements);
  elements.push(button({ text: t.duties.buttons.snooze, actionId: 'duty.snooze', value: duty.id }));
  elements.push(button({ text: t.duties.buttons.handOver, actionId: 'duty.hand-over', value: duty.id }));
  return [section(`${shown.line}\n${about.join(t.common.separator)}`), actions(elements)];
}

/** A snooze is of whoever asked for it: the absent owner's does not rest the reminders of who stands in. */
function rests({ duty, inPlaceOf }: Pick<OwedLine, 'duty' | 'inPlaceOf'>): boolean {
  const theirs = duty.snoozedById === null || duty.snoozedById === duty.ownerId;
  return inPlaceOf ? !theirs : theirs || duty.ownerId === null;
}

function openBlocks(shown: Shown): KnownBlock[] {
  const { day, now, t, when } = shown;
  const { open } = day;
  if (open.total === 0) return [];
  const texts = t.digests.home;
  const more = open.total - open.lines.length;
  return [
    divider(),
    section(texts.open(open.total)),
    ...open.lines.flatMap(({ duty, shown: { line, button: block } }): KnownBlock[] => {
      const time = duty.dueAt < now ? texts.overdue(when(duty.dueAt)) : texts.due(when(duty.dueAt));
      const about = [...(duty.urgent ? [texts.urgent] : []), time].join(t.common.separator);
      return [section(`${line}\n${about}`), ...(block?.type === 'actions' ? [block] : [])];
    }),
    ...(more > 0 && open.total <= mostCounted ? [context(texts.andMore(more))] : []),
  ];
}

function waitingBlocks({ day, t, when }: Shown): KnownBlock[] {
  const texts = t.digests.home;
  const lists = (['handoffs', 'complaints', 'handedOver'] as const).filter(
    (name) => day.waiting[name].total > 0,
  );
  if (lists.length === 0) return [];
  const lineBlock = ({ line, state, by, button: accessory }: RecordLine) =>
    section(
      `${line}\n${[state, texts.by(when(by))].join(t.common.separator)}`,
      accessory ? { accessory } : {},
    );
  return [
    divider(),
    section(texts.waiting),
    ...lists.flatMap((name): KnownBlock[] => {
      const { lines, total } = day.waiting[name];
      const more = total - lines.length;
      return [
        context(
          more > 0 && total <= mostCounted
            ? `${texts[name](total)} ${texts.andMore(more)}`
            : texts[name](total),
        ),
        ...lines.map(lineBlock),
      ];
    }),
  ];
}

function customerBlocks(shown: Shown): KnownBlock[] {
  const { day, t } = shown;
  const { byStage, page } = day.customers;
  const total = [...byStage.values()].reduce((sum, count) => sum + count, 0);
  if (total === 0) return [];
  const texts = t.digests.home;
  const counts = stages.flatMap((stage) => {
    const count = byStage.get(stage) ?? 0;
    return count > 0 ? [texts.stageCount({ stage: t.customers.stages[stage], count })] : [];
  });
  return [
    divider(),
    section(`${texts.customers(total)}\n${counts.join(t.common.separator)}`),
    ...page.rows.map((customer) => {
      const about = [
        t.customers.stages[customer.stage as Stage],
        ...(customer.dormantSince ? [t.customers.dormant] : []),
        ...(customer.category === 'key-account' ? [t.customers.categories['key-account']] : []),
      ];
      return section(`${escapeText(customer.name)}${t.common.separator}${about.join(t.common.separator)}`, {
        accessory: button({ text: texts.openCustomer, actionId: 'customer.open', value: customer.id }),
      });
    }),
    ...pager(shown, { list: 'customers', page, total }),
  ];
}

function pager(
  { day: { place }, t }: Shown,
  { list, page, total }: { list: keyof Place; page: Page<unknown, unknown>; total: number },
): KnownBlock[] {
  const { previous, next, rows } = page;
  if (!previous && !next) return [];
  const texts = t.digests.home;
  const from = firstOfPage(page, total);
  const to = (position: typeof previous) => writePlace({ ...place, [list]: position });
  const elements = [
    ...(previous
      ? [button({ text: texts.previous, actionId: `digests.back-${list}`, value: to(previous) })]
      : []),
    ...(next ? [button({ text: texts.next, actionId: `digests.more-${list}`, value: to(next) })] : []),
  ];
  return [context(texts.page({ from: from + 1, to: from + rows.length, total })), actions(elements)];
}

function onTodayBlocks({ day, workspace, t }: Shown): KnownBlock[] {
  const texts = t.digests.home;
  if (day.present.length + day.away.length === 0) return [];
  const names = day.present.slice(0, mostNames).map(({ slackUserId }) => `<@${slackUserId}>`);
  if (day.present.length > mostNames) names.push(t.people.andMore(day.present.length - mostNames));
  const away = day.away.slice(0, 10).map(({ person, standIn }) =>
    texts.away({
      who: `<@${person.slackUserId}>`,
      until: person.awayUntil
        ? plainDate(person.awayUntil, t, { timeZone: workspace.timeZone, style: 'date' })
        : null,
      standIn: standIn ? `<@${standIn.slackUserId}>` : null,
    }),
  );
  const people = names.join(t.common.listSeparator) || t.common.nobody;
  return [divider(), section([texts.onToday({ people }), ...away].join('\n'))];
}
