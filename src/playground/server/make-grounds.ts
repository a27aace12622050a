import { makeDeliver } from './deliver.js';
import { teamJoinEvent } from './events.js';
import type { Change, Ground, Slack } from './ground.js';
import { makePerson } from './make-person.js';
import { checkDistinct, makeWorld } from './make-world.js';
import { type LimitMode, makeRate } from './rate.js';
import type { PersonSeed, WorkspaceSeed, World } from './world.js';

/** Somebody new. @throws Error the id is known already */
export function addPerson(ground: Ground, seed: PersonSeed): void {
  if (ground.workspaces().some(({ world }) => world.people.has(seed.id)))
    throw new Error(`There is a ${seed.id} already`);
  const { people, team } = ground.world;
  const person = makePerson(seed, people.size, team.id);
  people.set(person.id, person);
  teamJoinEvent(ground, person);
  ground.changed({ what: 'users' });
}

/** The workspaces of a local Slack; where a seed has a bot token, the app is installed. @throws Error two say the same id */
export function makeGrounds(
  slack: Slack,
  given: {
    seeds: readonly WorkspaceSeed[];
    limits: LimitMode;
    tell(change: Change, world: World): void;
  },
): Ground[] {
  const { appName, botName, scopes } = slack.manifest;
  const deliver = makeDeliver(slack);
  const now = slack.messageTime();
  const grounds = given.seeds.map((seed, at): Ground => {
    const world = makeWorld(seed, { appName, botName, scopes, at, now });
    const team = world.team.id;
    if (seed.botToken !== undefined) slack.tokens.keep({ token: seed.botToken, team, scopes });
    return {
      ...slack,
      world,
      rate: makeRate(given.limits, () => Date.now()),
      deliver,
      changed(change) {
        world.revision += 1;
        given.tell(change, world);
        slack.notify();
      },
    };
  });
  checkDistinct(grounds.map((one) => one.world));
  return grounds;
}
