import { ownerRoles } from '../customers/customer.js';
import { quoted } from '../customers/timeline.js';
import type { Feature, TimelineEntry } from '../feature.js';
import { departmentName } from '../people/department-name.js';
import { listDepartments, staffByIds } from '../people/queries.js';
import { escapeText } from '../slack/text.js';
import type { HandoffState } from './handoff.js';

/** The handoffs of a customer, when they were offered and what became of them. */
export const handoffsOfCustomer: NonNullable<Feature['timeline']> = async (
  { ctx, t },
  { customer, until, limit, readable },
) => {
  const { workspaceId, services } = ctx;
  const reader = services.db.read;
  const handoffs = await reader.handoff.findMany({
    where: { workspaceId, customerId: customer.id, offeredAt: { lte: until } },
  });
  if (handoffs.length === 0) return [];
  const [departments, people] = await Promise.all([
    listDepartments(reader, { workspaceId }),
    staffByIds(reader, {
      workspaceId,
      staffIds: handoffs.flatMap(({ fromStaffId, newOwnerId, decidedById }) => [
        fromStaffId,
        newOwnerId,
        decidedById,
      ]),
    }),
  ]);
  const who = (id: string | null) => {
    const person = people.get(id ?? '');
    return person ? `<@${person.slackUserId}>` : t.common.nobody;
  };
  const texts = t.handoffs.timeline;
  const entries = handoffs.flatMap((handoff): TimelineEntry[] => {
    const to = departments.find(({ id }) => id === handoff.toDepartmentId);
    const about = {
      role: t.customers.ownerRoles[
        ownerRoles.find((role) => role === handoff.ownerRole) ?? 'account-manager'
      ],
      to: to ? escapeText(departmentName(t, to)) : t.common.nobody,
    };
    const words = (text: string | null) => (text && readable ? [quoted(text)] : []);
    return [
      {
        id: handoff.id,
        at: handoff.offeredAt,
        line: [texts.offered({ ...about, who: who(handoff.fromStaffId) }), ...words(handoff.purpose)].join(
          '\n',
        ),
      },
      ...(handoff.decidedAt && handoff.decidedAt <= until
        ? [
            {
              id: `${handoff.id}:end`,
              at: handoff.decidedAt,
              line: [
                texts.decided({ ...about, state: t.handoffs.states[handoff.state as HandoffState] }),
                ...words(handoff.returnReason),
              ].join('\n'),
            },
          ]
        : []),
    ];
  });
  return entries.toSorted((a, b) => b.at.getTime() - a.at.getTime()).slice(0, limit);
};
