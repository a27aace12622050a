/** views.*: https://docs.slack.dev/reference/methods?family=views */
import { type Method, needArgs } from './api-method.js';
import type { Ground } from './ground.js';
import { viewJson } from './payloads.js';
import { type Plain, parseJson, str } from './plain.js';
import { refuse } from './slack-refusal.js';
import { spendTrigger } from './triggers.js';
import { acceptView } from './validate-view.js';
import { findView, findViewByExternalId, openView, publishView, pushView, updateView } from './view-stack.js';
import type { OpenView } from './world.js';

function viewOf(args: Plain, type: 'modal' | 'home'): Plain {
  const view = typeof args.view === 'string' ? parseJson(args.view) : args.view;
  return acceptView(view, type);
}

function answer(ground: Ground, view: OpenView): Plain {
  return { view: viewJson(ground, view) };
}

/** The hash given must be the present one. https://docs.slack.dev/surfaces/modals#handling_race_conditions */
function checkHash(view: OpenView, given: unknown): void {
  if (given !== undefined && given !== '' && given !== view.hash) refuse('hash_conflict');
}

const open: Method = {
  run(ground, args) {
    const view = viewOf(args, 'modal');
    const trigger = spendTrigger(ground, args.trigger_id);
    return answer(ground, openView(ground, trigger.user, view, trigger.channel));
  },
};

const push: Method = {
  run(ground, args) {
    const view = viewOf(args, 'modal');
    const trigger = spendTrigger(ground, args.trigger_id);
    // Pushing needs a modal that the trigger came from and that is still open.
    const stack = ground.world.stacks.get(trigger.user) ?? [];
    if (!trigger.view || !stack.some((one) => one.id === trigger.view)) refuse('not_found');
    return answer(ground, pushView(ground, trigger.user, view));
  },
};

const update: Method = {
  run(ground, args) {
    const external = str(args.external_id);
    if (!external && !str(args.view_id)) {
      refuse('invalid_arguments', {
        response_metadata: { messages: ['[ERROR] must define either `view_id` or `external_id`'] },
      });
    }
    const view = external ? findViewByExternalId(ground, external) : findView(ground, str(args.view_id));
    const source = viewOf(args, view?.type ?? 'modal');
    if (!view) refuse('not_found');
    checkHash(view, args.hash);
    return answer(ground, updateView(ground, view, source));
  },
};

const publish: Method = {
  run(ground, args) {
    needArgs(args, 'user_id');
    const view = viewOf(args, 'home');
    if (!ground.manifest.homeTab) refuse('not_enabled');
    const person = ground.world.people.get(str(args.user_id));
    if (!person || person.is_bot) {
      refuse('invalid_arguments', {
        response_metadata: { messages: ['[ERROR] invalid `user_id` [json-pointer:/user_id]'] },
      });
    }
    const before = ground.world.homes.get(person.id);
    if (before) checkHash(before, args.hash);
    return answer(ground, publishView(ground, person.id, view));
  },
};

export const viewMethods: Record<string, Method> = {
  'views.open': open,
  'views.push': push,
  'views.update': update,
  'views.publish': publish,
};
