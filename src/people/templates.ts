import { coveredUntil } from '../calendar/holidays.js';
import type { History } from '../db/types.js';
import type { MessageTemplate, RenderInput } from '../feature.js';
import { actions, button, context, section } from '../slack/blocks.js';
import { setUpActionId } from '../slack/errors.js';
import { escapeText, plainDate } from '../slack/text.js';
import { departmentName } from './department-name.js';
import { staffById, staffByIds } from './queries.js';
import { holidaySettings } from './work-calendar.js';

const mostCustomers = 20;
const mostRows = 1_000;

/** To the lead: what of somebody who left went to whom. */
export const handedOver: MessageTemplate = {
  template: 'people.handed-over',
  async render({ reader, workspace, params, t }) {
    const { staffId = '', since = '', until = since, duties = '0', customers: passedOn } = params;
    const workspaceId = workspace.id;
    const person = await staffById(reader, { workspaceId, staffId });
    if (!person) return null;
    const texts = t.people.handedOver;
    const span = { since: new Date(since), until: new Date(until) };
    const moves = await movesOf({ reader, workspaceId, staffId, ...span });
    // Queued by an earlier build: it passed on all of it in one instant.
    const total = passedOn === undefined ? moves.size : Number(passedOn);
    const title = texts.title({ name: escapeText(person.name), customers: total, duties: Number(duties) });
    const shown = [...moves].slice(0, mostCustomers);
    const customers = await reader.customer.findMany({
      where: { workspaceId, id: { in: shown.map(([id]) => id) } },
      select: { id: true, name: true },
    });
    const names = new Map(customers.map(({ id, name }) => [id, escapeText(name)]));
    const owners = await staffByIds(reader, { workspaceId, staffIds: shown.map(([, ownerId]) => ownerId) });
    const lines = [...groupByOwner(shown)].map(([ownerId, ids]) => {
      const owner = owners.get(ownerId);
      return texts.line({
        owner: owner ? `<@${owner.slackUserId}>` : t.common.unknownPerson,
        customers: ids.map((id) => names.get(id) ?? t.common.none).join(t.common.listSeparator),
      });
    });
    if (total > shown.length) lines.push(t.people.andMore(total - shown.length));
    return {
      text: title,
      blocks: [
        section(`*${title}*`),
        ...(lines.length > 0 ? [section(lines.join('\n')), context(texts.change)] : []),
      ],
    };
  },
};

/** Customer → new owner, as the hand-over recorded them: the first ones. */
async function movesOf({
  reader,
  workspaceId,
  staffId,
  since,
  until,
}: Pick<RenderInput, 'reader'> & {
  workspaceId: string;
  staffId: string;
  since: Date;
  until: Date;
}): Promise<Map<string, string>> {
  const rows = await reader.history.findMany({
    where: {
      workspaceId,
      event: 'customer.owner-changed',
      at: { gte: since, lte: until },
      before: { contains: staffId },
    },
    orderBy: { at: 'asc' },
    // Somebody may have had a customer in more than one role.
    take: mostRows,
  });
  return new Map(rows.map(({ subjectId, after }) => [subjectId, values(after)[0] ?? '']));
}

function values(json: History['before']): string[] {
  return json ? Object.values(JSON.parse(json) as Record<string, string>) : [];
}

function groupByOwner(moves: readonly (readonly [customerId: string, ownerId: string])[]) {
  const groups = new Map<string, string[]>();
  for (const [customerId, ownerId] of moves) {
    groups.set(ownerId, [...(groups.get(ownerId) ?? []), customerId]);
  }
  return groups;
}

/** To administrators: departments whose channel Baton can no longer post in. */
export const channelLostNotice: MessageTemplate = {
  template: 'people.channel-lost',
  async render({ reader, workspace, params, t }) {
    const { channelId = '', because = '' } = params;
    const departments = await reader.department.findMany({
      where: { workspaceId: workspace.id, channelId },
      orderBy: { position: 'asc' },
    });
    // Another channel was chosen meanwhile.
    if (departments.length === 0) return null;
    const texts = t.people.channelLost;
    const names = departments.map((department) => escapeText(departmentName(t, department)));
    const title = texts.title({ departments: names.join(t.common.listSeparator) });
    const channel = `<#${channelId}>`;
    const reason =
      because === 'archived'
        ? texts.because.archived(channel)
        : because === 'removed'
          ? texts.because.removed(channel)
          : texts.because.deleted;
    return {
      text: title,
      blocks: [section(`*${title}*\n${reason} ${texts.advice}`), setUpButton(t)],
    };
  },
};

/** To administrators: the known holidays run out. */
export const coverageNotice: MessageTemplate = {
  template: 'people.calendar-coverage',
  async render({ reader, workspace, params, t }) {
    const { until = '' } = params;
    const holidays = await holidaySettings(reader, workspace);
    // The next year was entered meanwhile, or no holidays are kept any more.
    const known = coveredUntil(holidays.kind, holidays.own);
    if (known === null || known > until) return null;
    const texts = t.people.coverage;
    const title = texts.title({ until });
    const advice = holidays.kind === 'own' ? texts.own : texts.china;
    return { text: title, blocks: [section(`*${title}*\n${advice}`), setUpButton(t)] };
  },
};

/** To the substitute: whom they stand in for. */
export const standingInNotice: MessageTemplate = {
  template: 'people.standing-in',
  async render({ reader, workspace, params, recipient, t, now }) {
    const workspaceId = workspace.id;
    const person = await staffById(reader, { workspaceId, staffId: params.staffId ?? '' });
    // Cleared, over, or given to somebody else meanwhile.
    if (!person?.awayFrom || !recipient || person.substituteId !== recipient.id) return null;
    if (person.awayUntil && person.awayUntil <= now) return null;
    const on = (instant: Date) => plainDate(instant, t, { timeZone: workspace.timeZone, style: 'date' });
    const text = t.people.standingIn({
      who: `<@${person.slackUserId}>`,
      from: on(person.awayFrom),
      until: person.awayUntil ? on(person.awayUntil) : null,
    });
    return { text, blocks: [section(text)] };
  },
};

/** To everybody who uses Baton for the first time. */
export const welcomeNotice: MessageTemplate = {
  template: 'people.welcome',
  async render({ recipient, workspace, t }) {
    if (!recipient) return null;
    const { text, hint, setUp } = t.people.welcome;
    // Whoever installed Baton: the next step is theirs.
    const toSetUp = recipient.admin && !workspace.setupFinishedAt ? [section(setUp), setUpButton(t)] : [];
    return { text, blocks: [section(text), ...toSetUp, context(hint)] };
  },
};

function setUpButton(t: RenderInput['t']) {
  return actions([
    button({ text: t.slack.setUp, actionId: setUpActionId, value: 'setup', style: 'primary' }),
  ]);
}
