import { expect, it } from 'vitest';
import { messages } from '../../src/messages/index.js';
import { deadline, lastMinuteOf } from '../../src/slack/text.js';

it('shows the end of a day as its last minute, in the workspace’s zone', () => {
  const endOf26th = new Date('2026-11-26T16:00:00Z');
  expect(lastMinuteOf(endOf26th, 'Asia/Shanghai')).toEqual(new Date('2026-11-26T15:59:00Z'));
  expect(lastMinuteOf(endOf26th, 'Europe/London')).toEqual(endOf26th);
  const words = deadline(endOf26th, messages('zh-CN'), { timeZone: 'Asia/Shanghai' });
  expect(words).toMatch(/^<!date\^1795708740\^.*26日.*23:59>$/);
});
