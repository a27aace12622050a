/** https://docs.slack.dev/interactivity/handling-user-interaction#modal_responses */
import type { Ground } from './ground.js';
import { refuse } from './slack-refusal.js';
import type { Trigger } from './world.js';

/** A trigger_id: lives three seconds, good for one modal. */
export function makeTrigger(
  ground: Ground,
  user: string,
  from: { view?: string; channel?: string } = {},
): string {
  const { world } = ground;
  world.counter += 1;
  const id = `${1_000_000 + world.counter}.2147483647.${world.counter.toString(16).padStart(32, '0')}`;
  const at = Date.now();
  for (const [old, trigger] of world.triggers) {
    if (trigger.at > at - 60_000) break;
    world.triggers.delete(old);
  }
  world.triggers.set(id, { id, user, at, used: false, ...from });
  return id;
}

/** Spends a trigger, or refuses it with Slack's code. */
export function spendTrigger(ground: Ground, given: unknown): Trigger {
  if (given === undefined || given === '') {
    refuse('invalid_arguments', {
      response_metadata: {
        messages: ['[ERROR] missing required field: trigger_id [json-pointer:/trigger_id]'],
      },
    });
  }
  const trigger = typeof given === 'string' ? ground.world.triggers.get(given) : undefined;
  if (!trigger) {
    // Well-formed but long gone: Slack says expired. Anything else was never a trigger.
    if (typeof given === 'string' && /^\d+\.\d+\.[0-9a-f]{32}$/.test(given)) refuse('expired_trigger_id');
    refuse('invalid_trigger_id');
  }
  if (trigger.used) refuse('exchanged_trigger_id');
  if (Date.now() - trigger.at > ground.timings.triggerMs) refuse('expired_trigger_id');
  trigger.used = true;
  return trigger;
}
