import { expect, it } from 'vitest';
import { addCalendarDays } from '../../src/calendar/local-time.js';
import { messages } from '../../src/messages/index.js';
import { deadline, lastMinuteOf } from '../../src/slack/text.js';

it('shows the end of a day as its last minute, in the workspace’s zone', () => {
  const endOf26th = new Date('2026-11-26T16:00:00Z');
  expect(lastMinuteOf(endOf26th, 'Asia/Shanghai')).toEqual(new Date('2026-11-26T15:59:00Z'));
  expect(lastMinuteOf(endOf26th, 'Europe/London')).toEqual(endOf26th);
  const words = deadline(endOf26th, messages('zh-CN'), { timeZone: 'Asia/Shanghai' });
  expect(words).toMatch(/^<!date\^1795708740\^.*26日.*23:59>$/);
});

it.each([
  ['Africa/Cairo', '2026-04-20T10:00:00Z', 'Thu 23 Apr, 23:59'],
  ['Asia/Beirut', '2026-03-25T10:00:00Z', 'Sat 28 Mar, 23:59'],
  ['America/Santiago', '2026-09-02T15:00:00Z', 'Sat 5 Sept, 23:59'],
])('shows the end of a day whose next midnight is skipped in %s as that day’s', (timeZone, from, shown) => {
  const end = addCalendarDays(timeZone, new Date(from), 3);
  expect(deadline(end, messages('en'), { timeZone })).toContain(shown);
});
