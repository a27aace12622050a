import type { Button, Overflow } from '@slack/types';
import { z } from 'zod';
import type { Complaint } from '../../db/types.js';
import type { Messages } from '../../messages/index.js';
import { button, option, overflow } from '../../slack/blocks.js';
import { readMetadata } from '../../slack/forms.js';
import { mayStillBeReopened, mayStillBeWithdrawn } from '../aside-times.js';
import { type AsideScreen, asideScreens, offeredScreens, type Screen, stateOf } from '../complaint.js';
import { actionIds } from './ids.js';

type Stand = Pick<Complaint, 'id' | 'state' | 'registeredAt' | 'closedAt'>;

/** What the state allows next, as buttons: the usual step stands out. */
export function stepButtons(t: Messages, complaint: Pick<Complaint, 'id' | 'state'>): Button[] {
  const state = stateOf(complaint.state);
  const { buttons } = t.complaints.card;
  return offeredScreens(state).flatMap((screen) => {
    if (isAside(screen)) return [];
    const again = screen === 'assign' && state === 'investigating';
    return [
      button({
        text: again ? buttons.reassign : buttons[screen],
        actionId: actionIds[screen],
        value: complaint.id,
        style: again ? undefined : 'primary',
      }),
    ];
  });
}

/** While Service owes a call to a complainant outside the archive. */
export function callBackButton(t: Messages, complaintId: string): Button {
  const { callBack } = t.complaints.card.buttons;
  return button({ text: callBack, actionId: actionIds.callBack, value: complaintId, style: 'primary' });
}

/** The rare steps that are possible now, in a menu; none when there is nothing in it. */
export function moreMenu(t: Messages, complaint: Stand, moment: { now: Date; timeZone: string }): Overflow[] {
  return menuOf(t, complaint, asidesOf(complaint, moment));
}

/** The same for whoever registered it and does nothing else about it. */
export function withdrawMenu(
  t: Messages,
  complaint: Stand,
  moment: { now: Date; timeZone: string },
): Overflow[] {
  return menuOf(
    t,
    complaint,
    asidesOf(complaint, moment).filter((aside) => aside === 'withdraw'),
  );
}

function asidesOf(complaint: Stand, moment: { now: Date; timeZone: string }): AsideScreen[] {
  return offeredScreens(stateOf(complaint.state))
    .filter(isAside)
    .filter((aside) => isInTime(aside, complaint, moment));
}

function menuOf(t: Messages, complaint: Stand, offered: readonly AsideScreen[]): Overflow[] {
  const options = offered.map((aside) =>
    option(t.complaints.card.buttons[aside], JSON.stringify({ aside, complaintId: complaint.id })),
  );
  return options.length > 0 ? [overflow({ actionId: actionIds.more, options })] : [];
}

const chosen = z.object({ aside: z.enum(asideScreens), complaintId: z.string().min(1).max(100) });

/**
 * What a choice of the menu asks for.
 * @throws UserError formStale
 */
export function readMoreChoice(value: string | undefined): { aside: AsideScreen; complaintId: string } {
  return readMetadata(value, chosen);
}

function isAside(screen: Screen): screen is AsideScreen {
  return asideScreens.some((aside) => aside === screen);
}

function isInTime(aside: AsideScreen, complaint: Stand, moment: { now: Date; timeZone: string }): boolean {
  if (aside === 'withdraw') return mayStillBeWithdrawn(complaint, moment);
  return aside === 'merge' || aside === 'severity' || mayStillBeReopened(complaint, moment);
}
