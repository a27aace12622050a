import { makeChannel } from './make-channel.js';
import { makePerson } from './make-person.js';
import type { WorkspaceSeed, World } from './world.js';

/**
 * A workspace as it is at the start. `at`: the how-manieth of this local Slack; ids that it makes are its own,
 * as they are unique in all of Slack. The app's own ids are the same in every run.
 */
export function makeWorld(
  seed: WorkspaceSeed,
  given: { appName: string; botName: string; scopes: readonly string[]; at: number; now: number },
): World {
  const suffix = given.at === 0 ? '' : String(given.at + 1);
  const team = { id: `T0PLAY${suffix}`, name: 'Playground', domain: `playground${suffix}`, ...seed.team };
  const app = {
    id: 'A0PLAYAPP',
    name: given.appName,
    botId: `B0PLAYBOT${suffix}`,
    botUser: `U0PLAYBOT${suffix}`,
  };
  const installed = seed.botToken !== undefined;
  const people = new Map(seed.users.map((one, at) => [one.id, makePerson(one, at, team.id)]));
  const bot = { id: app.botUser, name: given.botName, real_name: given.appName, is_bot: true };
  people.set(bot.id, {
    ...makePerson({ ...bot, deactivated: !installed }, 3, team.id),
    display_name: given.botName,
    is_app: true,
  });
  const created = Math.floor(given.now / 1000);
  const channels = new Map(
    seed.channels.map((one) => [
      one.id,
      makeChannel({
        id: one.id,
        name: one.name,
        kind: one.private ? 'private' : 'public',
        creator: one.members?.[0] ?? app.botUser,
        created,
        members: [...(one.members ?? []), ...(one.bot ? [app.botUser] : [])],
        ...(one.topic && { topic: one.topic }),
        ...(one.archived && { archived: true }),
      }),
    ]),
  );
  return {
    team,
    app,
    people,
    channels,
    usergroups: [...(seed.usergroups ?? [])],
    stacks: new Map(),
    homes: new Map(),
    notices: new Map(),
    triggers: new Map(),
    responseUrls: new Map(),
    files: new Map(),
    scheduled: new Map(),
    offered: new Map(),
    installed,
    scopes: installed ? given.scopes : [],
    left: [],
    revision: 0,
    counter: given.at * 1_000_000_000,
    lastTs: 0,
  };
}

/** Two workspaces that say the same id would be one to the app. @throws Error naming it */
export function checkDistinct(worlds: readonly World[]): void {
  const seen = new Set<string>();
  for (const world of worlds) {
    for (const id of [world.team.id, ...world.people.keys(), ...world.channels.keys()]) {
      if (seen.has(id)) throw new Error(`The id ${id} is in two workspaces`);
      seen.add(id);
    }
  }
}
