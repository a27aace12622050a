import type { App, BlockAction, ButtonAction, ViewSubmitAction } from '@slack/bolt';
import { z } from 'zod';
import type { CommandInput, NumberSeries } from '../feature.js';
import { type Asker, askerOf } from '../slack/asker.js';
import { readForm, readMetadata, submitForm } from '../slack/forms.js';
import { openModal } from '../slack/modal-listeners.js';
import { showModal } from '../slack/modals.js';
import { UserError } from '../slack/user-error.js';
import { needAdministrator } from './check-listeners.js';
import { lastKnown, sayLastNumber } from './say-last-number.js';
import { restoredForm, restoredShape, restoredView } from './views/restored.js';

const seriesAt = ({ ctx }: Asker, index: number): NumberSeries => {
  const series = ctx.services.features.flatMap(({ numberSeries = [] }) => numberSeries)[index];
  if (!series) throw new UserError('formStale');
  return series;
};

async function formOf(asker: Asker, index = 0) {
  const { ctx, t } = asker;
  const series = seriesAt(asker, index);
  const { workspaceId, now, services } = ctx;
  const known = await lastKnown(services.db.read, { workspaceId, series: series.name, now });
  return restoredForm({
    label: series.label(t),
    known: known.sequence > 0 ? series.format(known) : null,
    index,
    t,
  });
}

/** `/baton restored` */
export async function openRestored({ asker, triggerId }: CommandInput): Promise<void> {
  await needAdministrator(asker);
  await openModal({ asker, triggerId }, await formOf(asker));
}

export function registerRestoredListeners(app: App): void {
  app.action<BlockAction<ButtonAction>>('people.restored', async (args) => {
    await args.ack();
    const asker = await askerOf(args);
    await needAdministrator(asker);
    await showModal({ client: args.client, body: args.body, view: await formOf(asker) });
  });

  app.view<ViewSubmitAction>('people.restored-form', (args) =>
    submitForm(args, async (asker) => {
      const { index } = readMetadata(args.view.private_metadata, z.object({ index: z.number().int() }));
      const { last: typed } = readForm(args.view, restoredShape);
      const answer = await sayLastNumber(asker.ctx, { series: seriesAt(asker, index), typed });
      return { response_action: 'update', view: restoredView({ answer, t: asker.t }) };
    }),
  );
}
