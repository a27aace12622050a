import type { Action, ActionType, ResultOf } from '../../protocol.js';
import { postAct, Refused } from './api.js';
import { actingAs } from './route.js';
import { showToast, words } from './store.js';
import { refreshState } from './sync.js';

/** Does something as the present person. A refusal is shown and gives undefined. */
export async function act<T extends ActionType>(
  action: Extract<Action, { type: T }>,
): Promise<ResultOf<T> | undefined> {
  const as = actingAs.value;
  if (!as) return undefined;
  try {
    const result = await postAct<T>(as, action);
    void refreshState();
    return result;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { error: code, message } = error.refusal;
    showToast(words.value.refusals[code] ?? message);
    // What was on the screen may be stale: that is the commonest cause of a refusal.
    void refreshState();
    return undefined;
  }
}
