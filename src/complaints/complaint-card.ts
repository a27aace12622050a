import type { CardKind } from '../feature.js';
import { loadCard } from './load-card.js';
import { complaintCard } from './views/card.js';

/** The card in the service department's channel. */
export const complaintCardKind: CardKind = {
  kind: 'complaint',
  async render({ reader, workspace, t, now, subjectId }) {
    const content = await loadCard(reader, { workspaceId: workspace.id, complaintId: subjectId });
    return content && complaintCard({ t, timeZone: workspace.timeZone, now, content });
  },
};
