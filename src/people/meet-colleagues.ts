import type { Context } from '../context.js';
import { insertMany, newId } from '../db/insert-many.js';
import { ensureSchedules } from '../scheduler/schedules.js';
import { askingMs, askProfile, meetStaff, type ProfileAnswer, unknownProfile } from '../slack/meet-staff.js';
import { UserError } from '../slack/user-error.js';
import { within } from '../slack/within.js';
import type { Person } from './person.js';
import { findStaff } from './queries.js';

export interface Colleagues {
  bySlackId: ReadonlyMap<string, Person>;
  /** Met now, under their Slack id for a name until Slack was asked about them. */
  strangers: readonly Person[];
}

/** So many unknown people are asked about before a form is answered; of more, Slack tells afterwards. */
export const mostAskedNow = 8;

/**
 * The people whom somebody chose by their Slack ids; those whom Baton has not met become staff, all of them in one
 * transaction. A few are asked about first, for as long as a form can wait; of the others it is noted to ask.
 * @throws UserError setupNotAPerson
 */
export async function meetColleagues(
  ctx: Context,
  { slackUserIds, field }: { slackUserIds: readonly string[]; field: string },
): Promise<Colleagues> {
  const { services, workspaceId } = ctx;
  const ids = [...new Set(slackUserIds)];
  const before = await staffBySlackId(ctx, ids);
  if ([...before.values()].some(({ active }) => !active)) {
    throw new UserError('setupNotAPerson', undefined, { field });
  }
  const unknown = ids.filter((id) => !before.has(id));
  const answers = await askedNow(ctx, unknown);
  if (unknown.some((id) => isNoPerson(answers.get(id)))) {
    throw new UserError('setupNotAPerson', undefined, { field });
  }
  if (unknown.length === 0) return { bySlackId: before, strangers: [] };
  const createdAt = services.clock.now();
  await services.db.transaction(async (tx) => {
    const rows = unknown.map((slackUserId) => {
      const answer = answers.get(slackUserId);
      const profile = typeof answer === 'object' ? answer.profile : unknownProfile;
      const { name, locale, timeZone, updated } = profile;
      const known = { name: name || slackUserId, locale, timeZone, profileUpdatedAt: updated ?? null };
      const profileAskAt = updated ? null : createdAt;
      return { id: newId(), workspaceId, slackUserId, ...known, profileAskAt, createdAt };
    });
    await insertMany(tx, 'Staff', rows, { unlessThere: true });
    if (rows.some(({ profileAskAt }) => profileAskAt)) await ensureSchedules(tx, ctx);
  });
  const met = await staffBySlackId(ctx, unknown);
  return { bySlackId: new Map([...before, ...met]), strangers: [...met.values()] };
}

/**
 * Refuses an app where a person is asked for; whom Slack does not describe in time passes.
 * @throws UserError peopleOnly at `field`
 */
export async function needPeople(
  ctx: Context,
  { slackUserIds, field }: { slackUserIds: readonly string[]; field?: string },
): Promise<void> {
  const known = await staffBySlackId(ctx, slackUserIds);
  const unknown = slackUserIds.filter((id) => !known.has(id));
  const answers = await askedNow(ctx, unknown);
  if (unknown.some((id) => isNoPerson(answers.get(id)))) {
    throw new UserError('peopleOnly', undefined, field ? { field } : undefined);
  }
}

/**
 * One person by their Slack id; Slack is asked about a stranger, for as long as a form can wait.
 * @throws UserError peopleOnly
 */
export async function meetColleague(
  { services, workspaceId }: Context,
  { slackUserId }: { slackUserId: string },
): Promise<Person> {
  const known = await findStaff(services.db.read, { workspaceId, slackUserId });
  if (known) return known;
  const answer = await within(
    askProfile({ services, workspaceId, slackUserId }),
    askingMs,
    'failed' as const,
  );
  if (isNoPerson(answer)) throw new UserError('peopleOnly');
  const profile = typeof answer === 'object' ? answer.profile : unknownProfile;
  return meetStaff({ services, workspaceId, slackUserId, profile });
}

const isNoPerson = (answer: ProfileAnswer | undefined) =>
  typeof answer === 'object' && answer.profile.atWork === false;

/** Slackbot, whom Slack does not call a bot, and Baton itself: nobody has to be asked. */
const noPerson = { profile: { ...unknownProfile, atWork: false } };

/** What Slack says in time of a few people; of more only who is no person for certain. */
async function askedNow(
  { services, workspaceId }: Context,
  slackUserIds: readonly string[],
): Promise<Map<string, ProfileAnswer>> {
  if (slackUserIds.length === 0) return new Map();
  const installation = await services.db.read.installation.findUnique({
    where: { workspaceId },
    select: { botUserId: true },
  });
  const isFew = slackUserIds.length <= mostAskedNow;
  const asked = slackUserIds.map(async (slackUserId): Promise<[string, ProfileAnswer]> => {
    if (slackUserId === 'USLACKBOT' || slackUserId === installation?.botUserId)
      return [slackUserId, noPerson];
    if (!isFew) return [slackUserId, 'failed'];
    const answer = askProfile({ services, workspaceId, slackUserId });
    return [slackUserId, await within(answer, askingMs, 'failed')];
  });
  return new Map(await Promise.all(asked));
}

async function staffBySlackId(
  { services, workspaceId }: Context,
  slackUserIds: readonly string[],
): Promise<Map<string, Person>> {
  const found = await services.db.read.staff.findMany({
    where: { workspaceId, slackUserId: { in: [...slackUserIds] } },
    include: { department: true },
  });
  return new Map(found.map((person) => [person.slackUserId, person]));
}
