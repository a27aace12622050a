import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { App, Receiver, ViewSubmitAction } from '@slack/bolt';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Feature } from '../../src/feature.js';
import { features } from '../../src/features.js';
import { modal } from '../../src/slack/blocks.js';
import { submitForm } from '../../src/slack/forms.js';
import { textInput } from '../../src/slack/inputs.js';
import type { Ending } from '../../src/slack/serve-request.js';
import { AppTokenError, createSocketReceiver } from '../../src/slack/socket-receiver.js';
import { startTestBaton, type TestBaton } from '../support/baton.js';
import { quietLog } from '../support/database.js';

let goOn = () => {};
let reached = () => {};

/** A form whose answer takes as long as the test wants. */
const slowForm: Feature = {
  name: 'probe',
  commands: [
    {
      name: '/probe',
      description: 'Probe',
      usageHint: '',
      about: () => 'ABOUT',
      usage: () => 'USAGE',
      subcommands: [
        {
          words: ['form'],
          async run({ asker, triggerId }) {
            const client = await asker.ctx.services.slack.of(asker.workspace.id);
            const blocks = [textInput({ name: 'what', label: 'What', optional: true })];
            const view = modal({ callbackId: 'probe.slow', title: 'Probe', submit: 'Send', blocks });
            await client.views.open({ trigger_id: triggerId, view });
          },
        },
      ],
    },
  ],
  listeners(app: App) {
    app.view<ViewSubmitAction>('probe.slow', (args) =>
      submitForm(args, async () => {
        const mayGoOn = new Promise<void>((resolve) => {
          goOn = resolve;
        });
        reached();
        await mayGoOn;
        return undefined;
      }),
    );
  },
};

async function startSocket(): Promise<TestBaton> {
  const company = await startTestBaton({ features: [...features, slowForm], transport: 'socket' });
  onTestFinished(() => company.stop());
  return company;
}

/** Sam submits the slow form; resolves when Baton is at it. */
async function submitting(company: TestBaton) {
  const sam = company.as('sam');
  await sam.command('service', '/probe form');
  const atIt = new Promise<void>((resolve) => {
    reached = resolve;
  });
  const { id } = sam.modal();
  const submitted = company.slack.act(sam.id, { type: 'submit', view_id: id, values: {} });
  await atIt;
  return { submitted };
}

describe('Socket Mode', () => {
  it('stands on the next connection before the one that Slack takes back ends, and answers over that one', async () => {
    const company = await startSocket();
    const counts: number[] = [];
    const stop = company.slack.onChange(() => counts.push(company.slack.sockets.count));
    const { submitted } = await submitting(company);
    company.slack.trouble.disconnectSockets('warning');
    await vi.waitFor(() => expect(company.slack.sockets.count).toBe(2), 5_000);
    goOn();
    expect(await submitted).toMatchObject({ outcome: 'closed' });
    await vi.waitFor(() => expect(company.slack.sockets.count).toBe(1), 5_000);
    stop();
    expect(Math.min(...counts)).toBe(1);
    await company.as('sam').command('service', '/complaint help');
    expect(company.as('sam').newest('service').ephemeral).toBe(true);
  });

  it('comes back when a connection breaks', async () => {
    const company = await startSocket();
    const counts: number[] = [];
    const stop = company.slack.onChange(() => counts.push(company.slack.sockets.count));
    company.slack.trouble.cutSockets();
    await vi.waitFor(() => expect(counts.slice(counts.indexOf(0))).toContain(1), 10_000);
    stop();
    await company.as('sam').command('service', '/complaint help');
    expect(company.as('sam').newest('service').ephemeral).toBe(true);
  });

  it('lets acknowledgements out before it ends', async () => {
    const company = await startSocket();
    const { submitted } = await submitting(company);
    const stopped = company.baton.stop();
    setImmediate(() => goOn());
    expect(await submitted).toMatchObject({ outcome: 'closed' });
    await stopped;
    expect(company.slack.sockets.count).toBe(0);
  });
});

describe('the receiver', () => {
  let company: TestBaton;
  beforeAll(async () => {
    company = await startTestBaton({ transport: 'socket' });
  });
  afterAll(() => company?.stop());

  function receiver(appToken = 'xapp-test'): Receiver {
    const config = { appToken, slackApiUrl: company.slack.url, port: 0 };
    const serve = async (): Promise<Ending> => 'unheard';
    return createSocketReceiver({ config, log: quietLog, serve });
  }

  it('says in a sentence that the app token is wrong', async () => {
    const start = receiver('xapp-wrong').start();
    await expect(start).rejects.toThrow(AppTokenError);
    await expect(start).rejects.toThrow(
      /Slack refused SLACK_APP_TOKEN: invalid_auth\. Make an app-level token/,
    );
  });

  it('is well as long as it is connected', async () => {
    const one = receiver();
    const server = (await one.start()) as Server;
    const health = async () => {
      const { port } = server.address() as AddressInfo;
      return (await fetch(`http://127.0.0.1:${port}/healthz`)).status;
    };
    expect(await health()).toBe(200);
    company.slack.trouble.next({ method: 'apps.connections.open', kind: '500', times: 3 });
    company.slack.trouble.cutSockets();
    await vi.waitFor(async () => expect(await health()).toBe(503), 5_000);
    await vi.waitFor(async () => expect(await health()).toBe(200), 10_000);
    await one.stop();
  });
});
