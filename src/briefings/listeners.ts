import type { App, BlockAction, ButtonAction, ViewSubmitAction } from '@slack/bolt';
import { z } from 'zod';
import type { Services } from '../context.js';
import { enterChannel } from '../people/check-channel.js';
import { findStaff } from '../people/queries.js';
import { type Asker, askerOf } from '../slack/asker.js';
import { fitMessage } from '../slack/fit-message.js';
import { readForm, readMetadata, submitForm } from '../slack/forms.js';
import { onOpen } from '../slack/modal-listeners.js';
import { redrawModal, showModal } from '../slack/modals.js';
import { UserError } from '../slack/user-error.js';
import { changeSchedule, setScheduleState } from './change-schedule.js';
import { presentForm, presentPreview, presentSchedule, presentSchedules, presentWriting } from './present.js';
import { presentCopy, presentIssue, presentList, presentReaders } from './present-archive.js';
import { publishLate } from './publish-late.js';
import { briefingById } from './queries.js';
import { readBriefing } from './read-briefing.js';
import { saveBriefing } from './save-briefing.js';
import { copyForm, readersView } from './views/archive.js';
import { readDays, readFields, scheduleForm, scheduleMetadata, scheduleShape } from './views/schedule.js';
import { readWriteForm, writeForm, writeMetadata } from './views/write.js';

type Click = BlockAction<ButtonAction>;

const ofIssue = z.object({ scheduleId: z.string().min(1).max(100), date: z.iso.date() });

const ofPreview = z.object({ briefingId: z.string().min(1).max(100), version: z.number().int() });

/** Everything that briefings listen to. Thin: read the form, call the use-case, show the answer. */
export function registerBriefingListeners(app: App, services: Services): void {
  scheduling(app, services);
  writing(app, services);
  reading(app);
}

function scheduling(app: App, services: Services): void {
  onOpen(app, 'briefing.add-schedule', (asker) => presentSchedule(asker, null));
  onOpen(app, 'briefing.edit-schedule', presentSchedule);
  for (const [actionId, state] of [
    ['briefing.pause-schedule', 'paused'],
    ['briefing.resume-schedule', 'active'],
    ['briefing.delete-schedule', 'deleted'],
  ] as const) {
    onOpen(
      app,
      actionId,
      async (asker, scheduleId) => {
        await setScheduleState(asker.ctx, { scheduleId, state });
        return presentSchedules(asker);
      },
      'in-place',
    );
  }

  app.view<ViewSubmitAction>(scheduleForm, async (args) => {
    const behind = args.view.previous_view_id;
    let asked: Asker | undefined;
    await submitForm(args, async (asker) => {
      asked = asker;
      const { workspaceId } = asker.ctx;
      const { scheduleId, version } = readMetadata(args.view.private_metadata, scheduleMetadata);
      const form = readForm(args.view, scheduleShape);
      // Side by side: Slack waits three seconds for the answer.
      await Promise.all(form.channel.map((channelId) => enterChannel(args.client, { channelId })));
      const idOf = async (slackUserId: string, field: 'authors' | 'backup') => {
        const person = await findStaff(services.db.read, { workspaceId, slackUserId });
        if (!person)
          throw new UserError(field === 'authors' ? 'briefingAuthors' : 'briefingBackup', undefined, {
            field,
          });
        return person.id;
      };
      await changeSchedule(asker.ctx, {
        existing: scheduleId ? { scheduleId, seenVersion: version } : null,
        settings: {
          name: form.name,
          publishAt: form.publishAt,
          weekdays: readDays(form.days),
          authorIds: await Promise.all(form.authors.map((id) => idOf(id, 'authors'))),
          backupId: form.backup ? await idOf(form.backup, 'backup') : null,
          channelIds: [...new Set(form.channel)],
          fields: readFields(form.fields),
        },
      });
      return undefined;
    });
    if (!behind || !asked) return;
    // The list behind the form; one that was closed meanwhile is left alone.
    const view = await presentSchedules(asked);
    await redrawModal(args.client, { id: behind, view });
  });
}

function writing(app: App, services: Services): void {
  const form = (asker: Asker, value: string) => presentForm(asker, readMetadata(value, ofIssue));
  onOpen(app, 'briefing.write', form);
  onOpen(app, 'briefing.write-any', presentWriting);
  onOpen(app, 'briefing.edit', form, 'in-place');
  onOpen(
    app,
    'briefing.publish-late',
    async (asker, value) => {
      const { briefingId, version } = readMetadata(value, ofPreview);
      const published = await publishLate(asker.ctx, { briefingId, seenVersion: version });
      return presentPreview(asker, briefingId, { changed: !published });
    },
    'in-place',
  );
  onOpen(app, 'briefing.correct', async (asker, briefingId) => {
    const { workspaceId } = asker.ctx;
    const issue = await briefingById(services.db.read, { workspaceId, briefingId });
    if (!issue) throw new UserError('briefingNotFound');
    return presentForm(asker, { scheduleId: issue.scheduleId, date: issue.date });
  });

  app.view<ViewSubmitAction>(writeForm, (args) =>
    submitForm(args, async (asker) => {
      const metadata = readMetadata(args.view.private_metadata, writeMetadata);
      const { scheduleId, date, version, out, headings } = metadata;
      const typed = readWriteForm(args.view, metadata);
      const saved = await saveBriefing(asker.ctx, { scheduleId, date, seen: { version, out }, ...typed });
      if (saved.outcome === 'saved') {
        return { response_action: 'update', view: await presentPreview(asker, saved.briefingId) };
      }
      const { theirs, by } = saved;
      const view = await presentForm(
        asker,
        { scheduleId, date },
        { ...typed, headings, meanwhile: { theirs, by } },
      );
      return { response_action: 'update', view };
    }),
  );
}

function reading(app: App): void {
  onOpen(app, 'briefing.open', presentIssue);
  onOpen(app, 'briefing.copy', presentCopy);
  app.view<ViewSubmitAction>(copyForm, (args) => submitForm(args, async () => undefined));

  app.action<Click>('briefing.read', async (args) => {
    await args.ack();
    const { ctx, t, askedFrom } = await askerOf(args);
    const briefingId = args.action.value ?? '';
    const { already } = await readBriefing(ctx, { briefingId, askedFrom });
    const text = already ? t.briefings.notedBefore : t.briefings.noted;
    await args.respond({ response_type: 'ephemeral', replace_original: false, text });
  });

  app.action<Click>('briefing.who-not', async (args) => {
    await args.ack();
    const asker = await askerOf(args);
    const message = await presentReaders(asker, args.action.value ?? '');
    const { body, client } = args;
    if (body.view) {
      const view = readersView({ t: asker.t, message });
      await showModal({ client, body, view });
      return;
    }
    await args.respond({
      response_type: 'ephemeral',
      replace_original: false,
      ...fitMessage(message, asker.t),
    });
  });

  for (const actionId of ['briefing.older', 'briefing.newer']) {
    app.action<Click>(actionId, async (args) => {
      await args.ack();
      const asker = await askerOf(args);
      const skip = Math.max(0, Math.min(10_000, Number.parseInt(args.action.value ?? '', 10) || 0));
      const page = await presentList(asker, skip);
      await args.respond({
        response_type: 'ephemeral',
        replace_original: true,
        ...fitMessage(page, asker.t),
      });
    });
  }
}
