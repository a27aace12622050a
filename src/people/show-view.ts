import type { AllMiddlewareArgs } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { touchHomes } from '../outbox/homes.js';
import type { Asker } from '../slack/asker.js';
import { may } from './may.js';
import type { Person } from './person.js';
import { staffById } from './queries.js';
import { loadSetupState, type SetupState } from './setup-state.js';
import { checklist } from './views/checklist.js';
import { staffList } from './views/staff.js';

/** The view that a button was pressed in, as Slack tells it. */
export interface PressedView {
  id: string;
  type: string;
  callback_id?: string;
  private_metadata?: string;
}

/** Opens a modal, on top of the one that the person is looking at if there is one. */
export async function showView(
  client: WebClient,
  { triggerId, on, view }: { triggerId: string; on: PressedView | undefined; view: ModalView },
): Promise<void> {
  if (on?.type !== 'modal') {
    await client.views.open({ trigger_id: triggerId, view });
    return;
  }
  try {
    await client.views.push({ trigger_id: triggerId, view });
  } catch (error) {
    // Slack stacks three at most: then the new one takes the place of the top one.
    if ((error as { data?: { error?: string } }).data?.error !== 'push_limit_reached') throw error;
    await client.views.update({ view_id: on.id, view });
  }
}

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
  { client, logger }: Pick<AllMiddlewareArgs, 'client' | 'logger'>,
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
  try {
    if (!previousViewId) return;
    const department = state.departments.find((each) => behind === `staff:${each.department.id}`);
    const view = department
      ? staffList({ state: department, timeZone: state.workspace.timeZone, now: ctx.now, t })
      : checklist({ state, viewer, t });
    await client.views.update({ view_id: previousViewId, view });
  } catch (error) {
    logger.debug('the view behind a form could not be drawn anew', error);
  }
}

/** Whether there is anything that somebody may set up. */
export function maySetUp(viewer: Person, state: SetupState): boolean {
  return (
    may(viewer, 'settings.change') ||
    state.departments.some(({ department }) => may(viewer, 'department.manage', { department }))
  );
}
