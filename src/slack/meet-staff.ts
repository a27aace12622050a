import type { Services } from '../context.js';
import type { Person } from '../people/person.js';
import { ensureSchedules } from '../scheduler/schedules.js';

/** What Slack says about a person. */
export interface Profile {
  name: string;
  /** As Slack names it, `zh-CN`; '' when not known. */
  locale: string;
  /** IANA zone; '' when not known. */
  timeZone: string;
  /** False for apps and closed accounts, which cannot work. */
  atWork?: boolean;
  /** When it was last changed, as Slack says; absent: Slack was not asked. */
  updated?: Date | undefined;
}

/** What is known of somebody whom Slack was not asked about. */
export const unknownProfile: Profile = { name: '', locale: '', timeZone: '' };

/**
 * Makes the Staff row of a person whom Baton sees for the first time: without a department, so they may
 * register complaints and ask for help. Somebody who is known already stays as they are.
 */
export async function meetStaff({
  services,
  workspaceId,
  slackUserId,
  profile,
}: {
  services: Services;
  workspaceId: string;
  slackUserId: string;
  profile: Profile;
}): Promise<Person> {
  const { name, locale, timeZone } = profile;
  const now = services.clock.now();
  const where = { workspaceId_slackUserId: { workspaceId, slackUserId } };
  return services.db.transaction(async (tx) => {
    // An update that changes nothing, and no relation read along, make this one statement on both databases:
    // two first requests at once meet one person.
    await tx.staff.upsert({
      where,
      update: { slackUserId },
      create: {
        workspaceId,
        slackUserId,
        name: name || slackUserId,
        locale,
        timeZone,
        profileUpdatedAt: profile.updated ?? null,
        profileAskAt: profile.updated ? null : now,
        createdAt: now,
      },
    });
    if (!profile.updated) await ensureSchedules(tx, { services, workspaceId, now });
    return tx.staff.findUniqueOrThrow({ where, include: { department: true } });
  });
}

/** Somebody waits for a form: so long Slack is asked who a person is, in milliseconds of real time. */
export const askingMs = 700;

/** What Slack answers about a person: nobody of that id, not now (`limited` for all calls of the kind), or who it is. */
export type ProfileAnswer = { profile: Profile } | 'nobody' | 'limited' | 'failed';

const nobody = new Set(['user_not_found', 'user_not_visible', 'users_not_found']);

/** Asks Slack who a person is. Never throws. */
export async function askProfile({
  services,
  workspaceId,
  slackUserId,
}: {
  services: Services;
  workspaceId: string;
  slackUserId: string;
}): Promise<ProfileAnswer> {
  try {
    const client = await services.slack.of(workspaceId);
    const { user } = await client.users.info({ user: slackUserId, include_locale: true });
    return user ? { profile: profileFrom(user, slackUserId) } : 'nobody';
  } catch (error) {
    const { code, data } = error as { code?: string; data?: { error?: string } };
    if (nobody.has(data?.error ?? '')) return 'nobody';
    services.log.warn({ err: error, workspaceId, slackUserId }, 'users.info failed');
    return code === 'slack_webapi_rate_limited_error' ? 'limited' : 'failed';
  }
}

/** Slack's profile of a person, or null when Slack does not give it. */
export async function profileOf(who: Parameters<typeof askProfile>[0]): Promise<Profile | null> {
  const answer = await askProfile(who);
  return typeof answer === 'string' ? null : answer.profile;
}

/** A person as Slack describes them. */
export function profileFrom(
  user: {
    profile?: { display_name?: string };
    real_name?: string;
    name?: string;
    locale?: string;
    tz?: string;
    deleted?: boolean;
    is_bot?: boolean;
    updated?: number;
  },
  slackUserId: string,
): Profile {
  return {
    name: user.profile?.display_name || user.real_name || user.name || slackUserId,
    locale: user.locale ?? '',
    timeZone: user.tz ?? '',
    atWork: !user.deleted && !user.is_bot && slackUserId !== 'USLACKBOT',
    updated: new Date((user.updated ?? 0) * 1000),
  };
}
