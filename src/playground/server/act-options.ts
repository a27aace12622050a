/** Interactions: https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
import type { Action, OptionsResult } from '../protocol.js';
import { containerJson, placedIn, spotOf, surfaceJson } from './act-spot.js';
import { type Check, faultLine } from './check.js';
import { offerKey } from './check-input.js';
import type { Ground } from './ground.js';
import { addNotice } from './notices.js';
import { interactionJson } from './payloads.js';
import { isPlain, plains } from './plain.js';
import { refuseAct } from './slack-refusal.js';
import { checkOptionGroups, checkOptions } from './validate-objects.js';
/** https://docs.slack.dev/reference/interaction-payloads/block_suggestion-payload */
export async function loadOptions(
  ground: Ground,
  user: string,
  action: Extract<Action, { type: 'options' }>,
): Promise<OptionsResult> {
  const spot = spotOf(ground, user, action.container);
  const placed = placedIn(spot, action.block_id, action.action_id);
  const { element } = placed;
  if (element.type !== 'external_select' && element.type !== 'multi_external_select') {
    refuseAct('not_external', `${action.action_id} has its own options`);
  }
  if (ground.settings.transport === 'http' && !ground.manifest.optionsUrl) {
    refuseAct('no_options_url', 'The manifest has no message_menu_options_url');
  }
  const least = typeof element.min_query_length === 'number' ? element.min_query_length : 3;
  if (action.query.length < least) return { options: [] };
  const result = await ground.deliver({
    name: 'block_suggestion',
    kind: 'interactive',
    payload: {
      type: 'block_suggestion',
      ...interactionJson(ground, user),
      container: containerJson(spot),
      ...surfaceJson(ground, spot),
      action_id: placed.actionId,
      block_id: placed.blockId,
      value: action.query,
    },
  });
  const body = result.outcome === 'ok' && isPlain(result.body) ? result.body : undefined;
  const check: Check = { surface: 'modal', faults: [] };
  if (body?.options !== undefined) checkOptions(check, '/options', body.options, { min: 0, max: 100 });
  else if (body?.option_groups !== undefined) {
    checkOptionGroups(check, '/option_groups', body.option_groups, { min: 0, max: 100 });
  } else check.faults.push({ path: '', message: 'must define either `options` or `option_groups`' });
  if (check.faults.length > 0) {
    const why = result.outcome === 'timed_out' ? 'no answer in time' : check.faults.map(faultLine).join(' ');
    addNotice(ground, user, { kind: 'options_failed', text: `Results failed to load (${why})` });
    refuseAct('options_failed', `The app gave no usable options: ${why}`);
  }
  const options = plains(body?.options);
  const groups = plains(body?.option_groups);
  const key = offerKey(user, spot.key, placed);
  ground.world.offered.set(
    key,
    [
      ...(ground.world.offered.get(key) ?? []),
      ...options,
      ...groups.flatMap((one) => plains(one.options)),
    ].slice(-300),
  );
  return (body?.options !== undefined ? { options } : { option_groups: groups }) as unknown as OptionsResult;
}
