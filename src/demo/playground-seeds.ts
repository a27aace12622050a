import type { ChannelSeed, PersonSeed } from '../playground/server/world.js';
import { type DemoChannel, type DemoPerson, demoChannels, demoGuests, demoPeople } from './company.js';

/** The demo company as the playground's server takes it. Baton is in every channel. */
export function playgroundSeeds({
  people = demoPeople,
  channels = demoChannels,
}: {
  people?: readonly DemoPerson[];
  channels?: readonly DemoChannel[];
} = {}): { users: PersonSeed[]; channels: ChannelSeed[] } {
  return {
    users: [
      ...people.map(({ slackAdmin = false, ...one }) => ({ ...userSeed(one), is_admin: slackAdmin })),
      ...demoGuests.map((one) => ({ ...userSeed(one), is_restricted: true })),
    ],
    channels: channels.map(({ id, name, topic, members }) => ({
      id,
      name,
      topic,
      members: members === 'everybody' ? people.map((one) => one.id) : members,
      bot: true,
    })),
  };
}

function userSeed({
  id,
  handle,
  name,
  title,
  locale,
  tz,
}: Pick<DemoPerson, 'id' | 'handle' | 'name' | 'title' | 'locale' | 'tz'>): PersonSeed {
  const email = `${handle}@jinhe.example`;
  return { id, name: handle, real_name: name, display_name: name, title, locale, tz, email };
}
