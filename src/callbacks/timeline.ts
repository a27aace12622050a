import { quoted } from '../customers/timeline.js';
import type { Feature } from '../feature.js';
import { staffByIds } from '../people/queries.js';
import type { CallKind } from './callback.js';

/** The calls that were made, with what was said. */
export const callsOfCustomer: NonNullable<Feature['timeline']> = async (
  { ctx, t },
  { customer, until, limit, readable },
) => {
  const { workspaceId, services } = ctx;
  const reader = services.db.read;
  const calls = await reader.callback.findMany({
    where: {
      workspaceId,
      customerId: customer.id,
      state: { in: ['reached', 'not-reached'] },
      calledAt: { lte: until },
    },
    orderBy: { calledAt: 'desc' },
    take: limit,
  });
  const people = await staffByIds(reader, { workspaceId, staffIds: calls.map((call) => call.calledById) });
  const { wrappedKey } = customer;
  const open = (sealed: string | null) =>
    sealed && readable && wrappedKey ? services.vault.open(wrappedKey, sealed) : null;
  return calls.map((call) => {
    const by = people.get(call.calledById ?? '');
    const { outcomes, levels } = t.callbacks.form;
    const title = t.callbacks.timeline.called({
      who: by ? `<@${by.slackUserId}>` : t.common.nobody,
      kind: t.callbacks.kinds[call.kind as CallKind],
    });
    const outcome = [
      outcomes[call.state as keyof typeof outcomes],
      levels[String(call.satisfaction) as keyof typeof levels],
    ].filter(Boolean);
    const said = open(call.answersSealed);
    const answers = said ? (JSON.parse(said) as { withWhat: string; improve: string }) : null;
    const texts = [open(call.noteSealed), answers?.withWhat, answers?.improve].filter(Boolean) as string[];
    return {
      id: call.id,
      at: call.calledAt ?? call.plannedAt,
      line: [[title, ...outcome].join(t.common.separator), ...texts.map(quoted)].join('\n'),
    };
  });
};
