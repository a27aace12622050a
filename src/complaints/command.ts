import { localDate } from '../calendar/local-time.js';
import { firstPage } from '../db/pages.js';
import type { Command, CommandInput } from '../feature.js';
import { openModal } from '../slack/modal-listeners.js';
import { shortenPlain } from '../slack/text.js';
import { UserError } from '../slack/user-error.js';
import { type ListFilter, readComplaintNumber, readShortNumber, textLimits } from './complaint.js';
import { presentFound, presentList, presentRecord, presentRegister } from './present.js';
import { complaintByNumber } from './queries.js';

const filterWords: Record<string, ListFilter> = {
  '': 'all',
  all: 'all',
  全部: 'all',
  mine: 'mine',
  my: 'mine',
  我的: 'mine',
  open: 'open',
  未结: 'open',
  overdue: 'overdue',
  late: 'overdue',
  逾期: 'overdue',
};

async function list(input: CommandInput): Promise<void> {
  const word = input.text.normalize('NFKC').toLowerCase();
  const filter = Object.hasOwn(filterWords, word) ? filterWords[word] : undefined;
  await input.reply(
    filter ? await presentList(input.asker, { filter, at: firstPage }) : input.asker.t.complaints.usage,
  );
}

async function find({ text, asker, reply }: CommandInput): Promise<void> {
  await reply(text ? await presentFound(asker, text) : asker.t.complaints.usage);
}

async function showOrRegister(input: CommandInput): Promise<void> {
  const { text, triggerId, asker } = input;
  const { services, workspaceId, now } = asker.ctx;
  // What is only the name of a list asks for it; it is no complaint.
  if (text && Object.hasOwn(filterWords, text.normalize('NFKC').toLowerCase())) {
    await list(input);
    return;
  }
  const year = Number(localDate(asker.workspace.timeZone, now).slice(0, 4));
  const number = readComplaintNumber(text) ?? readShortNumber(text, year);
  if (!number) {
    const draft = { content: shortenPlain(text, textLimits.content) };
    const view = await presentRegister(asker, { draft, sourceLink: null });
    await openModal({ asker, triggerId }, view);
    return;
  }
  const complaint = await complaintByNumber(services.db.read, { workspaceId, number });
  if (!complaint) throw new UserError('complaintNotFound');
  const view = await presentRecord(asker, { complaint });
  await openModal({ asker, triggerId }, view);
}

export const complaintCommand: Command = {
  name: '/complaint',
  description: 'Register a complaint or look one up 登记或查看投诉',
  usageHint: '[what happened 投诉内容] | list [mine|open|overdue] | find [name] | C-2026-0042',
  about: (t) => t.complaints.about,
  usage: (t) => t.complaints.usage,
  subcommands: [
    { words: ['list', '列表', '清单'], run: list },
    { words: ['find', 'search', '查找', '搜索'], run: find },
  ],
  otherwise: showOrRegister,
};
