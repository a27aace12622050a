import type { ChannelSeed, PersonSeed } from '../playground/server/world.js';
import { type DemoChannel, type DemoPerson, demoChannels, demoPeople } from './company.js';

/** The demo company as the playground's server takes it. Baton is in every channel. */
export function playgroundSeeds({
  people = demoPeople,
  channels = demoChannels,
}: {
  people?: readonly DemoPerson[];
  channels?: readonly DemoChannel[];
} = {}): { users: PersonSeed[]; channels: ChannelSeed[] } {
  return {
    users: people.map(({ id, handle, name, title, locale, tz, slackAdmin = false }) => ({
      id,
      name: handle,
      real_name: name,
      display_name: name,
      title,
      locale,
      tz,
      email: `${handle}@jinhe.example`,
      is_admin: slackAdmin,
    })),
    channels: channels.map(({ id, name, topic, members }) => ({
      id,
      name,
      topic,
      members: members === 'everybody' ? people.map((one) => one.id) : members,
      bot: true,
    })),
  };
}
