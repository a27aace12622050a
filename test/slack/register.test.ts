import { describe, expect, test } from 'vitest';
import { findSubcommand } from '../../src/slack/register.js';
import { repeatKeyOf } from '../../src/slack/repeat-key.js';

const list = async () => {};
const setup = async () => {};
const otherwise = async () => {};
const subcommands = [
  { words: ['list', '列表'], run: list },
  { words: ['setup', '设置'], run: setup },
] as const;

describe('sub-commands', () => {
  test.each([
    ['list', list, ''],
    ['  LIST   mine ', list, 'mine'],
    ['ｌｉｓｔ　ｍｉｎｅ', list, 'ｍｉｎｅ'],
    ['列表 逾期', list, '逾期'],
    ['设置', setup, ''],
    ['list a\nb', list, 'a\nb'],
  ])('%j', (text, run, rest) => {
    expect(findSubcommand({ subcommands }, text)).toEqual({ run, rest });
  });

  test.each([[''], ['help'], ['HELP'], ['？'], ['帮助']])('%j is a question for usage', (text) => {
    expect(findSubcommand({ subcommands }, text)).toEqual({ rest: '' });
  });

  test('what is unknown is named beside the usage', () => {
    expect(findSubcommand({ subcommands }, 'lisst mine')).toEqual({ rest: '', unknown: 'lisst' });
    expect(findSubcommand({ subcommands }, 'constructor')).toEqual({ rest: '', unknown: 'constructor' });
  });

  test('a command that takes any text gets all of it, but help stays help', () => {
    const command = { subcommands, otherwise };
    expect(findSubcommand(command, 'They never called')).toEqual({
      run: otherwise,
      rest: 'They never called',
    });
    expect(findSubcommand(command, '')).toEqual({ run: otherwise, rest: '' });
    expect(findSubcommand(command, 'help')).toEqual({ rest: '' });
    expect(findSubcommand(command, 'help me with my account')).toEqual({
      run: otherwise,
      rest: 'help me with my account',
    });
  });
});

describe('what tells a repeated delivery', () => {
  test.each([
    ['an event', { event_id: 'Ev1', type: 'event_callback' }, 'event:Ev1'],
    ['a submission', { type: 'view_submission', view: { id: 'V1', hash: '1.a' } }, 'view:V1:1.a'],
    [
      'a click',
      {
        type: 'block_actions',
        user: { id: 'U1' },
        actions: [{ action_ts: '1.2', action_id: 'complaint.judge' }],
      },
      'action:1.2:complaint.judge:U1',
    ],
    ['a command', { command: '/complaint', trigger_id: 't.1' }, 'command:t.1'],
    [
      'a shortcut',
      { type: 'message_action', action_ts: '3.4', callback_id: 'complaint.register', user: { id: 'U1' } },
      'shortcut:3.4:complaint.register:U1',
    ],
  ])('%s', (_, body, repeatKey) => {
    expect(repeatKeyOf(body)).toEqual({ repeatKey });
  });

  test('options and closed views change nothing', () => {
    expect(repeatKeyOf({ type: 'block_suggestion' })).toEqual({});
    expect(repeatKeyOf({ type: 'view_closed', view: { id: 'V1', hash: '1.a' } })).toEqual({});
  });
});
