import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoPeople } from '../../src/demo/company.js';
import { features } from '../../src/features.js';
import { localeOf, messages } from '../../src/messages/index.js';
import { encode, signature } from '../../src/playground/server/deliver.js';
import { startTestBaton, type TestBaton } from '../support/baton.js';
import { shown } from './company.js';

// Baton was just installed: nobody has set anything up yet.

let company: TestBaton;
const statements: string[] = [];
beforeAll(async () => {
  company = await startTestBaton({ setUp: false, onQuery: (sql) => void statements.push(sql) });
});
afterAll(() => company?.stop());

const read = () => company.baton.services.db.read;
const tongueOf = (handle: string) =>
  messages(localeOf(demoPeople.find((one) => one.handle === handle)?.locale, 'en'));

describe('a request that Slack did not sign', () => {
  const body = encode({
    kind: 'slash_commands',
    payload: { command: '/complaint', text: 'x', team_id: 'T0JINHE', user_id: 'U0SAM', trigger_id: '1.1.1' },
  }).body;
  const secret = 'test-signing-secret-of-the-local-slack';
  const now = () => Math.floor(Date.now() / 1000);
  const bad: Record<string, () => Record<string, string>> = {
    'no signature at all': () => ({}),
    'signed with another secret': () => signed(now(), signature('another', now(), body)),
    'signed over another body': () => signed(now(), signature(secret, now(), `${body}x`)),
    'signed six minutes ago': () => signed(now() - 360, signature(secret, now() - 360, body)),
    'a signature of another length': () => signed(now(), 'v0=00'),
    'a time that is no number': () => ({ ...signed(now(), 'v0=00'), 'x-slack-request-timestamp': 'now' }),
  };
  const signed = (at: number, mark: string) => ({
    'x-slack-request-timestamp': String(at),
    'x-slack-signature': mark,
  });

  for (const [name, headers] of Object.entries(bad)) {
    it(`${name}: 401 and not one statement`, async () => {
      await company.quiet();
      statements.length = 0;
      expect(await post(body, headers())).toBe(401);
      await company.baton.idle();
      expect(statements).toEqual([]);
    });
  }

  it('signed rightly, it is taken', async () => {
    expect(await post(body, signed(now(), signature(secret, now(), body)))).toBe(200);
    await company.quiet();
  });

  function post(content: string, headers: Record<string, string>): Promise<number> {
    return new Promise((resolve, reject) => {
      const type = { 'content-type': 'application/x-www-form-urlencoded' };
      const call = request(
        company.baton.url ?? '',
        { method: 'POST', headers: { ...type, ...headers }, agent: false },
        (response) => {
          response.resume();
          response.on('end', () => resolve(response.statusCode ?? 0));
        },
      );
      call.on('error', reject);
      call.end(content);
    });
  }
});

describe('every command tells how it is used', () => {
  const commands = features.flatMap((feature) => feature.commands ?? []);
  const cases = commands.flatMap((command) =>
    ['sam', 'anna'].flatMap((handle) =>
      [
        'help',
        '帮助',
        ...(command.otherwise || command.alone ? [] : ['']),
        ...(command.otherwise ? [] : ['dance', '跳舞 <!channel>']),
      ].map((word) => ({
        command,
        handle,
        word,
      })),
    ),
  );
  it.each(cases)('$command.name $word, asked by $handle', async ({ command, handle, word }) => {
    const person = company.as(handle);
    const t = tongueOf(handle);
    await person.command('general', `${command.name} ${word}`.trim());
    const answer = person.newest('general');
    expect(answer.ephemeral).toBe(true);
    expect(answer.text).toContain(command.usage(t));
    expect(answer.text).not.toContain('<!channel>');
    expect(person.modals()).toEqual([]);
    if (word && !['help', '帮助'].includes(word)) expect(answer.text).toContain(command.name);
    // In both languages, and never the other's.
    expect(command.usage(messages('en'))).not.toBe(command.usage(messages('zh-CN')));
  });
});

describe('a company where nothing is set up', () => {
  it('Tony’s /handoff says what is missing and who can set it; he gets no button', async () => {
    const tony = company.as('tony');
    await tony.command('general', '/handoff 王芳');
    expect(tony.modals()).toEqual([]);
    const answer = tony.newest('general');
    expect(answer.text).toContain('/baton setup');
    expect(answer.text).toMatch(/administrator/i);
    expect(shown(answer.blocks)).not.toContain('people.setup');
  });

  it('so does /customer', async () => {
    const lucy = company.as('lucy');
    for (const text of ['new', 'find 王', 'show 王']) {
      await lucy.command('general', `/customer ${text}`);
      expect(lucy.newest('general').text).toContain('/baton setup');
      expect(lucy.newest('general').text).toContain('管理员');
    }
  });

  it('so does /vip', async () => {
    const sam = company.as('sam');
    for (const text of ['', 'list', 'compare']) {
      await sam.command('general', `/vip ${text}`.trim());
      expect(sam.modals()).toEqual([]);
      expect(sam.newest('general').text).toBe(messages('en').errors.setupOwnDepartment);
    }
  });

  it('a complaint is taken all the same: Sam learns that no card was posted, why, and who can mend it', async () => {
    const sam = company.as('sam');
    await sam.command('general', '/complaint The platform froze');
    expect(await sam.submit({ complainant: 'Ann', category: 'product' })).toMatchObject({
      outcome: 'updated',
    });
    const text = shown(sam.modal().blocks);
    expect(text).toContain('no channel yet');
    expect(text).toContain('/baton setup');
    expect(text).not.toContain('people.setup');
    await sam.closeModal();
    expect(await read().complaint.count()).toBe(1);
  });

  it('the administrator is given the button, which leads to the settings', async () => {
    const peter = company.as('peter');
    await peter.command('general', '/baton setup');
    await peter.closeModal();
    await peter.command('general', '/handoff');
    if (peter.modals().length > 0) {
      // As an administrator he may offer; what is missing is the channel of the department he chooses.
      const t = tongueOf('peter');
      const department = peter.modal().blocks.find(({ block_id }) => block_id === 'department');
      expect(shown(department)).toContain(t.people.departments.market);
      await peter.closeModal();
    }
    await peter.command('general', '/complaint 报价有误');
    await peter.submit({ complainant: 'Ann', category: 'fees' });
    expect(shown(peter.modal().blocks)).toContain('people.setup');
    await peter.press('people.setup');
    expect(peter.modal().title?.text).toBe(tongueOf('peter').people.setup.title);
    while (peter.modals().length > 0) await peter.closeModal();
  });
});
