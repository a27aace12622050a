import { describe, expect, test } from 'vitest';
import { findSubcommand } from '../../src/slack/register.js';

const list = async () => {};
const setup = async () => {};
const otherwise = async () => {};
const subcommands = [
  { words: ['list', '列表'], run: list },
  { words: ['setup', '设置'], bare: true, run: setup },
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

  test('further words that a sub-command takes none of are named, not passed over', () => {
    expect(findSubcommand({ subcommands, otherwise }, 'setup now please')).toEqual({
      rest: '',
      unknown: 'setup now please',
    });
    expect(findSubcommand({ subcommands }, '设置 现在')).toEqual({ rest: '', unknown: '设置 现在' });
  });

  test('a command may do something by itself that it does with no other text', () => {
    const command = { subcommands, alone: setup };
    expect(findSubcommand(command, '  ')).toEqual({ run: setup, rest: '' });
    expect(findSubcommand(command, '张伟')).toEqual({ rest: '', unknown: '张伟' });
  });

  test('what another word says, or nearly the word, is no text of a command', () => {
    const command = { subcommands, otherwise };
    expect(findSubcommand(command, 'settings')).toEqual({ run: setup, rest: '' });
    expect(findSubcommand(command, '配置')).toEqual({ run: setup, rest: '' });
    for (const slip of ['setpu', 'stup', 'setups', 'SETUB', 'find', '查询', 'serach', 'lits']) {
      expect(findSubcommand(command, slip), slip).toEqual({ rest: '', unknown: slip });
    }
    for (const text of ['张伟', 'lost', 'they call set up late', 'find out why nobody calls back']) {
      expect(findSubcommand(command, text), text).toEqual({ run: otherwise, rest: text });
    }
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
