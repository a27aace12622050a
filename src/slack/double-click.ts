import type { AnyMiddlewareArgs, Middleware } from '@slack/bolt';

/** Two clicks further apart than this are no double click; in milliseconds of real time. */
const doubleMs = 1_000;

/**
 * Bolt's global middleware: a click that is the same as one still being answered (the same person, place, button and
 * value) is acknowledged and left, so that a double click opens one form, not one on top of the other. A courtesy of
 * this process: what must happen once is held by the use-cases' repeat keys.
 */
export function oneClickAtATime(): Middleware<AnyMiddlewareArgs> {
  const answered = new Set<string>();
  return async (args) => {
    const click = clickOf(args.body);
    if (!click || !('ack' in args)) return args.next();
    if (answered.has(click)) return (args.ack as () => Promise<void>)();
    answered.add(click);
    // What goes on longer has shown itself, and may be asked for again.
    const timer = setTimeout(() => answered.delete(click), doubleMs);
    try {
      await args.next();
    } finally {
      clearTimeout(timer);
      answered.delete(click);
    }
  };
}

/** What tells a click from others; null for any other request. */
function clickOf(body: unknown): string | null {
  const { type, team, user, container, view, actions } = body as Record<string, unknown> & {
    team?: { id?: unknown } | null;
    user?: { id?: unknown };
    view?: { hash?: unknown };
    actions?: Record<string, unknown>[];
  };
  if (type !== 'block_actions') return null;
  const clicked = actions?.map(({ action_ts: _when, ...what }) => what);
  return JSON.stringify([team?.id, user?.id, container, view?.hash, clicked]);
}
