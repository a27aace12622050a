import type { Feature, TimelineEntry } from '../feature.js';
import { may } from '../people/may.js';
import { staffByIds } from '../people/queries.js';
import { stateOf } from './complaint.js';
import { toldTo } from './recused.js';

/** A customer's complaints, when they were registered and when they ended; none that is about the one who looks. */
export const complaintsOfCustomer: NonNullable<Feature['timeline']> = async (
  { ctx, t, staff },
  { customer, until, limit },
) => {
  const { workspaceId, services } = ctx;
  if (!may(staff, 'complaint.read')) return [];
  const reader = services.db.read;
  // A customer has few. Asked for in order, SQLite would walk the workspace's by their time.
  const complaints = await reader.complaint.findMany({
    where: {
      workspaceId,
      customerId: customer.id,
      registeredAt: { lte: until },
      AND: [toldTo({ staffId: staff.id })],
    },
    select: {
      id: true,
      number: true,
      category: true,
      state: true,
      registeredById: true,
      registeredAt: true,
      closedAt: true,
    },
  });
  const people = await staffByIds(reader, {
    workspaceId,
    staffIds: complaints.map(({ registeredById }) => registeredById),
  });
  const categories: Record<string, string> = t.complaints.categories;
  const entries = complaints.flatMap((complaint): TimelineEntry[] => {
    const { id, number, category, registeredAt, closedAt } = complaint;
    const by = people.get(complaint.registeredById);
    const texts = t.complaints.timeline;
    return [
      {
        id,
        at: registeredAt,
        line: texts.registered({
          number,
          category: categories[category] ?? category,
          who: by ? `<@${by.slackUserId}>` : t.common.nobody,
        }),
      },
      ...(closedAt && closedAt <= until
        ? [
            {
              id: `${id}:end`,
              at: closedAt,
              line: texts.ended({ number, state: t.complaints.states[stateOf(complaint.state)] }),
            },
          ]
        : []),
    ];
  });
  return entries.toSorted((a, b) => b.at.getTime() - a.at.getTime()).slice(0, limit);
};
