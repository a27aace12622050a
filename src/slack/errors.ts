import { randomBytes } from 'node:crypto';
import {
  type App,
  AuthorizationError,
  type Context as BoltContext,
  MultipleListenerError,
  UnknownError,
} from '@slack/bolt';
import type { KnownBlock, ModalView } from '@slack/types';
import type { Services } from '../context.js';
import { isUnreachable } from '../db/is-unreachable.js';
import { type Messages, messages } from '../messages/index.js';
import { type RequestState, requestStateIfAny } from './asker.js';
import { LookUpTimeoutError } from './authorize.js';
import { actions, button, section } from './blocks.js';
import { FormError } from './forms.js';
import { hasRoomAbove, LateWindowError, showModal } from './modals.js';
import { NotInstalledError } from './not-installed-error.js';
import { asksMore, sayDirectly, wordsOf } from './outcome.js';
import { errorView, type OpenForm, refusedForm } from './refused-form.js';
import { UnservedError } from './unserved.js';
import { refusalText, UserError } from './user-error.js';

/** The button beside a refusal about a missing setting; the people room listens to it. */
export const setUpActionId = 'people.setup';

/**
 * The one place where what a listener throws is answered. A refusal is shown to the person who asked, in
 * their language; anything else is logged under a reference, which is all that they see of it.
 * @throws UnservedError when the request must not be acknowledged as if all were well: nobody could be told, or Slack
 *   sends it again
 */
export function registerErrorHandler(app: App, services: Services): void {
  app.error(async (args: { error: Error; body: unknown; context: BoltContext }) => {
    const { body, context } = args;
    const error = args.error instanceof UnknownError ? args.error.original : args.error;
    const state = requestStateIfAny(context);
    if (!state) {
      notServed(services, { error, body, teamId: context.teamId });
      return;
    }
    const problem = await problemOf({ error, state });
    const { isFault } = problem;
    // Slack sends an event again, and shows by itself that a search failed.
    if (isFault && (state.type === 'event' || state.type === 'options')) {
      throw new UnservedError('failed', error);
    }
    try {
      await present({ state, body: body as Body, problem });
    } catch (failure) {
      services.log.error(
        { err: failure, because: error.message },
        'an error could not be shown to the person',
      );
      throw new UnservedError('failed', failure);
    }
    await acknowledge(state);
  });
}

/** What failed before anybody knew whose request it is: Baton is not installed there, or could not look. */
function notServed(
  services: Services,
  { error, body, teamId }: { error: Error; body: unknown; teamId: string | undefined },
): void {
  const cause = error instanceof AuthorizationError ? error.original : error;
  const isNotInstalled = cause instanceof NotInstalledError;
  services.log[isNotInstalled ? 'warn' : 'error']({ err: cause, teamId }, 'a request was not served');
  // Sent again, it would fare no better.
  if (isNotInstalled && (body as { type?: unknown }).type === 'event_callback') return;
  const away = isUnreachable(cause) || cause instanceof LookUpTimeoutError;
  throw new UnservedError(isNotInstalled ? 'notInstalled' : away ? 'databaseAway' : 'failed', cause);
}

interface Body {
  trigger_id?: string;
  view?: OpenForm;
}

interface Problem {
  t: Messages;
  refusals: readonly UserError[];
  /** Offers the way to the settings. */
  setUp: string | undefined;
  /** Not a refusal: the same may succeed when it is tried again. */
  isFault: boolean;
  /** A view that came too late to be shown. */
  unshown?: ModalView | undefined;
}

async function problemOf({ error, state }: { error: Error; state: RequestState }): Promise<Problem> {
  const refusals = refusalsIn(error);
  const asker = await state.asker().catch(() => null);
  const t = asker?.t ?? messages('en');
  if (refusals) {
    const missing = refusals.find((refusal) => refusal.code.startsWith('setup'));
    const setUp = asker?.staff.admin && missing ? missing.code : undefined;
    const unshown = error instanceof LateWindowError ? error.view : undefined;
    return { t, refusals, setUp, isFault: false, unshown };
  }
  const reference = randomBytes(4).toString('hex');
  state.services.log.error(
    { err: error, reference, workspaceId: state.workspaceId, staffId: asker?.staff.id, request: state.type },
    'a request failed',
  );
  const refusal = isUnreachable(error)
    ? new UserError('databaseAway')
    : new UserError('unexpected', { reference });
  return { t, refusals: [refusal], setUp: undefined, isFault: true };
}

function refusalsIn(error: Error): readonly UserError[] | null {
  if (error instanceof UserError) return [error];
  if (error instanceof FormError) return error.refusals;
  if (!(error instanceof MultipleListenerError)) return null;
  const all = error.originals.map(refusalsIn);
  return all.every((one) => one !== null) ? all.flat() : null;
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
  if (state.type === 'options') {
    await acknowledge(state, { options: [] });
    return;
  }
  if (problem.unshown && !asksMore(problem.unshown)) {
    await sayDirectly(state, { text: problem.unshown.title.text, blocks: wordsOf(problem.unshown) });
    return;
  }
  if (state.type === 'view') {
    if (await acknowledge(state, refusedForm({ form: body.view, t, refusals, blocks }))) return;
  }
  const mayOpen = body.trigger_id && !refusals.some(({ code }) => windowRefusals.has(code));
  // A click in a modal or in App Home is answered by a view: the person is looking at one.
  if (body.view && mayOpen) {
    if (await openView({ state, body, view: errorView({ t, blocks }) })) return;
  } else if (state.respond) {
    await state.respond({ response_type: 'ephemeral', replace_original: false, text, blocks });
    return;
  } else if (mayOpen) {
    if (await openView({ state, body, view: errorView({ t, blocks }) })) return;
  }
  await sayDirectly(state, { text, blocks });
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
