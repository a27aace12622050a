import { expect, it } from 'vitest';
import { messages } from '../../src/messages/index.js';
import { startTestBaton } from '../support/baton.js';

const en = messages('en').digests.home;
const zh = messages('zh-CN').digests.home;

it('App Home says how to begin where nobody has set Baton up, and to its administrator what is next', async () => {
  const test = await startTestBaton({ setUp: false });
  try {
    const home = (handle: string) => JSON.stringify(test.as(handle).client().home?.blocks ?? []);
    const read = async (handle: string) => {
      await test.as(handle).openHome();
      return home(handle);
    };
    expect(await read('sam')).toContain(en.notSetUp);
    expect(await read('peter')).toContain(zh.notSetUp);
    await test.as('peter').command('general', '/baton setup');
    expect(home('peter')).toContain(zh.noDepartmentAdministrator);
    expect(home('sam')).toContain(en.noDepartment);
  } finally {
    await test.stop();
  }
});
