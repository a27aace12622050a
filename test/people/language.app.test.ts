import { expect, it } from 'vitest';
import { messages } from '../../src/messages/index.js';
import { startTestBaton } from '../support/baton.js';

it('whoever changes their language in Slack reads App Home in it, without opening it again', async () => {
  const company = await startTestBaton();
  try {
    const peter = company.client.as('peter');
    await peter.openHome();
    await company.quiet();
    const shown = async () => (await peter.home()).shown;
    expect(await shown()).toContain(messages('zh-CN').people.setup.title);
    await peter.act<'editProfile'>({ type: 'editProfile', profile: { locale: 'en-US' } });
    await company.quiet();
    expect(await shown()).toContain(messages('en').people.setup.title);
    expect(await shown()).not.toContain(messages('zh-CN').people.setup.title);
  } finally {
    await company.stop();
  }
});
