import type { Duty, DutyNotice, Reader, Staff } from '../db/types.js';
import type { Audience, DutyLine, MessageTemplate, RenderInput } from '../feature.js';
import type { Person } from '../people/person.js';
import { staffByIds } from '../people/queries.js';
import { leadOf, loadRoster, type Roster } from '../people/stand-in.js';
import { findDutyKind, rungsOf } from './duty-kind.js';
import { nextSteps } from './ladder.js';
import { homeOf, whomToTell } from './surroundings.js';
import { type ReminderEntry, reminderMessage } from './views/reminder.js';

/** Far more than one message shows; whoever has more to do has it counted. */
const mostNotices = 500;

/**
 * The grouped reminder: everything that was to be said to a person and has not been sent yet, as it stands
 * when it is sent. What is done meanwhile is not in it; with nothing left it is dropped. Reminders queued
 * behind it for the same person find nothing more to say.
 */
export const dutyReminder: MessageTemplate = {
  template: 'duty.reminder',
  // What is due and has not fired yet fires in a moment, here or on another replica: one message says it all.
  async isComplete(reader, { workspaceId, now }) {
    // The state stands in the statement: its index holds nothing else.
    const due = await reader.$queryRaw<unknown[]>`
      SELECT 1 FROM "Duty"
      WHERE "state" = 'open' AND "workspaceId" = ${workspaceId} AND "nextAt" <= ${now} LIMIT 1`;
    return due.length === 0;
  },
  async render(input) {
    const { reader, workspace, recipient, t, now } = input;
    if (!recipient) return null;
    const notices = await reader.dutyNotice.findMany({
      where: { workspaceId: workspace.id, staffId: recipient.id, deliveredAt: null },
      orderBy: { firedAt: 'desc' },
      take: mostNotices,
    });
    const duties = await reader.duty.findMany({
      where: { id: { in: [...new Set(notices.map(({ dutyId }) => dutyId))] }, state: 'open' },
    });
    const lines = await describeDuties(input, duties, { staffId: recipient.id });
    const told = duties.filter(({ id }) => lines.has(id));
    if (told.length === 0) return null;
    const people = await staffByIds(reader, {
      workspaceId: workspace.id,
      staffIds: told.flatMap(({ ownerId, snoozedById }) => [ownerId, snoozedById]),
    });
    const words = await handOverWords(
      input,
      notices.filter(({ rung }) => rung === 'handed-over').map(({ dutyId }) => dutyId),
    );
    const roster = await rosterFor(input, recipient, told);
    const entries = told.flatMap((duty): ReminderEntry[] => {
      const shown = lines.get(duty.id);
      if (!shown) return [];
      const owner = duty.ownerId && duty.ownerId !== recipient.id ? people.get(duty.ownerId) : undefined;
      return [
        {
          duty,
          shown,
          side: sideOf(input, duty, notices),
          owner: owner ?? null,
          handedOver: words.get(duty.id) ?? null,
          snooze: snoozeOf({ duty, notices, recipient, people, now }),
          steps: stepsOf(input, { duty, recipient, roster }),
        },
      ];
    });
    return {
      ...reminderMessage({ entries, timeZone: workspace.timeZone, reader: recipient, now, t }),
      async whenSent(tx) {
        await tx.dutyNotice.updateMany({
          where: { id: { in: notices.map(({ id }) => id) } },
          data: { deliveredAt: now },
        });
      },
    };
  },
};

/** Whose wish to be reminded later is to be told, if anybody's: one that ends now, or a colleague's that still runs. */
function snoozeOf({
  duty,
  notices,
  recipient,
  people,
  now,
}: {
  duty: Duty;
  notices: readonly DutyNotice[];
  recipient: Staff;
  people: ReadonlyMap<string, Person>;
  now: Date;
}): ReminderEntry['snooze'] {
  const { snoozedUntil: until, snoozeReason: reason } = duty;
  if (!until || !reason) return null;
  const whose = duty.snoozedById ?? duty.ownerId ?? recipient.id;
  const ends = notices.some(({ dutyId, rung }) => dutyId === duty.id && rung === 'snoozed');
  if (whose === recipient.id) return ends ? { by: null, until, reason } : null;
  const by = people.get(whose);
  return by && (ends || until > now) ? { by, until, reason } : null;
}

/** How duties of any kinds read, by id: one call per kind. Those not worth saying are left out. */
export async function describeDuties(
  input: RenderInput,
  duties: readonly Duty[],
  audience: Audience,
): Promise<Map<string, DutyLine>> {
  const lines = new Map<string, DutyLine>();
  for (const name of new Set(duties.map(({ kind }) => kind))) {
    const kind = findDutyKind(input.services.features, name);
    const ofKind = duties.filter((duty) => duty.kind === name);
    for (const [id, line] of (await kind?.describe({ ...input, duties: ofKind, audience })) ?? [])
      lines.set(id, line);
  }
  return lines;
}

function ruleOf({ services }: RenderInput, duty: Duty, rung: string) {
  return rungsOf(findDutyKind(services.features, duty.kind))[rung];
}

function sideOf(input: RenderInput, duty: Duty, notices: readonly DutyNotice[]): ReminderEntry['side'] {
  const own = notices.some(
    ({ dutyId, rung }) => dutyId === duty.id && ruleOf(input, duty, rung)?.tells === 'owner',
  );
  return own ? 'owner' : 'escalated';
}

/** Everybody, where the reader may be one of those who are told next; null where nothing but their own is named. */
async function rosterFor(
  { reader, workspace }: RenderInput,
  { id, role, admin }: Staff,
  duties: readonly Duty[],
): Promise<Roster | null> {
  const own = role !== 'lead' && !admin && duties.every(({ ownerId }) => ownerId === id);
  return own ? null : loadRoster(reader, { workspaceId: workspace.id });
}

function stepsOf(
  input: RenderInput,
  { duty, recipient, roster }: { duty: Duty; recipient: Staff; roster: Roster | null },
): ReminderEntry['steps'] {
  return nextSteps(duty, input.now).flatMap(({ rung, at }): ReminderEntry['steps'] => {
    const tells = ruleOf(input, duty, rung)?.tells;
    if (tells !== 'lead' && tells !== 'management') return [];
    if (!roster) return [{ tells, at }];
    const told = whomToTell({ tells, duty, roster, now: at });
    if (told === recipient.id) return [{ tells: 'reader', at }];
    const lead = leadOf({ departmentId: homeOf(duty, roster), roster, now: at });
    return [{ tells: told === lead ? tells : 'management', at }];
  });
}

/** The latest word of who handed each of these duties over. */
async function handOverWords(
  { reader, services, workspace }: { reader: Reader } & Pick<RenderInput, 'services' | 'workspace'>,
  dutyIds: readonly string[],
): Promise<Map<string, NonNullable<ReminderEntry['handedOver']>>> {
  const words = new Map<string, NonNullable<ReminderEntry['handedOver']>>();
  if (dutyIds.length === 0) return words;
  const rows = await reader.history.findMany({
    where: {
      workspaceId: workspace.id,
      subjectType: 'duty',
      subjectId: { in: [...dutyIds] },
      // Not equal to it: SQLite would look through all that was ever handed over.
      NOT: { event: { not: 'duty.handed-over' } },
    },
    orderBy: { at: 'asc' },
  });
  const people = await staffByIds(reader, {
    workspaceId: workspace.id,
    staffIds: rows.map(({ actorType, actorId }) => (actorType === 'person' ? actorId : null)),
  });
  for (const { subjectId, actorId, after } of rows) {
    const { wordSealed } = JSON.parse(after ?? '{}') as { wordSealed?: string };
    words.set(subjectId, {
      by: (actorId && people.get(actorId)?.slackUserId) || null,
      word: wordSealed ? services.vault.openForWorkspace(workspace.id, wordSealed) : null,
    });
  }
  return words;
}
