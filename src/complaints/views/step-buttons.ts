import type { Button } from '@slack/types';
import type { Complaint } from '../../db/types.js';
import type { Messages } from '../../messages/index.js';
import { button } from '../../slack/blocks.js';
import { offeredScreens, type Screen, stateOf } from '../complaint.js';
import { actionIds } from './ids.js';

/** What the state allows next, as buttons: the usual step stands out. */
export function stepButtons(t: Messages, complaint: Pick<Complaint, 'id' | 'state'>): Button[] {
  const state = stateOf(complaint.state);
  return offeredScreens(state).map((screen) =>
    button({
      text: labelOf(t, complaint, screen),
      actionId: actionIds[screen],
      value: complaint.id,
      style: screen === 'assign' && state === 'investigating' ? undefined : 'primary',
    }),
  );
}

function labelOf(t: Messages, complaint: Pick<Complaint, 'state'>, screen: Screen): string {
  const { buttons } = t.complaints.card;
  return screen === 'assign' && complaint.state === 'investigating' ? buttons.reassign : buttons[screen];
}
