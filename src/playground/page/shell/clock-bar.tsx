import type { ClockRequest } from '../../protocol.js';
import { isRefused, postClock } from '../state/api.js';
import { clock, clockMoving, language, now, reader, showToast, snapshot, words } from '../state/store.js';
import { refreshMessages, refreshState, refreshThread } from '../state/sync.js';
import { dayKey, formatClock, type Reader } from '../text/format-date.js';
import { fromZoned, toZoned } from '../text/zoned.js';
import { IconClock, IconSkip, IconSunrise } from './icons.js';

const morning = '08:20';
const dayMs = 86_400_000;

/** The zone most people of the company live in: where its morning is. */
function companyZone(): string {
  const counts = new Map<string, number>();
  for (const user of snapshot.value?.users ?? []) {
    if (!user.is_bot && user.tz) counts.set(user.tz, (counts.get(user.tz) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? reader.value.timeZone;
}

/** The next 08:20 after now, in that zone. */
export function nextMorning(at: number, zone: string): number {
  const today = toZoned(at, zone);
  const first = fromZoned(today.date, morning, zone);
  if (first > at) return first;
  const tomorrow = new Date(Date.parse(`${today.date}T00:00:00Z`) + dayMs).toISOString().slice(0, 10);
  return fromZoned(tomorrow, morning, zone);
}

async function move(request: ClockRequest): Promise<void> {
  if (clockMoving.value) return;
  clockMoving.value = true;
  try {
    const info = await postClock(request);
    clock.value = { info, fetchedAt: Date.now() };
  } catch (error) {
    if (!isRefused(error)) throw error;
    showToast(`${words.value.clockFailed} ${error.refusal.message}`);
  } finally {
    clockMoving.value = false;
  }
  void refreshState();
  void refreshMessages();
  void refreshThread();
}

/** `09:00`, with its day when that is not today; 24 hours like the clock beside it. */
function momentOf(at: number, here: Reader): string {
  const face = formatClock(at, here);
  return dayKey(at, here.timeZone) === dayKey(here.now, here.timeZone)
    ? face.time
    : `${face.date} ${face.time}`;
}

/** The company's time, and three ways to let it pass; everything on the way really happens. */
export function ClockBar() {
  const known = clock.value;
  if (!known) return <div class="clock" />;
  const w = words.value;
  const zone = companyZone();
  const here = { ...reader.value, timeZone: zone };
  const face = formatClock(now.value, here);
  const next = known.info.next;
  const nextWhat = next?.what[language.value];
  const nextAt = next ? momentOf(Date.parse(next.at), here) : '';
  const busy = clockMoving.value;
  return (
    <section class={`clock${busy ? ' is-busy' : ''}`} aria-label={w.companyTime} aria-busy={busy}>
      <div class="clock-face" title={`${w.companyTime} · ${zone}`}>
        {busy ? <span class="spinner" /> : <IconClock />}
        <span class="clock-date">{face.date}</span>
        <time dateTime={new Date(now.value).toISOString()}>{face.time}</time>
      </div>
      <div class="clock-moves">
        <button type="button" disabled={busy} onClick={() => void move({ advance: 60 })}>
          {w.plusHour}
        </button>
        <button
          type="button"
          disabled={busy}
          title={w.nextMorning}
          aria-label={w.nextMorning}
          onClick={() =>
            void move({
              to: known.info.morning ?? new Date(nextMorning(now.value, zone)).toISOString(),
            })
          }
        >
          <IconSunrise /> <span class="wide-only">{w.nextMorning}</span>
          <span class="narrow-only">{w.nextMorningShort}</span>
        </button>
        <button
          type="button"
          class="clock-next"
          disabled={busy || !next}
          title={next ? `${w.toNext}: ${nextWhat} (${nextAt})` : w.nothingNext}
          onClick={() => void move({ next: true })}
        >
          <IconSkip />
          {next ? (
            <>
              <span class="next-what">{nextWhat}</span>
              <span class="next-at">{nextAt}</span>
            </>
          ) : (
            <span class="next-what">{w.nothingNext}</span>
          )}
        </button>
      </div>
      <span class="visually-hidden" role="status">
        {busy ? w.moving : ''}
      </span>
    </section>
  );
}
