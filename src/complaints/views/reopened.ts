import type { Complaint } from '../../db/types.js';
import type { Messages } from '../../messages/index.js';
import { finalStates, stateOf } from '../complaint.js';
import { quotation } from './typed-text.js';

/** How a complaint stands, in words: one that begins again does not look new. */
export function stateInWords(
  t: Messages,
  { state, reopenedTimes }: Pick<Complaint, 'state' | 'reopenedTimes'>,
): string {
  const words = t.complaints.states[stateOf(state)];
  const again = reopenedTimes > 0 && !finalStates.includes(stateOf(state));
  return again ? t.complaints.reopened.state(words) : words;
}

/** That it was reopened, how often and why, masked like all that was typed; none when it never was. Without the reason
 * where nothing typed is told. mrkdwn. */
export function reopenedLines(
  t: Messages,
  { reopenedTimes }: Pick<Complaint, 'reopenedTimes'>,
  why?: string,
): string[] {
  if (reopenedTimes === 0) return [];
  return [t.complaints.reopened.why(reopenedTimes), ...(why ? [quotation(why, 200)] : [])];
}
