import { nextSlot } from '../callbacks/callback.js';
import { recordCall } from '../callbacks/record-call.js';
import type { Context, Services } from '../context.js';
import { localeOf } from '../messages/index.js';
import { staffById } from '../people/queries.js';
import { workRules } from '../people/work-calendar.js';

const DAY_MS = 86_400_000;
const FIRST_DAYS = 8;

/** What they wrote down; a first contact is one only with a note. */
const notes = {
  en: [
    'All is well; follows the market.',
    'Asks for the morning briefing by SMS.',
    'Happy with the software.',
  ],
  'zh-CN': ['一切正常，继续关注行情。', '希望早评发到短信。', '软件使用顺利。'],
};

/**
 * The calls that fell due before the opening, made by those who owed them. The company took Baton up some days ago:
 * what was due before then is called at that time, so that each customer has one or two calls on record.
 */
export async function callCustomers(
  services: Services,
  { workspaceId, before }: { workspaceId: string; before: Date },
): Promise<void> {
  const reader = services.db.read;
  const rules = await workRules(reader, { workspaceId, departmentId: null });
  const { locale } = await reader.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
  const said = notes[localeOf(locale, 'en')];
  for (let made = 0; made < 500; made++) {
    const call = await reader.callback.findFirst({
      where: { workspaceId, state: 'planned', plannedAt: { lt: before } },
      orderBy: [{ plannedAt: 'asc' }, { id: 'asc' }],
    });
    if (!call) return;
    const duty = await reader.duty.findFirst({ where: { workspaceId, key: `callback:${call.id}` } });
    const staff = await staffById(reader, { workspaceId, staffId: duty?.ownerId ?? '' });
    if (!staff) return;
    const taken = new Date(before.getTime() - (FIRST_DAYS - (made % 5)) * DAY_MS);
    const from = call.plannedAt < taken ? taken : call.plannedAt;
    const { start } = nextSlot({ ...rules, from });
    const now = start < before ? start : before;
    const ctx: Context = { services, workspaceId, actor: { type: 'person', staff }, now };
    const { customerId, id: callbackId } = call;
    const note = said[made % said.length] ?? '';
    await recordCall(ctx, { customerId, callbackId, reached: true, satisfaction: 4 + (made % 2), note });
  }
}
