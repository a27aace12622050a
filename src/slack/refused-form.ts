import type { ViewResponseAction } from '@slack/bolt';
import type { KnownBlock, ModalView } from '@slack/types';
import type { Messages } from '../messages/index.js';
import { modal } from './blocks.js';
import { fieldName } from './forms.js';
import { inputIds } from './inputs.js';
import { hasRoomAbove, type PressedView } from './modals.js';
import { type UserError, userErrorText } from './user-error.js';

/** What Slack tells of the view that somebody is looking at. */
export type OpenForm = PressedView & {
  blocks?: KnownBlock[];
  title?: { text: string } | null;
  submit?: { text: string } | null;
};

export const errorViewId = 'slack.error';

/** How a submitted form is refused: beside its fields where the refusals name one, else on top of it. */
export function refusedForm({
  form,
  t,
  refusals,
  blocks,
}: {
  form: OpenForm | undefined;
  t: Messages;
  refusals: readonly UserError[];
  /** The same in blocks, for a view. */
  blocks: KnownBlock[];
}): ViewResponseAction {
  const ids = inputIds(form?.blocks ?? []);
  const errors: Record<string, string> = {};
  for (const refusal of refusals) {
    const { field } = refusal;
    const id =
      field === undefined
        ? undefined
        : (ids.find((one) => one === field) ?? ids.find((one) => fieldName(one) === field));
    if (id) errors[id] = userErrorText(t, refusal);
  }
  if (Object.keys(errors).length > 0) return { response_action: 'errors', errors };
  // On top of the form, so that nothing that was entered is lost. Slack stacks three views at most.
  if (form && hasRoomAbove(form)) {
    return { response_action: 'push', view: errorView({ t, blocks }) };
  }
  const last = ids.at(-1);
  // Beside a field text is plain: nothing is escaped there.
  const plainText = [...new Set(refusals.map((refusal) => userErrorText(t, refusal)))].join('\n');
  return last
    ? { response_action: 'errors', errors: { [last]: plainText } }
    : { response_action: 'update', view: errorView({ t, blocks }) };
}

export function errorView({ t, blocks }: { t: Messages; blocks: KnownBlock[] }): ModalView {
  return modal({ callbackId: errorViewId, title: t.slack.errorTitle, close: t.common.close, blocks });
}
