import type { ViewResponseAction } from '@slack/bolt';
import type { KnownBlock, View } from '@slack/types';
import type { RequestState } from './asker.js';
import { section } from './blocks.js';
import { errorViewId, type OpenForm } from './refused-form.js';
import { escapeText } from './text.js';

/** Blocks that say something by themselves, in a message as in a view. */
const speaking = ['section', 'context', 'header', 'divider', 'rich_text'];
const mostBlocks = 50;

/**
 * Says by direct message what an acknowledgement said that Slack no longer waited for: the person was told that the
 * form failed. Never throws.
 */
export async function tellOutcome(
  state: RequestState,
  { form, answer }: { form: OpenForm | undefined; answer: ViewResponseAction | undefined },
): Promise<void> {
  const { services, workspaceId } = state;
  try {
    const { t } = await state.asker();
    const name = escapeText(form?.title?.text ?? '');
    const { late } = t.slack;
    if (answer?.response_action === 'errors') {
      const lines = [...new Set(Object.values(answer.errors))].map(escapeText).join('\n');
      await sayDirectly(state, { text: `${late.refused({ form: name })}\n${lines}` });
      return;
    }
    const view = answer && 'view' in answer ? answer.view : undefined;
    const first = !view
      ? late.done({ form: name })
      : view.callback_id === errorViewId
        ? late.refused({ form: name })
        : asksMore(view)
          ? late.goesOn({ form: name })
          : late.done({ form: name });
    const shown = view && !asksMore(view) ? wordsOf(view) : [];
    await sayDirectly(state, { text: first, blocks: [section(first), ...shown].slice(0, mostBlocks) });
  } catch (error) {
    services.log.error({ err: error, workspaceId }, 'what became of a slow request could not be said');
  }
}

/** A direct message to the person who asked. */
export async function sayDirectly(
  { services, workspaceId, slackUserId }: RequestState,
  { text, blocks }: { text: string; blocks?: KnownBlock[] },
): Promise<void> {
  const client = await services.slack.of(workspaceId);
  await client.chat.postMessage({ channel: slackUserId, text, ...(blocks ? { blocks } : {}) });
}

/** A further page of a form: of no use in a message. */
export function asksMore(view: Pick<View, 'blocks'>): boolean {
  return view.blocks.some(({ type }) => type === 'input');
}

/** What a view says, without what only works in it. */
export function wordsOf(view: Pick<View, 'blocks'>): KnownBlock[] {
  return (view.blocks as KnownBlock[]).flatMap((block): KnownBlock[] => {
    if (!speaking.includes(block.type)) return [];
    if (block.type !== 'section') return [block];
    const { accessory, ...rest } = block;
    return [rest];
  });
}
