import { setImmediate as breathe } from 'node:timers/promises';
import type { App } from '@slack/bolt';
import type { Services } from '../context.js';
import type { Command, CommandInput, Feature, Rendered, Subcommand } from '../feature.js';
import type { Messages } from '../messages/index.js';
import { namesBySlackId } from '../people/queries.js';
import { askerOf } from './asker.js';
import { section } from './blocks.js';
import { fitMessage } from './fit-message.js';
import { escapeText, mentionsIn, readableText, shortenPlain } from './text.js';

/** Registers everything that the features answer to. */
export function registerFeatures(app: App, services: Services): void {
  for (const feature of services.features) {
    for (const command of feature.commands ?? []) registerCommand(app, command, services);
    feature.listeners?.(app, services);
  }
}

function registerCommand(app: App, command: Command, { features }: Services): void {
  app.command(command.name, async (args) => {
    // First of all: whatever takes longer than three seconds would look like a failure to the person.
    await args.ack();
    // Then whoever else waits for theirs: what the command asks for has its own three seconds.
    await breathe();
    const asker = await askerOf(args);
    const { run, rest, unknown } = findSubcommand(command, args.command.text ?? '');
    const reply = (message: Rendered | string) =>
      args
        .respond({
          response_type: 'ephemeral',
          replace_original: false,
          ...fitMessage(typeof message === 'string' ? { text: message } : message, asker.t),
        })
        .then(() => undefined);
    if (!run) {
      await reply(usage({ command, features, t: asker.t, unknown }));
      return;
    }
    const mentions = mentionsIn(rest);
    const { services, workspaceId } = asker.ctx;
    const users = await namesBySlackId(services.db.read, { workspaceId, slackUserIds: mentions.users });
    const input: CommandInput = {
      text: readableText(rest, { users }),
      mentions,
      channelId: args.command.channel_id,
      triggerId: args.command.trigger_id,
      asker,
      reply,
    };
    await run(input);
  });
}

const helpWords = new Set(['help', '?', 'usage', '帮助', '用法']);

/** For comparing words: full-width forms and capitals count as their plain ones. */
const fold = (word: string) => word.normalize('NFKC').toLowerCase();

/**
 * Which part of a command a text asks for: its first word's sub-command with the rest; without
 * one, what the command does with any text, or with none. Neither, words that nobody
 * asked for, or a word for help: usage.
 */
export function findSubcommand(
  command: Pick<Command, 'subcommands' | 'alone' | 'otherwise'>,
  text: string,
): { run?: Subcommand['run']; rest: string; unknown?: string } {
  const [, word = '', rest = ''] = /^(\S*)\s*(.*)$/su.exec(text.trim()) ?? [];
  const folded = fold(word);
  if (helpWords.has(folded) && rest === '') return { rest: '' };
  const found = subcommandFor(command.subcommands, folded);
  if (found && word) {
    const more = rest.trim();
    if (more && found.bare) return { rest: '', unknown: shortenPlain(readableText(`${word} ${more}`), 80) };
    return { run: found.run, rest: more };
  }
  if (!word && command.alone) return { run: command.alone, rest: '' };
  // Alone it names what other commands have, and is no text of this one.
  if (word && rest === '' && isMeantAsWord(command.subcommands, folded))
    return { rest: '', unknown: readableText(word) };
  if (command.otherwise) return { run: command.otherwise, rest: text.trim() };
  return word ? { rest: '', unknown: readableText(word) } : { rest: '' };
}

/** What people call the same thing; a command takes any of a line for its own word of it. */
const synonyms = [
  ['list', 'lists', 'ls', '列表', '清单', '列出'],
  ['find', 'search', 'lookup', '查找', '搜索', '查询', '查', '找'],
  ['new', 'add', 'create', '登记', '新建', '添加'],
  ['show', 'view', '查看', '看'],
  ['setup', 'settings', 'config', '设置', '配置'],
];

function subcommandFor(subcommands: readonly Subcommand[], word: string): Subcommand | undefined {
  const known = (one: string) => subcommands.find(({ words }) => words.some((its) => fold(its) === one));
  const meant = synonyms.find((line) => line.includes(word))?.map(known);
  return known(word) ?? meant?.find((one) => one !== undefined);
}

/** A word for a thing that this command has not, or one typed nearly right: `lst`, `serach`. */
function isMeantAsWord(subcommands: readonly Subcommand[], word: string): boolean {
  const known = [...synonyms.flat(), ...subcommands.flatMap(({ words }) => words.map(fold))];
  return known.some((one) => one === word || (/^[a-z]{4,}$/.test(one) && isOneSlipFrom(one, word)));
}

/** One letter left out, added, or two swapped; or, in a longer word, changed: `lost` is a word of its own. */
function isOneSlipFrom(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false;
  let from = 0;
  while (from < one.length && one[from] === other[from]) from++;
  const [a, b] = [one.slice(from), other.slice(from)];
  const swapped = a.length > 1 && a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);
  const changed = one.length > 4 && a.slice(1) === b.slice(1);
  return swapped || changed || a.slice(1) === b || a === b.slice(1);
}

function usage({
  command,
  features,
  t,
  unknown,
}: {
  command: Command;
  features: readonly Feature[];
  t: Messages;
  unknown: string | undefined;
}): Rendered {
  const texts = command.listsAll
    ? features.flatMap(({ commands = [] }) => commands.map((one) => `${one.about(t)}\n${one.usage(t)}`))
    : [command.usage(t)];
  if (unknown) {
    const refusal = t.slack.unknownSubcommand({ word: escapeText(unknown), command: command.name });
    texts[0] = `${refusal}\n${texts[0]}`;
  }
  return { text: texts.join('\n\n'), blocks: texts.map((text) => section(text)) };
}
