import { App, HTTPReceiver, LogLevel, type SocketModeReceiver } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { playgroundClient, type SlackClient } from '../../src/playground/client.js';
import {
  type Playground,
  type PlaygroundOptions,
  startPlayground,
} from '../../src/playground/server/start-playground.js';

/** A manifest with everything that the fidelity tests use. */
export function testManifest(change: { socket?: boolean; scopes?: string[]; events?: string[] } = {}) {
  return {
    display_information: { name: 'Tester' },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: 'tester', always_online: true },
      slash_commands: [
        { command: '/complaint', description: 'Register', usage_hint: '[text]', should_escape: true },
        { command: '/plain', description: 'Not escaped', should_escape: false },
      ],
      shortcuts: [
        { name: 'Start', type: 'global', callback_id: 'start', description: 'Starts' },
        { name: '登记投诉 Register', type: 'message', callback_id: 'register', description: 'Registers' },
      ],
    },
    oauth_config: {
      scopes: {
        bot: change.scopes ?? [
          ...[
            'chat:write',
            'commands',
            'users:read',
            'users:read.email',
            'channels:read',
            'groups:read',
            'im:read',
          ],
          ...[
            'im:write',
            'channels:join',
            'channels:history',
            'im:history',
            'channels:manage',
            'files:write',
          ],
          ...[
            'pins:write',
            'reactions:write',
            'bookmarks:write',
            'team:read',
            'usergroups:read',
            'mpim:read',
          ],
        ],
      },
    },
    settings: {
      event_subscriptions: {
        bot_events: change.events ?? [
          ...[
            'app_home_opened',
            'member_joined_channel',
            'member_left_channel',
            'user_change',
            'channel_archive',
          ],
          ...[
            'channel_rename',
            'tokens_revoked',
            'app_uninstalled',
            'message.channels',
            'message.im',
            'channel_left',
          ],
        ],
      },
      interactivity: { is_enabled: true, message_menu_options_url: 'https://example.com/options' },
      socket_mode_enabled: change.socket === true,
    },
  };
}

export const secrets = { signingSecret: 'shh', botToken: 'xoxb-test-1', appToken: 'xapp-test-1' };

export async function startBare(
  change: Partial<PlaygroundOptions> = {},
): Promise<{ playground: Playground; slack: SlackClient; web: WebClient }> {
  const playground = await startPlayground({
    manifest: testManifest(),
    users: [
      { id: 'U_SAM', name: 'sam', real_name: 'Sam Lee', locale: 'en-US', is_admin: true },
      { id: 'U_MEI', name: 'mei', real_name: '张伟', display_name: '张伟', locale: 'zh-CN' },
      { id: 'U_OUT', name: 'olga', real_name: 'Olga Out' },
    ],
    channels: [
      { id: 'C_SERVICE', name: 'service', members: ['U_SAM', 'U_MEI'], bot: true },
      { id: 'C_MARKET', name: 'market', members: ['U_SAM'] },
      { id: 'C_SECRET', name: 'secret', private: true, members: ['U_SAM'] },
      { id: 'C_OLD', name: 'old', archived: true, members: ['U_SAM'], bot: true },
    ],
    usergroups: [{ id: 'S_ONE', name: 'Leads', handle: 'leads', users: ['U_SAM'] }],
    ...secrets,
    timings: { eventBackoffMs: [1, 5, 5] },
    ...change,
  });
  const web = new WebClient(secrets.botToken, {
    slackApiUrl: playground.url,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logLevel: LogLevel.ERROR,
    timeout: 2000,
  });
  return { playground, slack: playgroundClient(playground), web };
}

export const silent = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};

/** A plain Bolt app beside a playground, by either transport. */
export async function startWithBolt(
  transport: 'http' | 'socket',
  register: (app: App) => void,
  change: Partial<PlaygroundOptions> = {},
) {
  const { playground, slack, web } = await startBare({
    manifest: testManifest({ socket: transport === 'socket' }),
    ...change,
  });
  const clientOptions = { slackApiUrl: playground.url, retryConfig: { retries: 0 } };
  const http = new HTTPReceiver({ signingSecret: secrets.signingSecret, logger: silent });
  const app =
    transport === 'http'
      ? new App({ token: secrets.botToken, receiver: http, clientOptions, logger: silent })
      : new App({
          token: secrets.botToken,
          appToken: secrets.appToken,
          socketMode: true,
          clientOptions,
          logger: silent,
        });
  register(app);
  if (transport === 'http') {
    const server = await http.start({ port: 0, host: '127.0.0.1' } as unknown as number);
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    playground.setRequestUrl(`http://127.0.0.1:${port}/slack/events`);
  } else await app.start();
  return {
    playground,
    slack,
    web,
    app,
    receiver: (app as unknown as { receiver: SocketModeReceiver }).receiver,
    async stop() {
      if (transport === 'http') await http.stop();
      else await app.stop();
      await playground.close();
    },
  };
}

/** A modal with the given blocks. */
export function modal(blocks: unknown[], more: Record<string, unknown> = {}) {
  return {
    type: 'modal' as const,
    callback_id: 'form',
    title: { type: 'plain_text' as const, text: 'Form' },
    submit: { type: 'plain_text' as const, text: 'Send' },
    blocks,
    ...more,
  } as unknown as import('@slack/types').ModalView;
}

export const text = (content: string) => ({ type: 'plain_text' as const, text: content });

export function input(blockId: string, label: string, element: Record<string, unknown>, more = {}) {
  return { type: 'input', block_id: blockId, label: text(label), element, ...more };
}
