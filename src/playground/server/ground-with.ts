import type { Ground, Slack } from './ground.js';

/** The workspace that somebody or something is in. */
export function groundWith(
  slack: Slack,
  which: { user: string } | { channel: string } | { team: string },
): Ground | undefined {
  return slack.workspaces().find(({ world }) => {
    if ('user' in which) return world.people.has(which.user);
    return 'channel' in which ? world.channels.has(which.channel) : world.team.id === which.team;
  });
}
