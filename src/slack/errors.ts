import { randomBytes } from 'node:crypto';
import { type App, AuthorizationError, type Context as BoltContext, UnknownError } from '@slack/bolt';
import type { KnownBlock, ModalView } from '@slack/types';
import type { Services } from '../context.js';
import { type Messages, messages } from '../messages/index.js';
import { type RequestState, requestStateIfAny } from './asker.js';
import { actions, button, modal, section } from './blocks.js';
import { FormError, fieldName } from './forms.js';
import { inputIds } from './inputs.js';
import { hasRoomAbove, type PressedView, showModal } from './modals.js';
import { refusalText, UserError, userErrorText } from './user-error.js';

/** The button beside a refusal about a missing setting; the people room listens to it. */
export const setUpActionId = 'people.setup';

/**
 * The one place where what a listener throws is answered. A refusal is shown to the person who asked, in
 * their language; anything else is logged under a reference, which is all that they see of it.
 */
export function registerErrorHandler(app: App, services: Services): void {
  app.error(async (args: { error: Error; body: unknown; context: BoltContext }) => {
    const { body, context } = args;
    const error = args.error instanceof UnknownError ? args.error.original : args.error;
    const state = requestStateIfAny(context);
    if (!state) {
      const level = error instanceof AuthorizationError ? 'warn' : 'error';
      services.log[level]({ err: error, teamId: context.teamId }, 'a request was not served');
      return;
    }
    try {
      await present({ state, body: body as Body, problem: await problemOf({ error, state }) });
    } catch (failure) {
      services.log.error(
        { err: failure, because: error.message },
        'an error could not be shown to the person',
      );
    }
  });
}

interface Body {
  trigger_id?: string;
  view?: PressedView & { blocks?: KnownBlock[] };
}

interface Problem {
  t: Messages;
  refusals: readonly UserError[];
  /** Offers the way to the settings. */
  setUp: string | undefined;
}

async function problemOf({ error, state }: { error: Error; state: RequestState }): Promise<Problem> {
  const refusals = refusalsIn(error);
  const asker = await state.asker().catch(() => null);
  const t = asker?.t ?? messages('en');
  if (refusals) {
    const missing = refusals.find((refusal) => refusal.code.startsWith('setup'));
    return { t, refusals, setUp: asker?.staff.admin && missing ? missing.code : undefined };
  }
  const reference = randomBytes(4).toString('hex');
  state.services.log.error(
    { err: error, reference, workspaceId: state.workspaceId, staffId: asker?.staff.id, request: state.type },
    'a request failed',
  );
  return { t, refusals: [new UserError('unexpected', { reference })], setUp: undefined };
}

function refusalsIn(error: Error): readonly UserError[] | null {
  if (error instanceof UserError) return [error];
  if (error instanceof FormError) return error.refusals;
  return null;
}

/** Slack opens no window just now: another one would only take longer. */
const windowRefusals: ReadonlySet<string> = new Set(['windowBusy', 'windowLate']);

async function present({ state, body, problem }: { state: RequestState; body: Body; problem: Problem }) {
  const { t, refusals } = problem;
  const text = [...new Set(refusals.map((refusal) => refusalText(t, refusal)))].join('\n');
  const blocks: KnownBlock[] = [section(text)];
  if (problem.setUp) {
    blocks.push(
      actions([
        button({ text: t.slack.setUp, actionId: setUpActionId, value: problem.setUp, style: 'primary' }),
      ]),
    );
  }
  if (state.type === 'event') return;
  if (state.type === 'options') return acknowledge(state, { options: [] });
  if (state.type === 'view') {
    if (await acknowledge(state, viewAnswer({ body, problem, blocks }))) return;
  } else {
    await acknowledge(state);
  }
  const mayOpen = body.trigger_id && !refusals.some(({ code }) => windowRefusals.has(code));
  // A click in a modal or in App Home is answered by a view: the person is looking at one.
  if (body.view && mayOpen) {
    if (await openView({ state, body, view: errorView({ t, blocks }) })) return;
  } else if (state.respond) {
    const answered = await state
      .respond({ response_type: 'ephemeral', replace_original: false, text, blocks })
      .then(() => true)
      .catch(() => false);
    if (answered) return;
  } else if (mayOpen) {
    if (await openView({ state, body, view: errorView({ t, blocks }) })) return;
  }
  const client = await state.services.slack.of(state.workspaceId);
  await client.chat.postMessage({ channel: state.slackUserId, text, blocks });
}

/** True when this answer was the first one. */
async function acknowledge(state: RequestState, ...answer: Parameters<NonNullable<RequestState['ack']>>) {
  try {
    await state.ack?.(...answer);
    return true;
  } catch {
    return false;
  }
}

function viewAnswer({
  body,
  problem,
  blocks,
}: {
  body: Body;
  problem: Problem;
  blocks: KnownBlock[];
}): Parameters<NonNullable<RequestState['ack']>>[0] {
  const ids = inputIds(body.view?.blocks ?? []);
  const errors: Record<string, string> = {};
  for (const refusal of problem.refusals) {
    const { field } = refusal;
    const id =
      field === undefined
        ? undefined
        : (ids.find((one) => one === field) ?? ids.find((one) => fieldName(one) === field));
    if (id) errors[id] = userErrorText(problem.t, refusal);
  }
  if (Object.keys(errors).length > 0) return { response_action: 'errors', errors };
  // On top of the form, so that nothing that was entered is lost. Slack stacks three views at most.
  if (body.view && hasRoomAbove(body.view)) {
    return { response_action: 'push', view: errorView({ t: problem.t, blocks }) };
  }
  const last = ids.at(-1);
  // Beside a field text is plain: nothing is escaped there.
  const plainText = [...new Set(problem.refusals.map((refusal) => userErrorText(problem.t, refusal)))].join(
    '\n',
  );
  return last
    ? { response_action: 'errors', errors: { [last]: plainText } }
    : { response_action: 'update', view: errorView({ t: problem.t, blocks }) };
}

function errorView({ t, blocks }: { t: Messages; blocks: KnownBlock[] }): ModalView {
  return modal({ callbackId: 'slack.error', title: t.slack.errorTitle, close: t.common.close, blocks });
}

/** False when no window could be opened, or the person's own would have to go for it: the caller has another way. */
async function openView({
  state,
  body,
  view,
}: {
  state: RequestState;
  body: Body;
  view: ModalView;
}): Promise<boolean> {
  // A form sent in is not pushed onto: it was answered already.
  const below = state.type === 'action' ? body.view : undefined;
  if (below?.type === 'modal' && !hasRoomAbove(below)) return false;
  const client = await state.services.slack.of(state.workspaceId);
  return showModal({ client, body: { ...body, view: below }, view }).then(
    (shown) => shown !== null,
    () => false,
  );
}
