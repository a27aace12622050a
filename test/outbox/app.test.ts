import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Feature } from '../../src/feature.js';
import { features } from '../../src/features.js';
import { messages } from '../../src/messages/index.js';
import { enqueue } from '../../src/outbox/enqueue.js';
import { startTestBaton, type TestBaton } from '../support/baton.js';

const zh = messages('zh-CN');
const channelId = 'C0SERVICE';

const news: Feature = {
  name: 'news',
  templates: [{ template: 'news.say', render: async ({ params }) => ({ text: params.text ?? '' }) }],
};

let baton: TestBaton;
beforeAll(async () => {
  baton = await startTestBaton({ features: [...features, news] });
});
afterAll(() => baton.stop());

async function post(...texts: string[]): Promise<void> {
  const { services, workspace } = baton.baton;
  const ctx = { workspaceId: workspace.id, now: services.clock.now() };
  await services.db.transaction(async (tx) => {
    for (const text of texts)
      await enqueue(tx, ctx, {
        key: text,
        destination: { channelId },
        template: 'news.say',
        params: { text },
      });
  });
  await baton.quiet();
}
const inService = () =>
  baton
    .as('sam')
    .messages('service')
    .map(({ text }) => text);

test('Baton was removed from a channel: the administrator is told, invites it and tries again', async () => {
  const peter = baton.as('peter');
  baton.slack.trouble.removeBot(channelId);
  await post('first', 'second');
  expect(inService()).not.toContain('first');
  const notices = peter.messages('@baton').length;
  const notice = JSON.stringify(peter.newest('@baton'));
  expect(notice).toContain('/invite @Baton');
  expect(notice).toContain(`<#${channelId}>`);

  // Too early: it fails again, and he is told again.
  await peter.press('outbox.retry', { channel: '@baton' });
  expect(peter.messages('@baton')).toHaveLength(notices + 1);
  expect(inService()).not.toContain('first');

  baton.slack.ground.world.channels.get(channelId)?.members.add(baton.slack.ground.world.app.botUser);
  await peter.press('outbox.retry', { channel: '@baton' });
  expect(inService().slice(-2)).toEqual(['first', 'second']);
  expect(peter.newest('@baton').text).toBe(zh.outbox.retried({ count: 2 }));
  expect(JSON.stringify(peter.newest('@baton'))).not.toContain('outbox.retry');
});
