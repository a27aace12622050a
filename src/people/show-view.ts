import type { AllMiddlewareArgs } from '@slack/bolt';
import { touchHomes } from '../outbox/homes.js';
import type { Asker } from '../slack/asker.js';
import { type PressedView, redrawModal } from '../slack/modals.js';
import { may } from './may.js';
import type { Person } from './person.js';
import { staffById } from './queries.js';
import { loadSetupState, type SetupState } from './setup-state.js';
import { checklist } from './views/checklist.js';
import { staffList } from './views/staff.js';

/**
 * What lies behind a form and has to be drawn anew once it is saved: the checklist, a department's people
 * (`staff:<department id>`), App Home, or nothing of ours.
 */
export function behindOf(view: PressedView | undefined): string {
  if (view?.type === 'home') return 'home';
  if (view?.callback_id === 'people.checklist') return 'checklist';
  if (view?.callback_id === 'people.staff-list') {
    const { departmentId = '' } = JSON.parse(view.private_metadata || '{}') as { departmentId?: string };
    return `staff:${departmentId}`;
  }
  return '';
}

/** Draws anew what lies behind a form. A convenience: what Slack says to it does not matter to anybody. */
export async function refreshBehind(
  { client }: Pick<AllMiddlewareArgs, 'client'>,
  { asker, behind, previousViewId }: { asker: Asker; behind: string; previousViewId: string | null },
): Promise<void> {
  const { t, workspace, ctx } = asker;
  if (behind === 'home') {
    await ctx.services.db.transaction((tx) => touchHomes(tx, ctx));
    ctx.services.nudge(ctx.workspaceId);
    return;
  }
  if (!behind) return;
  const reader = ctx.services.db.read;
  const workspaceId = workspace.id;
  const state = await loadSetupState(reader, { workspaceId });
  const viewer = await staffById(reader, { workspaceId, staffId: asker.staff.id });
  if (!viewer) return;
  if (!previousViewId) return;
  const department = state.departments.find((each) => behind === `staff:${each.department.id}`);
  const view = department
    ? staffList({ state: department, timeZone: state.workspace.timeZone, now: ctx.now, t })
    : checklist({ state, viewer, t });
  await redrawModal(client, { id: previousViewId, view });
}

/** Whether there is anything that somebody may set up. */
export function maySetUp(viewer: Person, state: SetupState): boolean {
  return (
    may(viewer, 'settings.change') ||
    state.departments.some(({ department }) => may(viewer, 'department.manage', { department }))
  );
}
