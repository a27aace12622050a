import type { Context } from '../context.js';
import type { Staff } from '../db/types.js';
import { isOlder, keepProfile } from './keep-profile.js';
import { partOf } from './part-of.js';
import { staffLeft } from './staff-left.js';

/** What Slack says of a member of the workspace, in events and in lists. */
export interface Member {
  deleted?: boolean | undefined;
  real_name?: string | undefined;
  profile?: { display_name?: string | undefined } | undefined;
  locale?: string | undefined;
  tz?: string | undefined;
  /** In seconds. */
  updated?: number | undefined;
}

/** Keeps up with a member: who was deactivated hands over, of the others what Slack says is kept. Older news is nothing. */
export async function followMember(
  ctx: Context,
  { staff, member }: { staff: Staff; member: Member },
): Promise<void> {
  const { id: staffId } = staff;
  const updated = member.updated === undefined ? undefined : new Date(member.updated * 1000);
  if (isOlder(updated, staff)) return;
  if (member.deleted) {
    if (staff.active) await staffLeft(ctx, { staffId, deactivated: true });
    await keepProfile(partOf(ctx, 'profile'), { staffId, updated });
    return;
  }
  await keepProfile(ctx, { staffId, ...profileIn(member), active: true, updated });
}

/** Whether following the member would change anything that people notice. */
export function differs(staff: Staff, member: Member): boolean {
  if (member.deleted) return staff.active;
  const { name, locale, timeZone } = profileIn(member);
  const isNew = (said: string, known: string) => said !== '' && said !== known;
  return (
    !staff.active || isNew(name, staff.name) || isNew(locale, staff.locale) || isNew(timeZone, staff.timeZone)
  );
}

function profileIn(member: Member) {
  return {
    name: member.profile?.display_name || member.real_name || '',
    locale: member.locale ?? '',
    timeZone: member.tz ?? '',
  };
}
