/** The app manifest: https://docs.slack.dev/reference/app-manifest */
import type { CommandInfo, ShortcutInfo } from '../protocol.js';
import { limits } from './check.js';
import { isPlain, type Plain, plains, str } from './plain.js';

/** What the playground reads of a manifest. */
export interface AppManifest {
  appName: string;
  botName: string;
  commands: (CommandInfo & { should_escape: boolean })[];
  shortcuts: ShortcutInfo[];
  botEvents: ReadonlySet<string>;
  scopes: readonly string[];
  homeTab: boolean;
  messagesTab: boolean;
  messagesReadOnly: boolean;
  interactivity: boolean;
  /** Over HTTP, external selects need `message_menu_options_url`. */
  optionsUrl: boolean;
  socketMode: boolean;
  tokenRotation: boolean;
  /** Where OAuth may send people back to. */
  redirectUrls: readonly string[];
}

/** An event is only sent to an app with one of these scopes. https://docs.slack.dev/reference/events */
const EVENT_SCOPES: Record<string, readonly string[]> = {
  app_mention: ['app_mentions:read'],
  'message.channels': ['channels:history'],
  'message.groups': ['groups:history'],
  'message.im': ['im:history'],
  'message.mpim': ['mpim:history'],
  member_joined_channel: ['channels:read', 'groups:read'],
  member_left_channel: ['channels:read', 'groups:read'],
  channel_archive: ['channels:read'],
  channel_unarchive: ['channels:read'],
  channel_rename: ['channels:read'],
  channel_created: ['channels:read'],
  channel_left: ['channels:read'],
  channel_deleted: ['channels:read'],
  group_archive: ['groups:read'],
  group_unarchive: ['groups:read'],
  group_rename: ['groups:read'],
  group_left: ['groups:read'],
  group_deleted: ['groups:read'],
  user_change: ['users:read'],
  team_join: ['users:read'],
  app_home_opened: [],
  tokens_revoked: [],
  app_uninstalled: [],
};

function faultsOf(raw: Plain, app: AppManifest): string[] {
  const faults: string[] = [];
  const say = (wrong: boolean, text: string) => wrong && faults.push(text);
  say(app.commands.length > limits.command.max, `more than ${limits.command.max} slash commands`);
  for (const one of app.commands) {
    const at = `slash command ${one.command}`;
    // https://docs.slack.dev/interactivity/implementing-slash-commands
    say(!/^\/[a-z0-9_.-]+$/.test(one.command), `${at}: must be a slash and lower-case ASCII`);
    say(one.command.length > limits.command.nameMax, `${at}: longer than ${limits.command.nameMax}`);
    say(one.description === '', `${at}: needs a description`);
    say(one.description.length > limits.command.descriptionMax, `${at}: description too long`);
    say(one.usage_hint.length > limits.command.usageHintMax, `${at}: usage hint too long`);
    say(app.commands.filter((other) => other.command === one.command).length > 1, `${at}: twice`);
  }
  say(app.shortcuts.length > limits.shortcut.max, `more than ${limits.shortcut.max} shortcuts`);
  for (const one of app.shortcuts) {
    const at = `shortcut ${one.callback_id}`;
    say(
      one.name === '' || one.name.length > limits.shortcut.nameMax,
      `${at}: name must have 1–${limits.shortcut.nameMax} characters`,
    );
    say(one.description.length > limits.shortcut.descriptionMax, `${at}: description too long`);
    say(one.type !== 'global' && one.type !== 'message', `${at}: type must be global or message`);
    say(app.shortcuts.filter((other) => other.callback_id === one.callback_id).length > 1, `${at}: twice`);
  }
  for (const event of app.botEvents) {
    const scopes = EVENT_SCOPES[event];
    say(!scopes, `event ${event}: not modelled by the playground`);
    say(
      !!scopes?.length && !scopes.some((one) => app.scopes.includes(one)),
      `event ${event}: needs one of ${scopes?.join(', ')}`,
    );
  }
  say(app.commands.length > 0 && !app.scopes.includes('commands'), 'slash commands need the scope commands');
  say(app.shortcuts.length > 0 && !app.scopes.includes('commands'), 'shortcuts need the scope commands');
  for (const url of app.redirectUrls) {
    // Slack wants https; on this machine itself, http does too.
    const wrong = !/^(https:\/\/|http:\/\/(127\.0\.0\.1|localhost)[:/])/.test(url) || !URL.canParse(url);
    say(wrong, `redirect URL ${url}: must be https`);
  }
  const userScopes =
    raw.oauth_config && isPlain(raw.oauth_config) && isPlain(raw.oauth_config.scopes)
      ? raw.oauth_config.scopes.user
      : undefined;
  say(Array.isArray(userScopes) && userScopes.length > 0, 'scopes of people: not modelled by the playground');
  say(!isPlain(raw.display_information), 'display_information.name is missing');
  return faults;
}

/** Reads Slack's manifest JSON; throws with **all** faults, as Slack's own validation lists them. */
export function readManifest(raw: unknown): AppManifest {
  if (!isPlain(raw)) throw new Error('The manifest must be an object');
  const at = (from: unknown, ...path: string[]): unknown =>
    path.reduce((value: unknown, name) => (isPlain(value) ? value[name] : undefined), from);
  const strings = (value: unknown): string[] =>
    Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
  const home = at(raw, 'features', 'app_home');
  const app: AppManifest = {
    appName: str(at(raw, 'display_information', 'name')) || 'App',
    botName: str(at(raw, 'features', 'bot_user', 'display_name')) || 'app',
    commands: plains(at(raw, 'features', 'slash_commands')).map((one) => ({
      command: str(one.command),
      description: str(one.description),
      usage_hint: str(one.usage_hint),
      should_escape: one.should_escape === true,
    })),
    shortcuts: plains(at(raw, 'features', 'shortcuts')).map((one) => ({
      name: str(one.name),
      description: str(one.description),
      callback_id: str(one.callback_id),
      type: str(one.type) as 'global' | 'message',
    })),
    botEvents: new Set(strings(at(raw, 'settings', 'event_subscriptions', 'bot_events'))),
    scopes: strings(at(raw, 'oauth_config', 'scopes', 'bot')),
    homeTab: at(home, 'home_tab_enabled') === true,
    messagesTab: at(home, 'messages_tab_enabled') !== false,
    messagesReadOnly: at(home, 'messages_tab_read_only_enabled') === true,
    interactivity: at(raw, 'settings', 'interactivity', 'is_enabled') === true,
    optionsUrl: str(at(raw, 'settings', 'interactivity', 'message_menu_options_url')) !== '',
    socketMode: at(raw, 'settings', 'socket_mode_enabled') === true,
    tokenRotation: at(raw, 'settings', 'token_rotation_enabled') === true,
    redirectUrls: strings(at(raw, 'oauth_config', 'redirect_urls')),
  };
  const faults = faultsOf(raw, app);
  if (faults.length > 0) throw new Error(`The manifest is not valid: ${faults.join('; ')}`);
  return app;
}
