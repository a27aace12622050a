import type { Stage } from '../customers/customer.js';

/**
 * Where a customer stands with the VIP group (docs/processes.md#vip-group). `linked`: their Slack account is known,
 * nothing is asked yet.
 */
export const membershipStates = ['linked', 'wanted', 'invited', 'joined', 'removing', 'removed'] as const;
export type MembershipState = (typeof membershipStates)[number];

export type MembershipEvent = 'want' | 'invite' | 'join' | 'unjoin' | 'drop' | 'remove' | 'removed';

export const membershipTransitions: Record<
  MembershipState,
  Partial<Record<MembershipEvent, MembershipState>>
> = {
  linked: { want: 'wanted', join: 'joined' },
  wanted: { invite: 'invited', join: 'joined', drop: 'removed' },
  invited: { join: 'joined', drop: 'removed' },
  // Taken back, or moved back by a lead: the join was a mistake.
  joined: { want: 'wanted', unjoin: 'invited', remove: 'removing' },
  removing: { removed: 'removed', want: 'wanted', join: 'joined' },
  // Somebody invited earlier may still turn up after the account was closed.
  removed: { want: 'wanted', join: 'joined', remove: 'removing' },
};

/** The state after an event, or null when the event is not possible in this state. */
export function nextMembershipState(state: string, event: MembershipEvent): MembershipState | null {
  return membershipTransitions[state as MembershipState]?.[event] ?? null;
}

/** Who should be in the group: customers who are funded. */
export const stagesInGroup: readonly Stage[] = ['activated', 'vip'];

export function belongsInGroup(stage: string): boolean {
  return stagesInGroup.some((one) => one === stage);
}

/** What Slack says of somebody in the channel: a colleague, or not one of us. */
export type PresenceKind = 'colleague' | 'outsider';

/** Guests, people of other companies and those without a profile are outsiders; full members are colleagues. */
export function presenceKind(
  user:
    | {
        team_id?: string;
        is_restricted?: boolean;
        is_ultra_restricted?: boolean;
        is_stranger?: boolean;
        is_bot?: boolean;
      }
    | null
    | undefined,
  teamId: string,
): PresenceKind {
  if (!user) return 'outsider';
  if (user.is_bot) return 'colleague';
  const away = user.team_id !== undefined && user.team_id !== teamId;
  return away || user.is_restricted || user.is_ultra_restricted || user.is_stranger
    ? 'outsider'
    : 'colleague';
}
