import { App, type Receiver } from '@slack/bolt';
import { expect, it } from 'vitest';
import { forgetsClients } from '../../src/slack/bolt-clients.js';
import { boltLogger } from '../../src/slack/bolt-logger.js';
import { quietLog } from '../support/database.js';

const receiver: Receiver = { init: () => {}, start: async () => {}, stop: async () => {} };

it('Bolt’s clients of workspaces and tokens that are gone do not stay for ever', async () => {
  let now = Date.parse('2026-11-25T02:00:00Z');
  const app = new App({
    receiver,
    logger: boltLogger(quietLog),
    authorize: async ({ teamId = '' }) => ({ botToken: `xoxb-${teamId}-${now}`, teamId }),
  });
  const forget = forgetsClients(app, { elapsed: () => now });
  const heard: (string | undefined)[] = [];
  app.command('/who', async ({ client }) => void heard.push(client.token));
  const ask = async (team: string) => {
    forget();
    await app.processEvent({
      body: { command: '/who', text: '', team_id: team, user_id: 'U1' },
      ack: async () => {},
    });
  };
  /** What Bolt keeps, in a place of its own. */
  const kept = () => Object.keys((app as unknown as { clients: Record<string, unknown> }).clients);

  for (const team of ['T1', 'T2', 'T3']) await ask(team);
  expect(kept()).toEqual(['T1', 'T2', 'T3']);
  now += 11 * 60_000;
  await ask('T4');
  expect(kept()).toEqual(['T4']);
  await ask('T1');
  expect(heard.at(-1)).toBe(`xoxb-T1-${now}`);
});
