import type { App, BlockAction, ButtonAction, ViewSubmitAction } from '@slack/bolt';
import type { Services } from '../context.js';
import { customerFor } from '../customers/customer-for.js';
import { numbersOf } from '../settings/numbers.js';
import { type Asker, askerOf } from '../slack/asker.js';
import { readForm, readMetadata, submitForm } from '../slack/forms.js';
import { onChange } from '../slack/modal-listeners.js';
import { showModal } from '../slack/modals.js';
import { plainDate } from '../slack/text.js';
import { UserError } from '../slack/user-error.js';
import { type CallKind, isHappy } from './callback.js';
import { madeBy, notByOf } from './not-by.js';
import { callById } from './queries.js';
import { type CallRecorded, recordCall } from './record-call.js';
import {
  callRecordedView,
  readCallDraft,
  recordCallForm,
  recordCallMetadata,
  recordCallShape,
  recordCallView,
  satisfactionChanged,
} from './views/record-call.js';

type Click = BlockAction<ButtonAction>;

export function registerCallbackListeners(app: App, services: Services): void {
  const reader = services.db.read;

  app.action<Click>('callback.record', async ({ ack, action, body, client, context }) => {
    await ack();
    const { ctx, staff, t } = await askerOf({ context });
    const { workspaceId } = ctx;
    const call = await callById(reader, { workspaceId, callbackId: action.value ?? '' });
    if (call?.state !== 'planned') throw new UserError('callbackRecorded');
    const customer = await customerFor(ctx, { customerId: call.customerId, action: 'callback.record' });
    if (notByOf(call).includes(staff.id)) throw new UserError('notAllowed');
    const view = recordCallView({ t, customer, callbackId: call.id, kind: call.kind as CallKind });
    await showModal({ client, body, view });
  });

  app.action<Click>('callback.record-for-customer', async ({ ack, action, body, client, context }) => {
    await ack();
    const { ctx, staff, t } = await askerOf({ context });
    const { workspaceId } = ctx;
    const customer = await customerFor(ctx, { customerId: action.value, action: 'callback.record' });
    const next = await reader.callback.findFirst({
      where: { workspaceId, customerId: customer.id, state: 'planned', AND: [madeBy(staff.id)] },
      orderBy: { plannedAt: 'asc' },
    });
    const kind = (next?.kind ?? 'unplanned') as CallKind;
    const view = recordCallView({ t, customer, callbackId: next?.id ?? null, kind });
    await showModal({ client, body, view });
  });

  onChange(app, satisfactionChanged, async ({ ctx, t }, view) => {
    const { customerId, callbackId } = readMetadata(view.private_metadata, recordCallMetadata);
    const customer = await customerFor(ctx, { customerId, action: 'callback.record' });
    const call = callbackId ? await callById(reader, { workspaceId: ctx.workspaceId, callbackId }) : null;
    const kind = (call?.kind ?? 'unplanned') as CallKind;
    return recordCallView({ t, customer, callbackId, kind, draft: readCallDraft(view) });
  });

  app.view<ViewSubmitAction>(recordCallForm, (args) =>
    submitForm(args, async (asker) => {
      const { customerId, callbackId } = readMetadata(args.view.private_metadata, recordCallMetadata);
      const form = readForm(args.view, recordCallShape);
      const { outcome, satisfaction, traded, next, ...said } = form;
      const recorded = await recordCall(asker.ctx, {
        customerId,
        callbackId,
        reached: outcome === 'reached',
        satisfaction: satisfaction ? Number(satisfaction) : null,
        ...said,
        traded: traded ? traded === 'yes' : null,
        nextAt: next,
      });
      const dissatisfied = recorded.satisfaction !== null && !isHappy(recorded.satisfaction);
      const view = callRecordedView({
        t: asker.t,
        customerId,
        lines: linesOf(asker, recorded),
        dissatisfied,
      });
      return { response_action: 'update', view };
    }),
  );
}

function linesOf({ t, workspace }: Asker, recorded: CallRecorded): string[] {
  const most = numbersOf(workspace).callAttempts;
  const texts = t.callbacks.recorded;
  const at = recorded.nextAt
    ? plainDate(new Date(recorded.nextAt), t, { timeZone: workspace.timeZone })
    : null;
  if (recorded.leadAsked) return [texts.noted, texts.leadAsked];
  if (!at) return [texts.noted];
  if (recorded.attempt === null) return [texts.noted, texts.next({ at })];
  return [texts.noted, texts.again({ at, attempt: recorded.attempt, most })];
}
