import { setDeactivated } from './act.js';
import { findChannel, removeMember, setArchived } from './conversations.js';
import type { Ground, Slack } from './ground.js';
import { groundWith } from './ground-with.js';
import { revokeTokens, uninstall } from './installing.js';
import type { Sockets } from './sockets.js';
import type { Trouble } from './trouble.js';

/** Makes things go wrong for the app on purpose. */
export interface PlaygroundTrouble extends Trouble {
  removeBot(channel: string): void;
  archive(channel: string): void;
  deactivate(user: string): void;
  /** The bot token is void from now on; the app is told by tokens_revoked. Of the first workspace, or of `team`. */
  revokeToken(team?: string): void;
  /** Tokens that can expire are expired from now on. */
  expireToken(team?: string): void;
  /** The app is removed: app_uninstalled, then account_inactive for its token. */
  uninstall(team?: string): void;
  disconnectSockets: Sockets['disconnect'];
  cutSockets(): void;
}

export function makePlaygroundTrouble(slack: Slack): PlaygroundTrouble {
  const placeOf = (id: string) => {
    for (const ground of slack.workspaces()) {
      const channel = findChannel(ground.world, id);
      if (channel) return { ground, channel };
    }
    throw new Error(`There is no channel ${id}`);
  };
  const workspace = (team?: string): Ground => {
    const found = team === undefined ? slack.workspaces()[0] : groundWith(slack, { team });
    if (!found) throw new Error(`There is no workspace ${team}`);
    return found;
  };
  return {
    ...slack.trouble,
    removeBot(id) {
      const { ground, channel } = placeOf(id);
      removeMember(ground, channel, ground.world.app.botUser);
    },
    archive(id) {
      const { ground, channel } = placeOf(id);
      setArchived(ground, channel, true, channel.creator);
    },
    deactivate(user) {
      const ground = groundWith(slack, { user });
      const person = ground?.world.people.get(user);
      if (!ground || !person) throw new Error(`There is no ${user}`);
      setDeactivated(ground, person, true);
    },
    revokeToken: (team) => revokeTokens(workspace(team)),
    expireToken(team) {
      slack.tokens.expire(workspace(team).world.team.id);
    },
    uninstall: (team) => uninstall(workspace(team)),
    disconnectSockets: (reason) => slack.sockets.disconnect(reason),
    cutSockets: () => slack.sockets.cut(),
  };
}
