import type { PlaygroundOptions } from './start-playground.js';
import { makeChannel, makePerson, type Person, type World } from './world.js';

/** The workspace as it is at the start. The app's own ids are the same in every run. */
export function makeWorld(options: PlaygroundOptions, names: { appName: string; botName: string }): World {
  const team = { id: 'T0PLAY', name: 'Playground', domain: 'playground', ...options.team };
  const app = { id: 'A0PLAYAPP', name: names.appName, botId: 'B0PLAYBOT', botUser: 'U0PLAYBOT' };
  const people = new Map<string, Person>();
  for (const [at, seed] of options.users.entries()) people.set(seed.id, makePerson(seed, at));
  const bot = makePerson({ id: app.botUser, name: names.botName, real_name: names.appName, is_bot: true }, 3);
  people.set(bot.id, { ...bot, display_name: names.botName, is_app: true });
  const created = Math.floor((options.messageTime?.() ?? Date.now()) / 1000);
  const channels = new Map(
    options.channels.map((seed) => [
      seed.id,
      makeChannel({
        id: seed.id,
        name: seed.name,
        kind: seed.private ? 'private' : 'public',
        creator: seed.members?.[0] ?? app.botUser,
        created,
        members: [...(seed.members ?? []), ...(seed.bot ? [app.botUser] : [])],
        ...(seed.topic && { topic: seed.topic }),
        ...(seed.archived && { archived: true }),
      }),
    ]),
  );
  return {
    team,
    app,
    people,
    channels,
    usergroups: [...(options.usergroups ?? [])],
    stacks: new Map(),
    homes: new Map(),
    notices: new Map(),
    triggers: new Map(),
    responseUrls: new Map(),
    files: new Map(),
    offered: new Map(),
    token: 'good',
    revision: 0,
    counter: 0,
    lastTs: 0,
  };
}
