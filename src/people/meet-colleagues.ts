import type { Context } from '../context.js';
import { askingMs, meetStaff, type Profile, profileOf } from '../slack/meet-staff.js';
import { UserError } from '../slack/user-error.js';
import { within } from '../slack/within.js';
import { keepProfile } from './keep-profile.js';
import { partOf } from './part-of.js';
import type { Person } from './person.js';
import { findStaff } from './queries.js';
import { staffLeft } from './staff-left.js';

export interface Colleagues {
  bySlackId: ReadonlyMap<string, Person>;
  /** Met now, under their Slack id for a name: `askAfter` them once the form is answered. */
  strangers: readonly Person[];
}

const unknownProfile: Profile = { name: '', locale: '', timeZone: '' };

/**
 * The people whom somebody chose by their Slack ids; those whom Baton has not met become staff. Without asking
 * Slack, for a submitted form waits for its answer.
 * @throws UserError setupNotAPerson
 */
export async function meetColleagues(
  { services, workspaceId }: Context,
  { slackUserIds, field }: { slackUserIds: readonly string[]; field: string },
): Promise<Colleagues> {
  const ids = [...new Set(slackUserIds)];
  const reader = services.db.read;
  const installation = await reader.installation.findUnique({
    where: { workspaceId },
    select: { botUserId: true },
  });
  if (ids.some((id) => id === 'USLACKBOT' || id === installation?.botUserId)) {
    throw new UserError('setupNotAPerson', undefined, { field });
  }
  const known = await reader.staff.findMany({
    where: { workspaceId, slackUserId: { in: ids } },
    include: { department: true },
  });
  const bySlackId = new Map<string, Person>(known.map((person) => [person.slackUserId, person]));
  const strangers: Person[] = [];
  for (const slackUserId of ids) {
    if (bySlackId.has(slackUserId)) continue;
    const person = await meetStaff({ services, workspaceId, slackUserId, profile: unknownProfile });
    bySlackId.set(slackUserId, person);
    strangers.push(person);
  }
  return { bySlackId, strangers };
}

/** One person by their Slack id; Slack is asked about a stranger. */
export async function meetColleague(
  { services, workspaceId }: Context,
  { slackUserId }: { slackUserId: string },
): Promise<Person> {
  const known = await findStaff(services.db.read, { workspaceId, slackUserId });
  if (known) return known;
  const profile = await within(profileOf({ services, workspaceId, slackUserId }), askingMs, null);
  return meetStaff({ services, workspaceId, slackUserId, profile: profile ?? unknownProfile });
}

/** Fills in what Slack says of people just met; an app, or a closed account, takes part in nothing. */
export async function askAfter(ctx: Context, strangers: readonly Person[]): Promise<void> {
  const { services, workspaceId } = ctx;
  for (const { id: staffId, slackUserId } of strangers) {
    const profile = await profileOf({ services, workspaceId, slackUserId });
    if (!profile) continue;
    const { name, locale, timeZone } = profile;
    await keepProfile(partOf(ctx, `profile:${staffId}`), { staffId, name, locale, timeZone });
    if (profile.atWork === false)
      await staffLeft(partOf(ctx, `left:${staffId}`), { staffId, deactivated: true });
  }
}
