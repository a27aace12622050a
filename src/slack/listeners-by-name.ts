import { type AnyMiddlewareArgs, type App, MultipleListenerError } from '@slack/bolt';
import { requestStateIfAny } from './asker.js';

/** Bolt's listener of any kind; what it is called with fits, for a name is only looked up among its own kind. */
type Listener = (args: never) => Promise<void>;

type Kind = 'command' | 'action' | 'options' | 'view' | 'shortcut' | 'event';

/**
 * Finds the listeners that are registered under a plain name by that name, in one middleware. Bolt asks every
 * listener about every request, several promises and copies each: with a hundred of them that is a third of the
 * time that a request takes. Call it before any listener is registered; those with other constraints (a block) go to
 * Bolt as ever. Several may listen to the same event; a name of any other kind that is registered
 * twice is a programmer's mistake and throws.
 */
export function findListenersByName(app: App): void {
  const named = new Map<string, Listener[]>();
  const patterns: { fits(name: string): boolean; listener: Listener }[] = [];

  app.use(async (args) => {
    const name = nameOf(args) ?? '';
    const found = [
      ...(named.get(name) ?? []),
      ...patterns.flatMap((one) => (one.fits(name) ? [one.listener] : [])),
    ];
    const [only] = found;
    // The listener answers in the way that makes sure it is heard.
    const { ack, respond } = requestStateIfAny(args.context) ?? {};
    const given = { ...args, ...(ack && { ack }), ...(respond && { respond }) } as never;
    if (found.length > 1) await all(found, given);
    else if (only) await only(given);
    await args.next();
  });

  for (const kind of ['command', 'action', 'options', 'view', 'shortcut', 'event'] as const) {
    const register = app[kind].bind(app) as (constraints: unknown, ...listeners: unknown[]) => void;
    const keep = (constraints: unknown, ...listeners: Listener[]) => {
      const [listener] = listeners;
      if (listener && listeners.length === 1 && constraints instanceof RegExp) {
        const start = `${kind} `;
        const fits = (name: string) => name.startsWith(start) && constraints.test(name.slice(start.length));
        patterns.push({ fits, listener });
        return;
      }
      const name = nameIn(kind, constraints);
      if (name === null || !listener || listeners.length > 1) {
        register(constraints, ...listeners);
        return;
      }
      const before = named.get(name) ?? [];
      if (before.length > 0 && kind !== 'event') throw new Error(`Two listeners for the ${name}`);
      named.set(name, [...before, listener]);
    };
    Object.assign(app, { [kind]: keep });
  }
}

/** The name that a listener is registered under; null where the constraints say more or less than one. */
function nameIn(kind: Kind, constraints: unknown): string | null {
  if (typeof constraints === 'string') return kind === 'shortcut' ? null : `${kind} ${constraints}`;
  if (kind !== 'shortcut') return null;
  const { type, callback_id } = constraints as { type?: unknown; callback_id?: unknown };
  return typeof type === 'string' && typeof callback_id === 'string' ? `${type} ${callback_id}` : null;
}

/** The name that a request asks for, written as `nameIn` does. */
function nameOf(args: AnyMiddlewareArgs): string | null {
  if ('command' in args) return `command ${args.command.command}`;
  if ('shortcut' in args) return `${args.shortcut.type} ${args.shortcut.callback_id}`;
  if ('action' in args) return 'action_id' in args.action ? `action ${args.action.action_id}` : null;
  if ('options' in args) return 'action_id' in args.options ? `options ${args.options.action_id}` : null;
  // Whoever registers a plain name means the submission, as in Bolt.
  if ('view' in args) return args.body.type === 'view_submission' ? `view ${args.view.callback_id}` : null;
  return 'event' in args ? `event ${args.event.type}` : null;
}

/** Each is called, whatever becomes of the others; fails as Bolt does when several listen. */
async function all(listeners: readonly Listener[], args: never): Promise<void> {
  const settled = await Promise.allSettled(listeners.map((listener) => listener(args)));
  const reasons = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason as Error] : []));
  if (reasons.length > 1) throw new MultipleListenerError(reasons);
  if (reasons.length === 1) throw reasons[0];
}
