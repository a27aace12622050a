import { App, type Receiver } from '@slack/bolt';
import { beforeEach, expect, it, vi } from 'vitest';
import { boltLogger } from '../../src/slack/bolt-logger.js';
import { findListenersByName } from '../../src/slack/listeners-by-name.js';
import { quietLog } from '../support/database.js';

const receiver: Receiver = { init: () => {}, start: async () => {}, stop: async () => {} };
const team = { team_id: 'T1', team: { id: 'T1' }, user: { id: 'U1' }, user_id: 'U1' };
const heard: string[] = [];
const hear = (what: string) => async () => {
  heard.push(what);
};
const fail = (what: string) => async () => {
  heard.push(what);
  throw new Error(what);
};

let app: App;
const failed = vi.fn();
beforeEach(() => {
  heard.length = 0;
  failed.mockReset();
  app = new App({ receiver, logger: boltLogger(quietLog), authorize: async () => ({ botToken: 'xoxb' }) });
  app.error(async (error) => failed(error));
  findListenersByName(app);
});

const receive = (body: Record<string, unknown>) =>
  app.processEvent({ body: { ...team, ...body }, ack: async () => {} });

it('calls the one that a request names, of its own kind', async () => {
  app.command('/same', hear('command'));
  app.shortcut({ callback_id: '/same', type: 'shortcut' }, hear('global shortcut'));
  app.shortcut({ callback_id: '/same', type: 'message_action' }, hear('message shortcut'));
  app.action('/same', hear('action'));
  app.options('/same', hear('options'));
  app.view('/same', hear('submission'));
  app.view({ callback_id: '/same', type: 'view_closed' }, hear('closed, by Bolt'));
  app.action(/^\/sa/, hear('pattern, by Bolt'));

  await receive({ command: '/same', text: '' });
  await receive({ type: 'shortcut', callback_id: '/same' });
  await receive({ type: 'message_action', callback_id: '/same', message: {}, channel: { id: 'C1' } });
  await receive({ type: 'block_actions', actions: [{ type: 'button', action_id: '/same' }] });
  await receive({ type: 'block_suggestion', action_id: '/same', value: '' });
  await receive({ type: 'view_submission', view: { callback_id: '/same' } });
  await receive({ type: 'view_closed', view: { callback_id: '/same' } });
  await receive({ command: '/other', text: '' });
  expect(heard).toEqual([
    'command',
    'global shortcut',
    'message shortcut',
    'action',
    'pattern, by Bolt',
    'options',
    'submission',
    'closed, by Bolt',
  ]);
  expect(failed).not.toHaveBeenCalled();
});

it('calls everybody who listens to an event, whoever fails', async () => {
  const left = { type: 'event_callback', event: { type: 'channel_left', channel: 'C1' } };
  app.event('channel_left', fail('first'));
  app.event('channel_left', hear('second'));
  await receive(left);
  expect(heard).toEqual(['first', 'second']);
  expect(failed.mock.calls).toMatchObject([[{ original: { message: 'first' } }]]);

  app.event('channel_left', fail('third'));
  await receive(left);
  expect(failed.mock.calls[1]).toMatchObject([{ originals: [{ message: 'first' }, { message: 'third' }] }]);
});

it('refuses a second listener for a name that belongs to one', () => {
  app.view('form', hear('one'));
  expect(() => app.view('form', hear('two'))).toThrow('Two listeners for the view form');
});
