import { makeDeliver } from './deliver.js';
import type { Change, Ground, Slack } from './ground.js';
import { checkDistinct, makeWorld } from './make-world.js';
import { type LimitMode, makeRate } from './rate.js';
import type { WorkspaceSeed, World } from './world.js';

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
