import { localDate } from '../calendar/local-time.js';
import type { Command, CommandInput } from '../feature.js';
import { openModal } from '../slack/modal-listeners.js';
import { UserError } from '../slack/user-error.js';
import { presentSchedules, presentWriting } from './present.js';
import { presentDay, presentList } from './present-archive.js';

/** `2026-11-25`, `2026/11/25`, `11-25`, `11月25日`; nothing is today. Null for anything else. */
export function readDate(typed: string, today: string): string | null {
  const text = typed.normalize('NFKC').trim();
  if (!text) return today;
  const match = /^(?:(\d{4})\s*[-/.年]\s*)?(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(text);
  if (!match) return null;
  const [, year = today.slice(0, 4), month = '', day = ''] = match;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const parsed = new Date(`${date}T00:00:00Z`);
  return Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 10) !== date ? null : date;
}

async function show(input: CommandInput): Promise<void> {
  const { asker, text, reply } = input;
  const date = readDate(text, localDate(asker.workspace.timeZone, asker.ctx.now));
  if (!date) {
    await reply(asker.t.briefings.archive.badDate);
    return;
  }
  const shown = await presentDay(asker, date);
  await ('view' in shown ? openModal(input, shown.view) : reply(shown.message));
}

export const briefingCommand: Command = {
  name: '/briefing',
  description: 'Write, schedule and look up briefings 撰写、排期和查看早评',
  usageHint: 'write | show [2026-11-25] | list | schedule',
  about: (t) => t.briefings.about,
  usage: (t) => t.briefings.usage,
  subcommands: [
    {
      words: ['write', '撰写', '写'],
      bare: true,
      run: async (input) => {
        const { staff } = input.asker;
        if (!staff.departmentId && !staff.admin) throw new UserError('notAllowed');
        await openModal(input, await presentWriting(input.asker));
      },
    },
    {
      words: ['schedule', '排期'],
      bare: true,
      run: async (input) => openModal(input, await presentSchedules(input.asker)),
    },
    { words: ['show', '查看'], run: show },
    {
      words: ['list', '列表', '清单'],
      bare: true,
      run: async ({ asker, reply }) => reply(await presentList(asker, 0)),
    },
  ],
};
