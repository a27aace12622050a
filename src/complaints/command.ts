import { firstPage } from '../db/pages.js';
import type { Command, CommandInput } from '../feature.js';
import { openModal } from '../slack/modal-listeners.js';
import { shortenPlain } from '../slack/text.js';
import { UserError } from '../slack/user-error.js';
import { type ListFilter, readComplaintNumber, textLimits } from './complaint.js';
import { presentList, presentRecord, presentRegister } from './present.js';
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

async function showOrRegister({ text, triggerId, asker }: CommandInput): Promise<void> {
  const { services, workspaceId } = asker.ctx;
  const number = readComplaintNumber(text);
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
  usageHint: '[what happened 投诉内容] | list [mine|open|overdue] | C-2026-0042',
  about: (t) => t.complaints.about,
  usage: (t) => t.complaints.usage,
  subcommands: [{ words: ['list', '列表', '清单'], run: list }],
  otherwise: showOrRegister,
};
