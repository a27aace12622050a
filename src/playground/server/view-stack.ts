/** Modals and home tabs: https://docs.slack.dev/surfaces/modals */
import { limits } from './check.js';
import type { Ground } from './ground.js';
import { statesOf, withIds } from './inputs.js';
import { interactionJson, viewJson } from './payloads.js';
import { type Plain, plains, str } from './plain.js';
import { refuse } from './slack-refusal.js';
import { nextId, type OpenView } from './world.js';

function nextHash(ground: Ground): string {
  ground.world.counter += 1;
  return `${Math.floor(Date.now() / 1000)}.${ground.world.counter.toString(36).padStart(8, '0')}`;
}

/** Every view that is open or published, of everybody. */
function allViews(ground: Ground): OpenView[] {
  return [...[...ground.world.stacks.values()].flat(), ...ground.world.homes.values()];
}

export function findView(ground: Ground, id: string): OpenView | undefined {
  return allViews(ground).find((one) => one.id === id);
}

export function findViewByExternalId(ground: Ground, id: string): OpenView | undefined {
  return allViews(ground).find((one) => one.source.external_id === id);
}

/** `external_id` is unique in the workspace. */
function checkExternalId(ground: Ground, source: Plain, own?: OpenView): void {
  const id = str(source.external_id);
  if (id === '') return;
  const other = findViewByExternalId(ground, id);
  if (other && other !== own) refuse('duplicate_external_id');
}

function make(
  ground: Ground,
  user: string,
  source: Plain,
  type: 'modal' | 'home',
  channel?: string,
): OpenView {
  checkExternalId(ground, source);
  const id = nextId(ground.world, 'V');
  const blocks = withIds(ground, plains(source.blocks));
  return {
    id,
    user,
    type,
    source: { ...structuredClone(source), blocks },
    hash: nextHash(ground),
    root: id,
    previous: null,
    values: statesOf(blocks, {}, channel),
    errors: {},
    busy: false,
    ...(channel && { channel }),
  };
}

/** Opens a new stack in front of the person; one that was open goes away. */
export function openView(ground: Ground, user: string, source: Plain, channel?: string): OpenView {
  const view = make(ground, user, source, 'modal', channel);
  ground.world.stacks.set(user, [view]);
  ground.changed({ what: 'modals', users: [user] });
  return view;
}

/** Puts a view on top of the person's stack; three is the most. */
export function pushView(ground: Ground, user: string, source: Plain): OpenView {
  const stack = ground.world.stacks.get(user) ?? [];
  const top = stack.at(-1);
  if (!top) refuse('not_found');
  if (stack.length >= limits.view.stackDepth) refuse('push_limit_reached');
  const view = make(ground, user, source, 'modal', top.channel);
  view.root = top.root;
  view.previous = top.id;
  stack.push(view);
  ground.changed({ what: 'modals', users: [user] });
  return view;
}

/** New content for a view; what people typed stays where the ids are the same. */
export function updateView(ground: Ground, view: OpenView, source: Plain): OpenView {
  checkExternalId(ground, source, view);
  const blocks = withIds(ground, plains(source.blocks));
  view.source = { ...structuredClone(source), blocks };
  view.values = statesOf(blocks, view.values, view.channel);
  view.errors = {};
  view.hash = nextHash(ground);
  ground.changed({ what: view.type === 'home' ? 'home' : 'modals', users: [view.user] });
  return view;
}

/** A home tab; publishing again keeps the view's id. */
export function publishView(ground: Ground, user: string, source: Plain): OpenView {
  const before = ground.world.homes.get(user);
  if (before) return updateView(ground, before, source);
  const view = make(ground, user, source, 'home');
  ground.world.homes.set(user, view);
  ground.changed({ what: 'home', users: [user] });
  return view;
}

/**
 * Takes views off the top. `told`: a person closed them, so the app hears of those with notify_on_close.
 * https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload#view_closed
 */
export function closeViews(ground: Ground, user: string, count: number | 'all', told: boolean): void {
  const stack = ground.world.stacks.get(user) ?? [];
  const top = stack.at(-1);
  const all = count === 'all' || (told && top?.source.clear_on_close === true);
  const gone = all ? stack.splice(0) : stack.splice(-count);
  if (stack.length === 0) ground.world.stacks.delete(user);
  ground.changed({ what: 'modals', users: [user] });
  if (!told) return;
  for (const view of gone.reverse()) {
    if (view.source.notify_on_close !== true) continue;
    void ground.deliver({
      name: 'view_closed',
      kind: 'interactive',
      payload: {
        type: 'view_closed',
        ...interactionJson(ground, user),
        view: viewJson(ground, view),
        is_cleared: all,
      },
    });
  }
}
