import type { App } from '@slack/bolt';

/** Bolt's listener of any kind; what it is called with fits, for it is called by Bolt's own listener of that kind. */
type Listener = (args: never) => Promise<void>;

/** The kinds of requests that name what they are for, and where the name stands. */
const nameIn = {
  command: (args: { command: { command: string } }) => args.command.command,
  action: (args: { action: { action_id?: string } }) => args.action.action_id,
  options: (args: { options: { action_id?: string } }) => args.options.action_id,
  view: (args: { view: { callback_id: string } }) => args.view.callback_id,
} as const;

/**
 * Finds the listeners that are registered under a plain name by that name. Bolt asks every listener about every
 * request, several promises each: with a hundred of them that is a third of the time that a request takes. Call
 * it before any listener is registered; those with other constraints go to Bolt as ever.
 * A name that is registered twice is a programmer's mistake and throws.
 */
export function findListenersByName(app: App): void {
  for (const kind of ['command', 'action', 'options', 'view'] as const) {
    const byName = new Map<string, Listener>();
    const register = app[kind].bind(app) as (constraints: unknown, ...listeners: unknown[]) => void;
    register(/^/, async (args: never) => {
      await byName.get(nameIn[kind](args) ?? '')?.(args);
    });
    const keep = (constraints: unknown, ...listeners: Listener[]) => {
      const [listener] = listeners;
      if (typeof constraints !== 'string' || !listener || listeners.length > 1) {
        register(constraints, ...listeners);
        return;
      }
      if (byName.has(constraints)) throw new Error(`Two listeners for the ${kind} ${constraints}`);
      byName.set(constraints, listener);
    };
    Object.assign(app, { [kind]: keep });
  }
}
