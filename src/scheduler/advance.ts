import type { MovableClock } from '../clock.js';
import type { Services } from '../context.js';
import type { Scheduler } from './scheduler.js';

/**
 * Moves business time forward so that everything on the way really happens: repeats *next due instant → set the
 * clock → tick → send* until `to`. Each step lies after the one before; what stays due (a job that fails) is
 * tried again at the following steps and stops nothing. Does nothing when `to` lies in the past.
 */
export async function advanceTo({
  services,
  scheduler,
  outbox,
  clock,
  to,
}: {
  services: Pick<Services, 'log'>;
  scheduler: Pick<Scheduler, 'tick' | 'nextAt'>;
  outbox: { drain(): Promise<void> };
  clock: MovableClock;
  to: Date;
}): Promise<void> {
  const happen = async (at: Date) => {
    // A running clock may be past it by the time we come round.
    if (at > clock.now()) clock.set(at);
    await scheduler.tick(at);
    await outbox.drain();
  };
  let at = clock.now();
  if (at > to) return;
  await happen(at);
  for (;;) {
    const next = await scheduler.nextAt(at);
    if (!next || next.at > to) break;
    services.log.debug({ at: next.at, what: next.what }, 'advancing');
    at = next.at;
    await happen(at);
  }
  if (at < to) await happen(to);
}
