import type { Delivered, NoticeInfo } from '../protocol.js';
import type { DeliveryResult } from './deliver.js';
import type { Ground } from './ground.js';
import { nextId } from './world.js';

const KEPT = 20;

/** Something Slack's own client would tell this person. */
export function addNotice(ground: Ground, user: string, given: Omit<NoticeInfo, 'id' | 'at'>): NoticeInfo {
  const notice = { ...given, id: nextId(ground.world, 'N'), at: new Date().toISOString() };
  ground.world.notices.set(user, [...(ground.world.notices.get(user) ?? []), notice].slice(-KEPT));
  ground.changed({ what: 'notices', users: [user] });
  return notice;
}

/**
 * How a delivery went, with the notice Slack shows when it did not: nothing within three seconds, or an
 * answer other than 200. https://docs.slack.dev/interactivity/implementing-slash-commands
 */
export function deliveredTo(
  ground: Ground,
  user: string,
  result: DeliveryResult,
  where: { what: string; channel?: string; view_id?: string },
): Delivered {
  if (result.outcome === 'ok') return { outcome: 'acknowledged' };
  const { what, ...place } = where;
  const text =
    result.outcome === 'timed_out'
      ? `${what} failed because the app did not respond`
      : `${what} failed with the error "dispatch_failed"`;
  const kind = result.outcome === 'timed_out' ? 'timeout' : 'failed';
  return { outcome: result.outcome, notice: addNotice(ground, user, { kind, text, ...place }) };
}
