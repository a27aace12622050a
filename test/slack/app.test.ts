import { createHmac } from 'node:crypto';
import type { App, BlockAction, ViewSubmitAction } from '@slack/bolt';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Feature } from '../../src/feature.js';
import { features } from '../../src/features.js';
import { messages } from '../../src/messages/index.js';
import { enqueue } from '../../src/outbox/enqueue.js';
import { restore } from '../../src/playground/server/installing.js';
import { askerOf } from '../../src/slack/asker.js';
import { actions, button, modal, section } from '../../src/slack/blocks.js';
import { readForm, requiredText, submitForm } from '../../src/slack/forms.js';
import { textInput } from '../../src/slack/inputs.js';
import { installToken } from '../../src/slack/installing/install-token.js';
import { NotInstalledError } from '../../src/slack/not-installed-error.js';
import { UserError } from '../../src/slack/user-error.js';
import { startBaton } from '../../src/start.js';
import { startTestBaton, type TestBaton } from '../support/baton.js';
import { emptySqlite } from '../support/database.js';

const en = messages('en');
const zh = messages('zh-CN');

const unreadable = (typed: string) => ({ typed, problem: 'unreadable' as const, understood: null });

const form = modal({
  callbackId: 'probe.form',
  title: 'Probe',
  submit: 'Send',
  blocks: [
    textInput({ name: 'what#2', label: 'What' }),
    actions([button({ text: 'Refuse', actionId: 'probe.refuse' })]),
  ],
});

let goOn = () => {};
const mayGoOn = new Promise<void>((resolve) => {
  goOn = resolve;
});

/** A feature that goes wrong in every way on demand. */
const probe: Feature = {
  name: 'probe',
  templates: [{ template: 'probe.said', render: async () => ({ text: 'said' }) }],
  commands: [
    {
      name: '/probe',
      description: 'Probe',
      usageHint: '',
      about: () => 'ABOUT',
      usage: () => 'USAGE',
      subcommands: [
        {
          words: ['who', '谁'],
          run: async ({ asker, reply }) => reply(`${asker.staff.name} ${asker.locale}`),
        },
        {
          words: ['slow'],
          run: async ({ reply }) => {
            await mayGoOn;
            await reply('at last');
          },
        },
        { words: ['say'], run: async ({ text, reply }) => reply(text) },
        {
          words: ['crash'],
          run: async () => {
            throw new Error('the pipes burst');
          },
        },
        {
          words: ['missing'],
          run: async () => {
            throw new UserError('setupDepartment', { key: 'market' });
          },
        },
        {
          words: ['unreadable'],
          run: async ({ text }) => {
            throw new UserError('customerPhoneUnreadable', unreadable(text));
          },
        },
        {
          words: ['form'],
          run: async ({ asker, triggerId }) => {
            const client = await asker.ctx.services.slack.of(asker.workspace.id);
            await client.views.open({ trigger_id: triggerId, view: form });
          },
        },
        {
          words: ['button'],
          run: async ({ reply }) =>
            reply({
              text: 'x',
              blocks: [section('x'), actions([button({ text: 'Refuse', actionId: 'probe.refuse' })])],
            }),
        },
      ],
    },
  ],
  listeners(app: App) {
    app.view<ViewSubmitAction>('probe.form', (args) =>
      submitForm(args, async () => {
        const { what } = readForm(args.view, { what: requiredText({ max: 30 }) });
        if (what === 'crash') throw new Error('the pipes burst');
        if (what === 'no') throw new UserError('handoffNotFound');
        return undefined;
      }),
    );
    app.action<BlockAction>('probe.refuse', async (args) => {
      await args.ack();
      await askerOf(args);
      throw new UserError('handoffNotFound');
    });
  },
};

let company: TestBaton;
let queries: string[] = [];
let logged: { reference?: string; msg: string; err?: { message: string } }[] = [];
const log = pino(
  { level: 'warn', base: null },
  { write: (line: string) => void logged.push(JSON.parse(line)) },
);

beforeAll(async () => {
  company = await startTestBaton({
    features: [...features, probe],
    log,
    onQuery: (sql) => void queries.push(sql),
  });
});
afterAll(() => company.stop());
beforeEach(() => {
  queries = [];
  logged = [];
  company.slack.wire.clear();
});

async function deliver(
  body: string,
  { secret = 'test-signing-secret-of-the-local-slack', ageSeconds = 0 } = {},
) {
  const time = Math.floor(Date.now() / 1000) - ageSeconds;
  const signature = createHmac('sha256', secret).update(`v0:${time}:${body}`).digest('hex');
  return fetch(company.baton.url ?? '', {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-signature': `v0=${signature}`,
      'x-slack-request-timestamp': String(time),
    },
  });
}

const command = (fields: Record<string, string>) =>
  new URLSearchParams({
    command: '/probe',
    text: 'who',
    team_id: 'T0JINHE',
    user_id: 'U0SAM',
    user_name: 'sam',
    channel_id: 'C0SERVICE',
    trigger_id: '1.2',
    response_url: 'http://127.0.0.1:1/nowhere',
    ...fields,
  }).toString();

describe('whose request it is', () => {
  test.each([
    ['another secret', { secret: 'wrong-secret' }],
    ['a signature of six minutes ago', { ageSeconds: 360 }],
  ])('%s: 401, and the database is not asked', async (_, how) => {
    const answer = await deliver(command({}), how);
    expect(answer.status).toBe(401);
    await company.baton.idle();
    expect(queries).toEqual([]);
  });

  test('a good signature, for comparison, is taken and asks the database', async () => {
    expect((await deliver(command({}))).status).toBe(200);
    await company.baton.idle();
    expect(queries).not.toEqual([]);
  });

  test('another company’s team is not served, however well signed', async () => {
    expect((await deliver(command({ team_id: 'T0OTHER', user_id: 'U0NEW' }))).status).toBe(200);
    await company.quiet();
    expect(await company.baton.services.db.read.staff.count({ where: { slackUserId: 'U0NEW' } })).toBe(0);
    expect(logged.map(({ msg }) => msg)).toContain('a request was not served');
  });

  test('/healthz answers without a signature', async () => {
    const answer = await fetch(new URL('/healthz', company.baton.url));
    expect([answer.status, await answer.text()]).toEqual([200, 'ok\n']);
  });
});

describe('commands', () => {
  test('answer in the language of whoever asks', async () => {
    await company.as('sam').command('service', '/probe who');
    expect(company.as('sam').newest('service')).toMatchObject({ text: 'Sam Zhou 周山 en', ephemeral: true });
    await company.as('lucy').command('service', '/probe 谁');
    expect(company.as('lucy').newest('service').text).toBe('Lucy He 何露 zh-CN');
  });

  test.each([
    ['/probe help', 'USAGE'],
    ['/probe', 'USAGE'],
    [
      '/probe nonsense <!channel>',
      `${en.slack.unknownSubcommand({ word: 'nonsense', command: '/probe' })}\nUSAGE`,
    ],
  ])('%s answers with usage', async (typed, text) => {
    await company.as('sam').command('service', typed);
    expect(company.as('sam').newest('service')).toMatchObject({ text, ephemeral: true });
  });

  test('text arrives as it was typed', async () => {
    await company.as('sam').command('service', '/probe say 3 < 4 & 张伟 👨‍👩‍👧');
    expect(company.as('sam').newest('service').text).toMatch(/3 (<|&lt;) 4 (&|&amp;) 张伟 👨‍👩‍👧/);
  });
});

describe('refusals', () => {
  test('are shown to the person who asked, and to nobody else', async () => {
    const before = company.as('lucy').messages('service').length;
    await company.as('sam').command('service', '/probe unreadable 张伟');
    const { ephemeral, text } = company.as('sam').newest('service');
    expect(ephemeral).toBe(true);
    expect(text).toBe(en.errors.customerPhoneUnreadable(unreadable('张伟')));
    expect(company.as('lucy').messages('service')).toHaveLength(before);
    expect(logged).toEqual([]);
  });

  test('never let what was typed ping anybody', async () => {
    await company.as('sam').command('service', '/probe unreadable <!channel> <@U0LUCY>');
    const { text } = company.as('sam').newest('service');
    expect(text).not.toMatch(/<[!@]/);
  });

  test('about a missing setting give an administrator, and only them, the way to it', async () => {
    const setUp = (handle: string) =>
      JSON.stringify(company.as(handle).newest('service').blocks).includes('"people.setup"');
    await company.as('sam').command('service', '/probe missing');
    expect(company.as('sam').newest('service').text).toBe(en.errors.setupDepartment({ key: 'market' }));
    expect(setUp('sam')).toBe(false);
    company.slack.ground.world.channels.get('C0SERVICE')?.members.add('U0PETER');
    await company.as('peter').command('service', '/probe missing');
    expect(company.as('peter').newest('service').text).toBe(zh.errors.setupDepartment({ key: 'market' }));
    expect(setUp('peter')).toBe(true);
  });

  test('of a button in a message leave the message as it is', async () => {
    const sam = company.as('sam');
    await sam.command('service', '/probe button');
    const before = sam.newest('service');
    await sam.press('probe.refuse', { channel: 'service' });
    const shown = sam.messages('service');
    expect(shown.at(-1)).toMatchObject({ text: en.errors.handoffNotFound, ephemeral: true });
    expect(shown.find(({ ts }) => ts === before.ts)?.blocks).toEqual(before.blocks);
  });
});

describe('what goes wrong on our side', () => {
  test('is logged under the reference that the person sees', async () => {
    await company.as('sam').command('service', '/probe crash');
    const { text } = company.as('sam').newest('service');
    const [entry] = logged.filter(({ msg }) => msg === 'a request failed');
    expect(entry?.err?.message).toBe('the pipes burst');
    expect(entry?.reference).toMatch(/^[0-9a-f]{8}$/);
    expect(text).toBe(en.errors.unexpected({ reference: entry?.reference ?? '' }));
    expect(text).not.toContain('pipes');
  });
});

describe('modals', () => {
  beforeEach(async () => {
    await company.as('sam').command('service', '/probe form');
  });

  test('show a refusal beside its field', async () => {
    const sam = company.as('sam');
    const result = await sam.submit({ what: 'x'.repeat(31) });
    expect(result).toMatchObject({
      outcome: 'errors',
      errors: { 'what#2': en.errors.formTooLong({ max: 30 }) },
    });
    expect(await sam.submit({ what: '   x   ' })).toMatchObject({ outcome: 'closed' });
    expect(sam.modals()).toEqual([]);
  });

  test.each([
    ['a refusal of the whole form', 'no', /^This handoff does not exist/],
    ['a fault of ours', 'crash', /reference: `[0-9a-f]{8}`/],
  ])('show %s on top, with the form untouched beneath', async (_, what, text) => {
    const sam = company.as('sam');
    expect(await sam.submit({ what })).toMatchObject({ outcome: 'pushed' });
    const [beneath, top] = sam.modals();
    expect(top?.blocks[0]).toMatchObject({ text: { text: expect.stringMatching(text) } });
    await sam.closeModal();
    expect(sam.modal().values['what#2']).toEqual(beneath?.values['what#2']);
    expect(await sam.submit({ what: 'fine' })).toMatchObject({ outcome: 'closed' });
  });

  test('answer a refused button in them on top, too', async () => {
    const sam = company.as('sam');
    await sam.press('probe.refuse');
    expect(sam.modals()).toHaveLength(2);
    expect(sam.modal().blocks[0]).toMatchObject({ text: { text: en.errors.handoffNotFound } });
    await sam.closeModal();
    await sam.closeModal();
  });

  test('are answered without asking Slack anything', async () => {
    company.slack.wire.clear();
    await company.as('sam').submit({ what: 'fine' });
    expect(company.slack.wire.entries.filter(({ direction }) => direction === 'from-app')).toEqual([]);
  });
});

describe('people', () => {
  test('are met once, with their language and zone', async () => {
    const fresh = await startTestBaton({ features: [...features, probe], setUp: false });
    try {
      for (let n = 0; n < 3; n++) await fresh.as('anna').command('service', '/probe who');
      expect(fresh.as('anna').newest('service').text).toBe('Anna Wang 王安 zh-CN');
      expect(fresh.slack.wire.calls('users.info')).toHaveLength(1);
      const staff = await fresh.baton.services.db.read.staff.findMany();
      expect(staff).toMatchObject([
        {
          slackUserId: 'U0ANNA',
          locale: 'zh-CN',
          timeZone: 'Asia/Shanghai',
          departmentId: null,
          admin: false,
        },
      ]);
    } finally {
      await fresh.stop();
    }
  });

  test('a change of somebody’s row is seen at their next request', async () => {
    const { services } = company.baton;
    await company.as('mia').command('tech', '/probe who');
    await services.db.transaction((tx) =>
      tx.staff.updateMany({ where: { slackUserId: 'U0MIA' }, data: { name: 'Mia G.' } }),
    );
    services.nudge(company.baton.workspace.id);
    await company.as('mia').command('tech', '/probe who');
    expect(company.as('mia').newest('tech').text).toBe('Mia G. en');
  });
});

describe('an installation', () => {
  test('that is removed is served and written to no more until Baton is installed again', async () => {
    const removed = await startTestBaton({ features: [...features, probe] });
    try {
      const { db, slack } = removed.baton.services;
      const workspaceId = removed.baton.workspace.id;
      await slack.forSending(workspaceId);
      removed.slack.trouble.uninstall();
      await removed.quiet();
      expect(await db.read.installation.findUnique({ where: { workspaceId } })).toMatchObject({
        revokedAt: expect.any(Date),
      });
      await expect(slack.forSending(workspaceId)).rejects.toThrow(NotInstalledError);
      const sam = removed.as('sam');
      await expect(sam.command('service', '/probe who')).rejects.toThrow('not a valid command');
      // One that was on its way when the app was removed.
      await removed.slack.ground.deliver({
        name: '/probe',
        kind: 'slash_commands',
        payload: {
          ...{ command: '/probe', text: 'who', trigger_id: '1.2.3', user_id: sam.id, user_name: 'sam' },
          ...{
            team_id: removed.slack.ground.world.team.id,
            channel_id: 'C0SERVICE',
            channel_name: 'service',
          },
          response_url: `${removed.slack.pageUrl}respond/none/none`,
        },
      });
      await removed.quiet();
      expect(
        removed
          .as('sam')
          .messages('service')
          .filter(({ ephemeral }) => ephemeral),
      ).toEqual([]);

      // Installed again, and started with its token: what waited goes out by itself.
      const say = { key: 'waits', destination: { channelId: 'C0SERVICE' }, template: 'probe.said' } as const;
      await db.transaction((tx) => enqueue(tx, { workspaceId, now: new Date() }, say));
      await removed.quiet();
      const waits = () => db.read.outboxOperation.findFirst({ where: { workspaceId, key: 'waits' } });
      expect(await waits()).toMatchObject({ state: 'parked' });
      restore(removed.slack.ground);
      await installToken(removed.baton.services);
      slack.forget(workspaceId);
      await removed.quiet();
      expect(await waits()).toMatchObject({ state: 'sent' });
      await sam.command('service', '/probe who');
      expect(sam.newest('service').text).toContain('Sam');
    } finally {
      await removed.stop();
    }
  });
});

describe('the process', () => {
  test('answers the challenge by which Slack takes its request URL', async () => {
    expect(await company.slack.verifyRequestUrl()).toBe('verified');
  });

  test('says which variable to set when its port is taken', async () => {
    const { config } = company.baton.services;
    const port = Number(new URL(company.baton.url ?? '').port);
    const place = emptySqlite();
    await expect(
      startBaton({
        config: { ...config, mode: 'http', port, databaseUrl: place.url },
        log,
        heartbeat: false,
      }),
    ).rejects.toThrow(`PORT=${port + 1}`);
    await place.remove();
  });

  test('finishes what it acknowledged before it stops', async () => {
    const stopping = await startTestBaton({ features: [...features, probe] });
    const before = stopping.slack.wire.entries.length;
    await stopping.slack.act('U0SAM', { type: 'command', channel: 'C0SERVICE', text: '/probe slow' });
    // Acknowledged, but not done: it waits for us.
    expect(
      stopping
        .as('sam')
        .messages('service')
        .filter(({ ephemeral }) => ephemeral),
    ).toEqual([]);
    let done = false;
    const stopped = stopping.baton.stop().then(() => {
      done = true;
    });
    const open = () =>
      fetch(new URL('/healthz', stopping.baton.url)).then(
        () => true,
        () => false,
      );
    while (await open());
    expect(done).toBe(false);
    goOn();
    await stopped;
    await stopping.stop();
    const said = stopping.slack.wire.entries.slice(before).filter(({ by }) => by === 'response_url');
    expect(said).toMatchObject([{ status: 200, request: { text: 'at last' } }]);
  });
});

describe('Socket Mode', () => {
  test('carries the same commands', async () => {
    const socket = await startTestBaton({ features: [...features, probe], transport: 'socket' });
    try {
      expect(socket.baton.url).toBeUndefined();
      await socket.as('sam').command('service', '/probe who');
      expect(socket.as('sam').newest('service').text).toBe('Sam Zhou 周山 en');
    } finally {
      await socket.stop();
    }
  });
});
