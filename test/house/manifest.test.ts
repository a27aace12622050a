import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from '@slack/bolt';
import { describe, expect, test } from 'vitest';
import type { Services } from '../../src/context.js';
import type { Feature } from '../../src/feature.js';
import { features } from '../../src/features.js';
import { buildManifest, manifestFiles, reasons } from '../../src/slack/manifest.js';
import { registerFeatures } from '../../src/slack/register.js';
import { root } from './sources.js';

/** Everything that the features register, by kind. Only notes; a real App would need a transport. */
function recorded(given: readonly Feature[]) {
  const seen = { commands: [], events: [], shortcuts: [], actions: [], views: [], options: [] } as Record<
    'commands' | 'events' | 'shortcuts' | 'actions' | 'views' | 'options',
    string[]
  >;
  const nameOf = (
    constraint: string | RegExp | { callback_id?: string | RegExp; action_id?: string | RegExp },
  ) =>
    String(
      typeof constraint === 'string' || constraint instanceof RegExp
        ? constraint
        : (constraint.callback_id ?? constraint.action_id),
    );
  const note = (kind: keyof typeof seen) => (constraint: Parameters<typeof nameOf>[0]) => {
    seen[kind].push(nameOf(constraint));
  };
  const app = {
    command: note('commands'),
    event: note('events'),
    shortcut: note('shortcuts'),
    action: note('actions'),
    view: note('views'),
    options: note('options'),
    message: () => seen.events.push('message'),
  };
  registerFeatures(app as unknown as App, { features: given, db: { read: {} } } as Services);
  return seen;
}

const seen = recorded(features);
const manifest = buildManifest({ features });
const once = (names: readonly string[]) => [...new Set(names)].sort();

describe('the manifest', () => {
  test.each(Object.entries(manifestFiles(features)))(
    'manifests/%s is up to date (npm run manifests)',
    (name, text) => {
      expect(readFileSync(join(root, 'manifests', name), 'utf8')).toBe(text);
    },
  );

  test('declares every command, shortcut and event that has a listener, and no other', () => {
    expect(once(manifest.features.slash_commands.map(({ command }) => command))).toEqual(once(seen.commands));
    expect(once((manifest.features.shortcuts ?? []).map((shortcut) => shortcut.callback_id))).toEqual(
      once(seen.shortcuts),
    );
    const events = manifest.settings.event_subscriptions.bot_events.map((name) =>
      name.replace(/^message\..*/, 'message'),
    );
    expect(once(events)).toEqual(once(seen.events));
  });

  test('would notice a listener that is not declared, and a declaration without listener', () => {
    const careless: Feature = {
      name: 'careless',
      events: ['team_join'],
      listeners: (app) => app.event('user_change', async () => {}),
    };
    expect(once(recorded([careless]).events)).not.toEqual(
      buildManifest({ features: [careless] }).settings.event_subscriptions.bot_events,
    );
  });

  test('nothing has two listeners', () => {
    for (const names of [seen.commands, seen.shortcuts, seen.actions, seen.views, seen.options]) {
      expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    }
  });

  test('keeps Slack’s limits', () => {
    const { display_information: shown, features: parts } = manifest;
    expect(shown.name.length).toBeLessThanOrEqual(35);
    expect(shown.description.length).toBeLessThanOrEqual(140);
    for (const { command, description, usage_hint } of parts.slash_commands) {
      expect(command).toMatch(/^\/[a-z][a-z0-9-]{0,31}$/);
      expect(description).not.toBe('');
      expect(description.length).toBeLessThanOrEqual(2000);
      expect(usage_hint.length).toBeLessThanOrEqual(1000);
    }
    for (const { name, description } of parts.shortcuts ?? []) {
      expect(name.length, name).toBeLessThanOrEqual(24);
      expect(name, 'in both languages').toMatch(/[A-Za-z].*[\u4e00-\u9fff]|[\u4e00-\u9fff].*[A-Za-z]/);
      expect(description.length).toBeLessThanOrEqual(150);
    }
  });

  test('asks for no scope without a reason, and for none that reads what people write', () => {
    expect(
      manifest.oauth_config.scopes.bot.filter((scope) => /:history$|^search:|^admin/.test(scope)),
    ).toEqual([]);
    for (const { scope, because } of reasons(features)) {
      for (const one of because) expect(one.because, scope).not.toBe('');
    }
  });

  test('asks for the scopes that its own events and commands need', () => {
    const scopes = new Set(manifest.oauth_config.scopes.bot);
    const needs: Record<string, string[]> = {
      user_change: ['users:read'],
      team_join: ['users:read'],
      member_joined_channel: ['channels:read', 'groups:read'],
      channel_archive: ['channels:read'],
    };
    expect(scopes).toContain('commands');
    for (const event of manifest.settings.event_subscriptions.bot_events) {
      for (const scope of needs[event] ?? []) expect([...scopes], event).toContain(scope);
    }
  });
});
