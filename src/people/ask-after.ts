import type { Context, Services } from '../context.js';
import type { Staff } from '../db/types.js';
import type { Job } from '../feature.js';
import { askingMs, askProfile, type ProfileAnswer } from '../slack/meet-staff.js';
import { within } from '../slack/within.js';
import { keepProfile } from './keep-profile.js';
import type { Person } from './person.js';
import { staffById } from './queries.js';
import { staffLeft } from './staff-left.js';

/** In one round; Slack answers about a hundred such questions a minute. */
const mostAtOnce = 60;
const minuteMs = 60_000;
/** Whoever Slack fails to describe is asked about again so much later. */
const putOffMs = 60 * minuteMs;
/** So many failures in a row: Slack is unwell. */
const enough = 3;

/** How a round went, by Slack ids. */
export interface AskedAfter {
  /** Apps and closed accounts, which take part in nothing. */
  leftOut: string[];
  /** So many people are still to be asked about. */
  waiting: number;
}

/**
 * Asks Slack about those whom Baton knows by their id alone: named in a form, or met while Slack was limited or
 * unwell. The longest known first, at Slack's pace: the rest follows by the job.
 */
export async function askAfter({ repeatKey: _, ...ctx }: Context): Promise<AskedAfter> {
  const { services, workspaceId } = ctx;
  const reader = services.db.read;
  const due = { workspaceId, profileAskAt: { lte: services.clock.now() } };
  const people = await reader.staff.findMany({
    where: due,
    orderBy: [{ profileAskAt: 'asc' }, { id: 'asc' }],
    take: mostAtOnce,
  });
  const leftOut: string[] = [];
  let failures = 0;
  for (const person of people) {
    const answer = await askAbout(ctx, person, { putOffMs });
    if (answer === 'limited') break;
    failures = answer === 'failed' ? failures + 1 : 0;
    if (failures === enough) break;
    if (typeof answer === 'object' && answer.profile.atWork === false) leftOut.push(person.slackUserId);
  }
  const waiting = await reader.staff.count({ where: { workspaceId, profileAskAt: { not: null } } });
  return { leftOut, waiting };
}

/** Asks Slack about one person and keeps what it says; what it does not say is asked again after `putOffMs`. */
async function askAbout(
  ctx: Context,
  { id: staffId, slackUserId, active }: Staff,
  { putOffMs }: { putOffMs: number },
): Promise<ProfileAnswer> {
  const { services, workspaceId } = ctx;
  const answer = await askProfile({ services, workspaceId, slackUserId });
  if (answer === 'limited' || answer === 'failed') {
    const later = answer === 'limited' ? minuteMs : putOffMs;
    const data = { profileAskAt: new Date(services.clock.now().getTime() + later) };
    await services.db.transaction((tx) => tx.staff.updateMany({ where: { id: staffId }, data }));
  } else if (answer === 'nobody') {
    await keepProfile(ctx, { staffId, asked: true });
  } else {
    const { atWork, ...profile } = answer.profile;
    await keepProfile(ctx, { staffId, ...profile, asked: true });
    if (atWork === false && active) await staffLeft(ctx, { staffId, deactivated: true });
  }
  return answer;
}

/**
 * Somebody who was only named by others uses Baton for the first time: Slack is asked who they are, for as long as a
 * form can wait. As they stand afterwards.
 */
export async function describeAsker(services: Services, person: Person): Promise<Person> {
  const now = services.clock.now();
  if (!person.profileAskAt || person.profileAskAt > now) return person;
  const { workspaceId, id: staffId } = person;
  const ctx: Context = { services, workspaceId, now, actor: { type: 'system' } };
  const asked = askAbout(ctx, person, { putOffMs: minuteMs }).catch((error: unknown) => {
    services.log.warn({ err: error, workspaceId, staffId }, 'a profile could not be kept');
  });
  await within(asked, askingMs, null);
  return (await staffById(services.db.read, { workspaceId, staffId })) ?? person;
}

/** Goes on asking about people, a minute at a time, until Slack has described all of them. */
export const askAfterJob: Job = {
  name: 'people.ask-after',
  async next({ services, workspace, after }) {
    const first = await services.db.read.staff.findFirst({
      where: { workspaceId: workspace.id, profileAskAt: { not: null } },
      orderBy: { profileAskAt: 'asc' },
      select: { profileAskAt: true },
    });
    if (!first?.profileAskAt) return null;
    return new Date(Math.max(first.profileAskAt.getTime(), after.getTime() + minuteMs));
  },
  async run({ services, workspaceId, now }) {
    await askAfter({ services, workspaceId, now, actor: { type: 'system' } });
  },
  late: 'run',
};
