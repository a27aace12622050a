import type { Feature } from '../feature.js';

/** A Slack app manifest (docs.slack.dev/reference/app-manifest): paste it at api.slack.com/apps. */
export interface Manifest {
  display_information: { name: string; description: string; background_color: string };
  features: {
    app_home: {
      home_tab_enabled: boolean;
      messages_tab_enabled: boolean;
      messages_tab_read_only_enabled: boolean;
    };
    bot_user: { display_name: string; always_online: boolean };
    slash_commands: {
      command: string;
      description: string;
      usage_hint: string;
      should_escape: boolean;
      url?: string;
    }[];
    shortcuts?: { name: string; type: 'message' | 'global'; callback_id: string; description: string }[];
  };
  oauth_config: { scopes: { bot: string[] }; redirect_urls?: string[] };
  settings: {
    event_subscriptions: { request_url?: string; bot_events: string[] };
    interactivity: { is_enabled: boolean; request_url?: string; message_menu_options_url?: string };
    org_deploy_enabled: boolean;
    socket_mode_enabled: boolean;
    token_rotation_enabled: boolean;
  };
}

/** The manifest of what the features register. `requestUrl`: HTTP mode; without it, Socket Mode. */
export function buildManifest({
  features,
  requestUrl,
}: {
  features: readonly Feature[];
  requestUrl?: string;
}): Manifest {
  const events = declaredEvents(features);
  const shortcuts = features.flatMap((feature) => feature.shortcuts ?? []);
  return {
    display_information: {
      name: 'Baton',
      description:
        '客户与投诉接力，件件有人管 · Carries customers and complaints from department to department',
      background_color: '#1d3d5c',
    },
    features: {
      app_home: {
        home_tab_enabled: events.includes('app_home_opened'),
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: true,
      },
      bot_user: { display_name: 'Baton', always_online: true },
      slash_commands: features
        .flatMap((feature) => feature.commands ?? [])
        .map((command) => ({
          command: command.name,
          description: command.description,
          usage_hint: command.usageHint,
          // @person and #channel arrive as ids.
          should_escape: true,
          ...(requestUrl ? { url: requestUrl } : {}),
        })),
      ...(shortcuts.length > 0
        ? {
            shortcuts: shortcuts.map(({ name, type, callbackId, description }) => ({
              name,
              type,
              callback_id: callbackId,
              description,
            })),
          }
        : {}),
    },
    oauth_config: {
      ...(requestUrl ? { redirect_urls: [new URL('/slack/oauth_redirect', requestUrl).href] } : {}),
      scopes: { bot: reasons(features).map(({ scope }) => scope) },
    },
    settings: {
      event_subscriptions: { ...(requestUrl ? { request_url: requestUrl } : {}), bot_events: events },
      interactivity: {
        is_enabled: true,
        ...(requestUrl ? { request_url: requestUrl, message_menu_options_url: requestUrl } : {}),
      },
      org_deploy_enabled: false,
      socket_mode_enabled: !requestUrl,
      token_rotation_enabled: false,
    },
  };
}

/** Events of all features, each once, in order. */
export function declaredEvents(features: readonly Feature[]): string[] {
  return [...new Set(features.flatMap((feature) => feature.events ?? []))].sort();
}

/** Every scope with the features that need it and what for. */
export function reasons(
  features: readonly Feature[],
): { scope: string; because: { feature: string; because: string }[] }[] {
  const byScope = new Map<string, { feature: string; because: string }[]>();
  for (const feature of features) {
    for (const { scope, because } of feature.scopes ?? []) {
      byScope.set(scope, [...(byScope.get(scope) ?? []), { feature: feature.name, because }]);
    }
  }
  return [...byScope].sort(([a], [b]) => (a < b ? -1 : 1)).map(([scope, because]) => ({ scope, because }));
}

/** Where Slack reaches an app in HTTP mode; the installer puts their own address in. */
export const exampleRequestUrl = 'https://baton.example.com/slack/events';

/** The files of manifests/: JSON cannot hold comments, so the scopes' reasons stand beside it. */
export function manifestFiles(features: readonly Feature[]): Record<string, string> {
  const json = (manifest: Manifest) => `${JSON.stringify(manifest, null, 2)}\n`;
  const rows = reasons(features).map(
    ({ scope, because }) =>
      `| \`${scope}\` | ${because.map((one) => `${one.because} (${one.feature})`).join('; ')} |`,
  );
  return {
    'socket.json': json(buildManifest({ features })),
    'http.json': json(buildManifest({ features, requestUrl: exampleRequestUrl })),
    'scopes.md': [
      '# Why Baton asks for each scope',
      '',
      '<!-- Written by `npm run manifests` from what the features declare; do not edit. -->',
      '',
      '| scope | needed for |',
      '| --- | --- |',
      ...rows,
      '',
      'No history scopes: Baton does not read channels. `manifests/socket.json` is for Socket Mode,',
      `\`manifests/http.json\` for HTTP: replace \`${new URL(exampleRequestUrl).host}\` with your own address. When`,
      'workspaces install Baton by OAuth you may switch `token_rotation_enabled` on before the first of them does:',
      'Baton renews its tokens. With a pasted token leave it off, for that one would expire.',
      '',
    ].join('\n'),
  };
}
