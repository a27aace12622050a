import type { KnownBlock } from '@slack/types';
import type { Reader } from '../db/types.js';
import type { Messages } from '../messages/index.js';
import { actions, button, divider, header, section } from '../slack/blocks.js';
import { setUpActionId } from '../slack/errors.js';
import type { Person } from './person.js';
import { loadSetupState } from './setup-state.js';
import { maySetUp } from './show-view.js';
import { checklistBlocks } from './views/checklist.js';

/** What App Home shows of set-up to those who may set something up; null for others. `short`: only the way there. */
export async function setupForHome(
  reader: Reader,
  { viewer, t }: { viewer: Person; t: Messages },
): Promise<{ full: KnownBlock[]; short: KnownBlock[] } | null> {
  const { workspaceId } = viewer;
  // Most people may not, and cost one small query.
  const leadsSomething =
    viewer.role === 'lead' ||
    (await reader.department.count({ where: { workspaceId, leadId: viewer.id } })) > 0;
  if (!viewer.admin && !leadsSomething) return null;
  const state = await loadSetupState(reader, { workspaceId });
  if (!maySetUp(viewer, state)) return null;
  const { title } = t.people.setup;
  const way = actions([button({ text: t.slack.setUp, actionId: setUpActionId, value: 'setup' })]);
  return {
    full: [divider(), header(title), ...checklistBlocks({ state, viewer, t })],
    short: [divider(), section(`*${title}*`), way],
  };
}
