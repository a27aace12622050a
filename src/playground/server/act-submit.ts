/** https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload */
import type { Action, SubmitResult } from '../protocol.js';
import { checkInteractive, layValues, viewInFront } from './act-spot.js';
import { clientErrors } from './check-input.js';
import type { Ground } from './ground.js';
import { elementsOf } from './inputs.js';
import { addNotice, deliveredTo } from './notices.js';
import { interactionJson, viewJson } from './payloads.js';
import { isPlain, type Plain, plains } from './plain.js';
import { makeResponseUrl } from './response-url.js';
import { refuse, refuseAct, SlackRefusal } from './slack-refusal.js';
import { makeTrigger } from './triggers.js';
import { acceptView } from './validate-view.js';
import { closeViews, pushView, updateView } from './view-stack.js';
import type { OpenView } from './world.js';

/** A URL per conversation chosen in a select with `response_url_enabled`. */
function responseUrls(ground: Ground, view: OpenView): Plain[] {
  const found: Plain[] = [];
  for (const { element, blockId, actionId, isInput } of elementsOf(plains(view.source.blocks))) {
    if (!isInput || element.response_url_enabled !== true) continue;
    const state = view.values[blockId]?.[actionId] as Plain | undefined;
    const channel = ground.world.channels.get(
      String(state?.selected_conversation ?? state?.selected_channel),
    );
    if (!channel) continue;
    const { url } = makeResponseUrl(ground, { user: view.user, channel });
    found.push({ block_id: blockId, action_id: actionId, channel_id: channel.id, response_url: url });
  }
  return found;
}

function showErrors(ground: Ground, view: OpenView, errors: Record<string, string>): SubmitResult {
  view.errors = errors;
  ground.changed({ what: 'modals', users: [view.user] });
  return { outcome: 'errors', errors, view_id: view.id };
}

/** Errors must name input blocks of the view, each with a text; anything else Slack cannot show. */
function checkErrors(view: OpenView, given: unknown): Record<string, string> {
  if (!isPlain(given) || Object.keys(given).length === 0) refuse('invalid_errors');
  const inputs = new Set(
    elementsOf(plains(view.source.blocks))
      .filter((one) => one.isInput)
      .map((one) => one.blockId),
  );
  for (const [blockId, text] of Object.entries(given)) {
    if (!inputs.has(blockId) || typeof text !== 'string' || text === '')
      refuse(`invalid_errors for ${blockId}`);
  }
  return given as Record<string, string>;
}

function obey(ground: Ground, view: OpenView, body: unknown): SubmitResult {
  const stack = ground.world.stacks.get(view.user) ?? [];
  const top = () => {
    const id = ground.world.stacks.get(view.user)?.at(-1)?.id;
    return id ? { view_id: id } : {};
  };
  if (body === undefined || body === '' || (isPlain(body) && Object.keys(body).length === 0)) {
    // Closed meanwhile (by the app's own doing) is closed too; what was pushed on top goes with it.
    const at = stack.indexOf(view);
    if (at >= 0) closeViews(ground, view.user, stack.length - at, false);
    return { outcome: 'closed', ...top() };
  }
  if (!isPlain(body)) refuse('invalid_response');
  if (body.response_action === 'errors') return showErrors(ground, view, checkErrors(view, body.errors));
  if (body.response_action === 'clear') {
    closeViews(ground, view.user, 'all', false);
    return { outcome: 'cleared' };
  }
  if (body.response_action === 'update') {
    updateView(ground, view, acceptView(body.view, 'modal'));
    return { outcome: 'updated', view_id: view.id };
  }
  if (body.response_action === 'push') {
    return { outcome: 'pushed', view_id: pushView(ground, view.user, acceptView(body.view, 'modal')).id };
  }
  return refuse('invalid_response_action');
}

/** Presses submit: the client's own checks, then the app's answer. */
export async function submit(
  ground: Ground,
  user: string,
  action: Extract<Action, { type: 'submit' }>,
): Promise<SubmitResult> {
  checkInteractive(ground, user);
  const view = viewInFront(ground, user, action.view_id);
  const blocks = plains(view.source.blocks);
  if (view.type !== 'modal' || !view.source.submit) refuseAct('no_submit', 'This view has no submit button');
  if (view.busy) refuseAct('view_busy', 'The submit button is already pressed');
  layValues(ground, user, { key: view.id, blocks, values: view.values }, action.values);
  if (view.source.submit_disabled === true) refuseAct('submit_disabled', 'The submit button is disabled');
  const wrong = clientErrors(blocks, view.values, ground.world.people.get(user)?.locale ?? 'en-US');
  if (Object.keys(wrong).length > 0) return showErrors(ground, view, wrong);
  view.errors = {};
  view.busy = true;
  ground.changed({ what: 'modals', users: [user] });
  const result = await ground.deliver({
    name: 'view_submission',
    kind: 'interactive',
    payload: {
      type: 'view_submission',
      ...interactionJson(ground, user),
      trigger_id: makeTrigger(ground, user, { view: view.id }),
      view: viewJson(ground, view),
      response_urls: responseUrls(ground, view),
    },
  });
  view.busy = false;
  ground.changed({ what: 'modals', users: [user] });
  if (result.outcome !== 'ok') {
    const { outcome, notice } = deliveredTo(ground, user, result, {
      what: ground.world.app.name,
      view_id: view.id,
    });
    return { outcome: outcome as 'timed_out' | 'failed', view_id: view.id, ...(notice && { notice }) };
  }
  try {
    return obey(ground, view, result.body);
  } catch (error) {
    if (!(error instanceof SlackRefusal)) throw error;
    // Slack's client says only this; the reason is kept for whoever reads the notice in a test.
    const detail = JSON.stringify({ error: error.code, ...error.extra });
    const text = `We had some trouble connecting. Try again? ${detail}`;
    const notice = addNotice(ground, user, { kind: 'view_error', text, view_id: view.id });
    return { outcome: 'failed', view_id: view.id, notice };
  }
}

/** Closes the top modal, or all of them with the ×. */
export function close(ground: Ground, user: string, action: Extract<Action, { type: 'close' }>): void {
  const view = viewInFront(ground, user, action.view_id);
  if (view.type !== 'modal') refuseAct('no_such_view', 'A home tab cannot be closed');
  closeViews(ground, user, action.all ? 'all' : 1, true);
}
