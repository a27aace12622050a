import { setDeactivated } from './act.js';
import { findChannel, removeMember, setArchived } from './conversations.js';
import { sendEvent } from './events.js';
import type { Ground } from './ground.js';
import type { Sockets } from './sockets.js';
import type { Trouble } from './trouble.js';

/** Makes things go wrong for the app on purpose. */
export interface PlaygroundTrouble extends Trouble {
  removeBot(channel: string): void;
  archive(channel: string): void;
  deactivate(user: string): void;
  /** The bot token is void from now on; the app is told by tokens_revoked. */
  revokeToken(): void;
  /** The app is removed: app_uninstalled, then account_inactive for its token. */
  uninstall(): void;
  disconnectSockets: Sockets['disconnect'];
  cutSockets(): void;
}

export function makePlaygroundTrouble(ground: Ground, base: Trouble, sockets: Sockets): PlaygroundTrouble {
  const channelOf = (id: string) => {
    const channel = findChannel(ground.world, id);
    if (!channel) throw new Error(`There is no channel ${id}`);
    return channel;
  };
  const { botUser } = ground.world.app;
  return {
    ...base,
    removeBot: (channel) => void removeMember(ground, channelOf(channel), botUser),
    archive(channel) {
      const one = channelOf(channel);
      setArchived(ground, one, true, one.creator);
    },
    deactivate(user) {
      const person = ground.world.people.get(user);
      if (!person) throw new Error(`There is no ${user}`);
      setDeactivated(ground, person, true);
    },
    revokeToken() {
      ground.world.token = 'token_revoked';
      sendEvent(ground, 'tokens_revoked', { type: 'tokens_revoked', tokens: { oauth: [], bot: [botUser] } });
    },
    uninstall() {
      ground.world.token = 'account_inactive';
      sendEvent(ground, 'app_uninstalled', { type: 'app_uninstalled' });
      sendEvent(ground, 'tokens_revoked', { type: 'tokens_revoked', tokens: { oauth: [], bot: [botUser] } });
    },
    disconnectSockets: (reason) => sockets.disconnect(reason),
    cutSockets: () => sockets.cut(),
  };
}
