import type { AnyMiddlewareArgs, Context as BoltContext, Middleware, ViewResponseAction } from '@slack/bolt';
import type { Context, Services } from '../context.js';
import type { Department, Workspace } from '../db/types.js';
import { type Locale, localeOf, type Messages, messages } from '../messages/index.js';
import { describeAsker } from '../people/ask-after.js';
import type { Person } from '../people/person.js';
import { findStaff, listDepartments } from '../people/queries.js';
import { welcome } from '../people/welcome.js';
import { answerSurely, type Respond } from './answer-surely.js';
import type { AskerCache } from './asker-cache.js';
import { askingMs, meetStaff, profileOf } from './meet-staff.js';
import { tellOutcome } from './outcome.js';
import type { OpenForm } from './refused-form.js';
import { repeatKeyOf } from './repeat-key.js';
import type { Delivery } from './serve-request.js';
import type { Reading } from './text.js';
import { within } from './within.js';

/** Who is asking, and what every use-case and view needs to answer them. */
export interface Asker {
  workspace: Workspace;
  staff: Person;
  /** The person's own language; channel posts use the workspace's. */
  locale: Locale;
  t: Messages;
  ctx: Context;
  /** The channel of the message whose button was pressed; null for everything else. */
  askedFrom: string | null;
  /** All departments in the company's order, for views: read once for a burst of requests. */
  departments(): Promise<readonly Department[]>;
}

/** For events that nobody asks by: Slack itself is the actor. */
export interface EventSource {
  workspace: Workspace;
  /** In the workspace's language. */
  t: Messages;
  ctx: Context;
}

/** How times are shown to whoever asks, at this moment. */
export function readingOf({ workspace, staff, ctx }: Asker): Reading {
  return { timeZone: workspace.timeZone, reader: staff, now: ctx.now };
}

type Acknowledge = (answer?: ViewResponseAction | { options: [] }) => Promise<void>;

/** What a request carries through Bolt's context, besides what Bolt puts there. */
export interface RequestState {
  services: Services;
  workspaceId: string;
  /** Slack id of the person, '' for events without one. */
  slackUserId: string;
  type: 'command' | 'action' | 'view' | 'options' | 'shortcut' | 'event';
  asker(): Promise<Asker>;
  /** Absent for events. */
  ack: Acknowledge | undefined;
  respond: Respond | undefined;
}

/**
 * Who is asking, resolved once per request and only when first needed. Creates the Staff row on first sight.
 * Never await this before a command's ack.
 */
export function askerOf({ context }: { context: BoltContext }): Promise<Asker> {
  return requestState(context).asker();
}

/** The workspace that an event comes from, with the system as actor. */
export async function eventSourceOf({
  context,
  body,
}: {
  context: BoltContext;
  body: unknown;
}): Promise<EventSource> {
  const { services, workspaceId } = requestState(context);
  const workspace = await services.db.read.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
  return {
    workspace,
    t: messages(localeOf(workspace.locale, 'en')),
    ctx: {
      services,
      workspaceId,
      actor: { type: 'system' },
      now: services.clock.now(),
      ...repeatKeyOf(body, (text) => services.vault.hashText(workspaceId, text)),
    },
  };
}

/** What our middleware put into Bolt's context. */
export function requestState(context: BoltContext): RequestState {
  const state = (context as { baton?: RequestState }).baton;
  if (!state) throw new Error('The request did not pass through the asker middleware');
  return state;
}

/** The same, or null where the request did not get that far (it was not authorised). */
export function requestStateIfAny(context: BoltContext): RequestState | null {
  return (context as { baton?: RequestState }).baton ?? null;
}

/** Bolt's global middleware: puts the lazy asker into the context. Reads nothing by itself. */
export function askerMiddleware({
  services,
  cache,
}: {
  services: Services;
  cache: AskerCache;
}): Middleware<AnyMiddlewareArgs> {
  return async (args) => {
    const { context, body, next } = args;
    const workspaceId = (context as { workspaceId?: string }).workspaceId;
    if (workspaceId) {
      const slackUserId = context.userId ?? '';
      const type = typeOf(args);
      let asked: Promise<Asker> | undefined;
      const state: RequestState = {
        services,
        workspaceId,
        slackUserId,
        type,
        asker: () => {
          asked ??= resolve({
            services,
            cache,
            workspaceId,
            slackUserId,
            body,
            mayAskSlack: type !== 'view',
          }).then(async (asker) => {
            // Whoever only types into a search is not kept waiting.
            if (type !== 'options') await welcome(services, { workspaceId, staff: asker.staff });
            return asker;
          });
          return asked;
        },
        ack: undefined,
        respond: undefined,
      };
      if ('ack' in args) state.ack = surelyAcknowledge(state, { ack: args.ack as Acknowledge, args });
      if ('respond' in args && args.respond) state.respond = answerSurely(state, args.respond);
      (context as { baton?: RequestState }).baton = state;
    }
    await next();
  };
}

/** A form whose acknowledgement came too late for Slack: what it says follows by direct message. */
function surelyAcknowledge(
  state: RequestState,
  { ack, args }: { ack: Acknowledge; args: AnyMiddlewareArgs & { context: BoltContext } },
): Acknowledge {
  return async (answer) => {
    await ack(answer);
    const { delivery } = args.context as { delivery?: Delivery };
    if (args.body.type !== 'view_submission' || !delivery?.cameTooLate()) return;
    await tellOutcome(state, {
      form: (args.body as { view: OpenForm }).view,
      answer: answer as ViewResponseAction | undefined,
    });
  };
}

function typeOf(args: AnyMiddlewareArgs): RequestState['type'] {
  if ('command' in args) return 'command';
  if ('action' in args) return 'action';
  if ('view' in args) return 'view';
  if ('options' in args) return 'options';
  if ('shortcut' in args) return 'shortcut';
  return 'event';
}

async function resolve({
  services,
  cache,
  workspaceId,
  slackUserId,
  body,
  mayAskSlack,
}: {
  services: Services;
  cache: AskerCache;
  workspaceId: string;
  slackUserId: string;
  body: unknown;
  mayAskSlack: boolean;
}): Promise<Asker> {
  if (!slackUserId) throw new Error('Nobody is asking: this event has no person');
  const known = await cache.find({ workspaceId, slackUserId }, async () => {
    const [workspace, staff] = await Promise.all([
      services.db.read.workspace.findUniqueOrThrow({ where: { id: workspaceId } }),
      findStaff(services.db.read, { workspaceId, slackUserId }),
    ]);
    if (staff) return { workspace, staff: mayAskSlack ? await describeAsker(services, staff) : staff };
    // A submitted modal must be answered at once, so Slack is not asked then; and a slow or unreachable Slack must
    // not keep anybody from their work.
    const profile = mayAskSlack
      ? await within(profileOf({ services, workspaceId, slackUserId }), askingMs, null)
      : null;
    const stranger = profile ?? { name: nameIn(body), locale: '', timeZone: '' };
    const person = await meetStaff({ services, workspaceId, slackUserId, profile: stranger });
    return { workspace, staff: person };
  });
  const { workspace, staff } = known;
  const locale = localeOf(staff.locale, localeOf(workspace.locale, 'en'));
  return {
    workspace,
    staff,
    locale,
    t: messages(locale),
    ctx: {
      services,
      workspaceId,
      actor: { type: 'person', staff },
      now: services.clock.now(),
      ...repeatKeyOf(body, (text) => services.vault.hashText(workspaceId, text)),
    },
    askedFrom: channelPressedIn(body),
    async departments() {
      known.departments ??= await listDepartments(services.db.read, { workspaceId });
      return known.departments;
    },
  };
}

function channelPressedIn(body: unknown): string | null {
  const from = body as { type?: unknown; view?: unknown; channel?: { id?: unknown } };
  const id = from.type === 'block_actions' && !from.view ? from.channel?.id : null;
  return typeof id === 'string' ? id : null;
}

/** The handle that Slack sends along, until the person's full name is known. */
function nameIn(body: unknown): string {
  const from = body as { user_name?: unknown; user?: { name?: unknown; username?: unknown } | string };
  const user = typeof from.user === 'object' ? from.user : undefined;
  const name = from.user_name ?? user?.name ?? user?.username;
  return typeof name === 'string' ? name : '';
}
