/** Socket Mode: https://docs.slack.dev/apis/events-api/using-socket-mode */
import { App, SocketModeReceiver } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { errorOf } from './bare.js';
import { secrets, silent, startBare, testManifest } from './stand.js';

describe('Socket Mode', () => {
  async function socketApp(playground: { url: string }, handled: string[], name: string) {
    const clientOptions = { slackApiUrl: playground.url };
    const receiver = new SocketModeReceiver({
      appToken: secrets.appToken,
      clientPingTimeout: 250,
      logger: silent,
      installerOptions: { clientOptions },
    });
    const app = new App({ token: secrets.botToken, receiver, clientOptions, logger: silent });
    app.command('/complaint', async ({ ack }) => {
      handled.push(name);
      await ack('heard');
    });
    await app.start();
    onTestFinished(async () => {
      await app.stop();
    });
  }

  it('spreads envelopes over connections, comes back after a warning and after a cut', async () => {
    const { playground, slack } = await startBare({ manifest: testManifest({ socket: true }) });
    onTestFinished(() => playground.close());
    const sam = slack.as('U_SAM');
    expect((await sam.command('#service', '/complaint')).notice?.text).toContain('dispatch_failed');
    const handled: string[] = [];
    await socketApp(playground, handled, 'one');
    await socketApp(playground, handled, 'two');
    expect(playground.sockets.count).toBe(2);
    for (let at = 0; at < 4; at += 1) await sam.command('#service', '/complaint');
    expect(handled).toEqual(['one', 'two', 'one', 'two']);
    expect(sam.ephemerals()).toHaveLength(4);
    playground.trouble.disconnectSockets('refresh_requested');
    await slack.waitFor(() => playground.sockets.count < 2, { what: 'going' });
    await slack.waitFor(() => playground.sockets.count === 2, { what: 'coming back' });
    playground.trouble.cutSockets();
    await slack.waitFor(() => playground.sockets.count === 0, { what: 'the cut' });
    await slack.waitFor(() => playground.sockets.count === 2, { what: 'coming back from the cut' });
    expect((await sam.command('#service', '/complaint')).outcome).toBe('acknowledged');
  });

  it('gives a URL for an app token only, good for one connection, ten at once', async () => {
    const { playground, web } = await startBare({ manifest: testManifest({ socket: true }) });
    onTestFinished(() => playground.close());
    const app = new WebClient(secrets.appToken, {
      slackApiUrl: playground.url,
      retryConfig: { retries: 0 },
      logger: silent,
    });
    expect(await errorOf(web.apps.connections.open())).toBe('not_allowed_token_type');
    expect(await errorOf(app.auth.test())).toBe('not_allowed_token_type');
    const link = async () => String((await app.apps.connections.open()).url);
    const connect = (url: string) =>
      new Promise<Record<string, unknown> | undefined>((resolve) => {
        const socket = new WebSocket(url);
        socket.once('message', (data: Buffer) =>
          resolve(JSON.parse(data.toString()) as Record<string, unknown>),
        );
        socket.once('error', () => resolve(undefined));
      });
    const url = await link();
    expect(await connect(url)).toMatchObject({
      type: 'hello',
      num_connections: 1,
      connection_info: { app_id: 'A0PLAYAPP' },
    });
    expect(await connect(url)).toBeUndefined();
    for (let count = 2; count <= 10; count += 1)
      expect(await connect(await link())).toMatchObject({ num_connections: count });
    expect(await connect(await link())).toBeUndefined();
    const http = await startBare();
    onTestFinished(() => http.playground.close());
    const other = new WebClient(secrets.appToken, {
      slackApiUrl: http.playground.url,
      retryConfig: { retries: 0 },
      logger: silent,
    });
    expect(await errorOf(other.apps.connections.open())).toBe('socket_mode_not_enabled');
  });

  it('sends nothing more to a connection that was warned, and closes it', async () => {
    const { playground, slack } = await startBare({
      manifest: testManifest({ socket: true }),
      timings: { disconnectMs: 100 },
    });
    onTestFinished(() => playground.close());
    const app = new WebClient(secrets.appToken, { slackApiUrl: playground.url, logger: silent });
    const got: string[] = [];
    const connect = async (name: string) => {
      const socket = new WebSocket(String((await app.apps.connections.open()).url));
      socket.on('message', (data: Buffer) => {
        const said = JSON.parse(data.toString()) as { type: string; envelope_id?: string };
        got.push(`${name} ${said.type}`);
        if (said.envelope_id) socket.send(JSON.stringify({ envelope_id: said.envelope_id }));
      });
      const gone = new Promise<void>((resolve) => socket.once('close', () => resolve()));
      await new Promise((resolve) => socket.once('message', resolve));
      return { gone };
    };
    const sam = slack.as('U_SAM');
    const old = await connect('old');
    playground.trouble.disconnectSockets('warning');
    await connect('new');
    for (let count = 0; count < 3; count += 1) await sam.command('#service', '/complaint');
    await old.gone;
    await sam.command('#service', '/complaint');
    expect(got.filter((one) => one.startsWith('old'))).toEqual(['old hello', 'old disconnect']);
    expect(got.filter((one) => one === 'new slash_commands')).toHaveLength(4);
  });

  it('sends an event again when its connection is cut before the answer', async () => {
    const { playground, slack } = await startBare({ manifest: testManifest({ socket: true }) });
    onTestFinished(() => playground.close());
    const app = new WebClient(secrets.appToken, { slackApiUrl: playground.url, logger: silent });
    const attempts: unknown[] = [];
    const connect = async () => {
      const socket = new WebSocket(String((await app.apps.connections.open()).url));
      socket.on('message', (data: Buffer) => {
        const said = JSON.parse(data.toString()) as Record<string, unknown>;
        if (said.type !== 'events_api') return;
        attempts.push([said.retry_attempt, said.retry_reason]);
        if (attempts.length === 1) socket.terminate();
        else socket.send(JSON.stringify({ envelope_id: said.envelope_id }));
      });
      await new Promise((resolve) => socket.once('message', resolve));
    };
    await connect();
    await connect();
    playground.trouble.deactivate('U_MEI');
    await slack.waitFor(() => attempts.length === 2);
    await slack.quiet();
    expect(attempts).toEqual([
      [0, ''],
      [1, 'connection_failed'],
    ]);
  });
});
