/**
 * The workspace as people use it, for tests and stories: `const sam = slack.as('U_SAM')`, then
 * `await sam.command('#service', '/complaint')`, `const form = await sam.modal()`, `await form.fill({ … })`.
 * In the same process as the server: reading is immediate, waiting is woken by every change.
 */
import { actingAs } from './client-person.js';
import type { SlackClient, WaitOptions } from './client-types.js';
import { findChannel } from './server/conversations.js';
import type { Ground } from './server/ground.js';
import type { Playground } from './server/start-playground.js';

export type { Acting, Matching, SlackClient, WaitOptions } from './client-types.js';

/** People's hands and eyes on a running playground. */
export function playgroundClient(playground: Playground): SlackClient {
  return clientOf(playground, playground.ground);
}

function clientOf(playground: Playground, ground: Ground): SlackClient {
  function waitFor<T>(
    look: () => T | undefined | false | null,
    options: WaitOptions & { seen?: () => string } = {},
  ) {
    const { timeoutMs = 5000, what = 'what was waited for' } = options;
    let last: unknown;
    const attempt = (): T | undefined => {
      try {
        last = undefined;
        return look() || undefined;
      } catch (error) {
        last = error;
        return undefined;
      }
    };
    const now = attempt();
    if (now !== undefined) return Promise.resolve(now);
    return new Promise<T>((resolve, reject) => {
      let woken = false;
      const stop = playground.onChange(() => {
        // Changes come in bursts, in the middle of which the world is half done: look once, after each.
        if (woken) return;
        woken = true;
        queueMicrotask(() => {
          woken = false;
          const found = attempt();
          if (found === undefined) return;
          clearTimeout(timer);
          stop();
          resolve(found);
        });
      });
      const timer = setTimeout(() => {
        stop();
        const why = last instanceof Error ? ` (${last.message})` : '';
        reject(new Error(`${what} did not come within ${timeoutMs} ms${why}.\n${options.seen?.() ?? ''}`));
      }, timeoutMs);
    });
  }

  function idOf({ world }: Ground, name: string): string {
    if (world.people.has(name) || world.channels.has(name)) return name;
    const bare = name.replace(/^[@#]/, '');
    if (name.startsWith('@') || !name.startsWith('#')) {
      for (const one of world.people.values()) {
        if ([one.name, one.display_name, one.real_name].includes(bare)) return one.id;
      }
    }
    const channel = findChannel(world, bare);
    if (channel) return channel.id;
    throw new Error(`There is nobody and no channel called ${name}`);
  }

  return {
    as: (person) => {
      const own = playground.grounds.find((one) => one.world.people.has(person)) ?? ground;
      const id = idOf(own, person);
      if (!own.world.people.has(id)) throw new Error(`There is nobody called ${person}`);
      return actingAs({ playground, ground: own, id, waitFor, idOf: (name) => idOf(own, name) });
    },
    workspace(team) {
      const found = playground.grounds.find((one) => one.world.team.id === team);
      if (!found) throw new Error(`There is no workspace ${team}`);
      return clientOf(playground, found);
    },
    waitFor: (look, options) => waitFor(look, options),
    quiet({ forMs = 25, timeoutMs = 10_000 } = {}) {
      return new Promise((resolve, reject) => {
        let calm: ReturnType<typeof setTimeout> | undefined;
        const end = () => {
          clearTimeout(calm);
          clearTimeout(limit);
          stop();
        };
        const look = () => {
          clearTimeout(calm);
          if (playground.inFlight > 0) return;
          calm = setTimeout(() => {
            end();
            resolve();
          }, forMs);
        };
        const stop = playground.onChange(look);
        const limit = setTimeout(() => {
          end();
          reject(new Error(`Requests are still under way after ${timeoutMs} ms`));
        }, timeoutMs);
        look();
      });
    },
  };
}
