/** Views: https://docs.slack.dev/reference/views/ */
import {
  type Check,
  checkBoolean,
  checkFields,
  checkObject,
  checkString,
  fault,
  faultLine,
  limits,
} from './check.js';
import { isPlain, type Plain } from './plain.js';
import { refuse } from './slack-refusal.js';
import { checkBlocks } from './validate-blocks.js';
import { checkText } from './validate-objects.js';

/** 250 kB, measured as JSON: `view_too_large`. https://docs.slack.dev/reference/methods/views.open */
const VIEW_BYTES = 250_000;

/** Faults of a view, as Slack points at them below `/view`. */
export function viewFaults(view: unknown, type: 'modal' | 'home'): string[] {
  const check: Check = { surface: type, faults: [] };
  if (!checkObject(check, '/view', view)) return check.faults.map(faultLine);
  if (view.type !== type) {
    fault(
      check,
      '/view/type',
      view.type === undefined ? 'missing required field: type' : 'must be a valid enum value',
    );
    return check.faults.map(faultLine);
  }
  const shared = ['type', 'blocks', 'private_metadata', 'callback_id', 'external_id'];
  const modal = ['title', 'submit', 'close', 'clear_on_close', 'notify_on_close', 'submit_disabled'];
  checkFields(check, '/view', view, {
    required: type === 'modal' ? ['type', 'title', 'blocks'] : ['type', 'blocks'],
    allowed: type === 'modal' ? [...shared, ...modal] : shared,
  });
  const size = limits.view;
  for (const name of ['title', 'submit', 'close'] as const) {
    if (type === 'modal')
      checkText(check, `/view/${name}`, view[name] ?? undefined, { max: size[name], plainOnly: true });
  }
  checkString(check, '/view/private_metadata', view.private_metadata, { max: size.privateMetadata });
  checkString(check, '/view/callback_id', view.callback_id, { max: size.callbackId });
  checkString(check, '/view/external_id', view.external_id, { max: size.externalId });
  for (const name of ['clear_on_close', 'notify_on_close', 'submit_disabled']) {
    checkBoolean(check, `/view/${name}`, view[name]);
  }
  if (view.blocks !== undefined) checkBlocks(check, '/view/blocks', view.blocks, size.blocks);
  if (type === 'modal' && !view.submit && Array.isArray(view.blocks)) {
    for (const [at, block] of view.blocks.entries()) {
      if (isPlain(block) && block.type === 'input') {
        fault(check, `/view/blocks/${at}/input`, 'must define `submit` to use an `input` block in modals');
      }
    }
  }
  return check.faults.map(faultLine);
}

/** Refuses a view as the views.* methods do; gives it back typed. */
export function acceptView(view: unknown, type: 'modal' | 'home'): Plain {
  if (isPlain(view) && JSON.stringify(view).length > VIEW_BYTES) refuse('view_too_large');
  const messages = viewFaults(view, type);
  if (messages.length > 0) refuse('invalid_arguments', { response_metadata: { messages } });
  return view as Plain;
}
