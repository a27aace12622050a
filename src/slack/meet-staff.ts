import type { Services } from '../context.js';
import type { Person } from '../people/person.js';

/** What Slack says about a person. */
export interface Profile {
  name: string;
  /** As Slack names it, `zh-CN`; '' when not known. */
  locale: string;
  /** IANA zone; '' when not known. */
  timeZone: string;
  /** False for apps and closed accounts, which cannot work. */
  atWork?: boolean;
}

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
  services: Pick<Services, 'db' | 'clock'>;
  workspaceId: string;
  slackUserId: string;
  profile: Profile;
}): Promise<Person> {
  const { name, locale, timeZone } = profile;
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
        createdAt: services.clock.now(),
      },
    });
    return tx.staff.findUniqueOrThrow({ where, include: { department: true } });
  });
}

/** Somebody waits for a form: so long Slack is asked who a person is, in milliseconds of real time. */
export const askingMs = 700;

/** Slack's profile of a person, or null when Slack does not give it. */
export async function profileOf({
  services,
  workspaceId,
  slackUserId,
}: {
  services: Services;
  workspaceId: string;
  slackUserId: string;
}): Promise<Profile | null> {
  try {
    const client = await services.slack.of(workspaceId);
    const { user } = await client.users.info({ user: slackUserId, include_locale: true });
    if (!user) return null;
    return {
      name: user.profile?.display_name || user.real_name || user.name || slackUserId,
      locale: user.locale ?? '',
      timeZone: user.tz ?? '',
      atWork: !user.deleted && !user.is_bot,
    };
  } catch (error) {
    services.log.warn({ err: error, workspaceId, slackUserId }, 'users.info failed');
    return null;
  }
}
