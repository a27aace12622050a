import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { BriefingSchedule } from '../../db/types.js';
import type { Messages } from '../../messages/index.js';
import { actions, button, confirmation, context, modal, option, section } from '../../slack/blocks.js';
import { idList, optionalId, requiredText, requiredTime } from '../../slack/forms.js';
import {
  channelsInput,
  multiSelectInput,
  textInput,
  timeInput,
  userInput,
  usersInput,
} from '../../slack/inputs.js';
import { escapeText } from '../../slack/text.js';
import { limits, readList } from '../briefing.js';

export const scheduleForm = 'briefing.schedule-form';
export const scheduleMetadata = z.object({
  scheduleId: z.string().max(100).nullable(),
  version: z.number().int(),
});

const weekdayKeys = ['1', '2', '3', '4', '5', '6', '7'] as const;

/** The days in words: working days, or the weekdays by name. */
export function daysInWords(t: Messages, weekdays: string): string {
  const texts = t.briefings.schedule;
  if (weekdays === '') return texts.workingDays;
  return [...weekdays].map((day) => texts.weekdays[day] ?? day).join(t.common.listSeparator);
}

/** All schedules, with what may be done to each. */
export function schedulesView({
  t,
  schedules,
  names,
}: {
  t: Messages;
  schedules: readonly BriefingSchedule[];
  /** Staff id → name. */
  names: ReadonlyMap<string, string>;
}): ModalView {
  const texts = t.briefings.schedule;
  const name = (id: string) => escapeText(names.get(id) ?? t.common.unknownPerson);
  return modal({
    callbackId: 'briefing.schedules',
    title: texts.title,
    close: t.common.close,
    blocks: [
      ...(schedules.length === 0 ? [section(texts.none)] : []),
      // Three blocks each: Slack holds a hundred.
      ...schedules.slice(0, 30).flatMap((schedule): KnownBlock[] => {
        const paused = schedule.state === 'paused';
        const line = texts.line({
          at: schedule.publishAt,
          days: daysInWords(t, schedule.weekdays),
          authors: readList(schedule.authorIds).map(name).join(t.common.listSeparator),
          backup: schedule.backupId ? name(schedule.backupId) : null,
        });
        const channels = readList(schedule.channelIds)
          .map((id) => `<#${id}>`)
          .join(t.common.listSeparator);
        return [
          section(`*${escapeText(schedule.name)}*${paused ? ` (${texts.paused})` : ''}\n${line}`),
          context(channels),
          actions([
            button({ text: texts.edit, actionId: 'briefing.edit-schedule', value: schedule.id }),
            paused
              ? button({ text: texts.resume, actionId: 'briefing.resume-schedule', value: schedule.id })
              : button({ text: texts.pause, actionId: 'briefing.pause-schedule', value: schedule.id }),
            button({
              text: texts.delete,
              actionId: 'briefing.delete-schedule',
              value: schedule.id,
              style: 'danger',
              confirm: confirmation({
                title: texts.delete,
                text: texts.confirmDelete({ name: schedule.name }),
                confirm: texts.delete,
                deny: texts.keep,
                style: 'danger',
              }),
            }),
          ]),
        ];
      }),
      actions([button({ text: texts.add, actionId: 'briefing.add-schedule', style: 'primary' })]),
    ],
  });
}

/** The form of a schedule, new or as it stands. Headings are proposed in the workspace's language. */
export function scheduleView({
  t,
  channelTexts,
  timeZone,
  schedule,
  slackIds,
}: {
  t: Messages;
  /** In the language of channel posts. */
  channelTexts: Messages;
  timeZone: string;
  schedule: BriefingSchedule | null;
  /** Staff id → Slack id. */
  slackIds: ReadonlyMap<string, string>;
}): ModalView {
  const texts = t.briefings.schedule;
  const slackId = (id: string) => slackIds.get(id);
  const authors = schedule ? readList(schedule.authorIds) : [];
  const days = [
    option(texts.workingDays, 'working'),
    ...weekdayKeys.map((day) => option(texts.weekdays[day] ?? day, day)),
  ];
  return modal({
    callbackId: scheduleForm,
    title: texts.formTitle,
    submit: t.common.save,
    close: t.common.cancel,
    metadata: { scheduleId: schedule?.id ?? null, version: schedule?.version ?? 0 },
    blocks: [
      textInput({
        name: 'name',
        label: texts.name,
        placeholder: texts.nameExample,
        max: limits.name,
        initial: schedule?.name,
      }),
      timeInput({
        name: 'publishAt',
        label: texts.publishAt,
        hint: texts.publishAtHint({ timeZone }),
        initial: schedule?.publishAt ?? '09:00',
      }),
      multiSelectInput({
        name: 'days',
        label: texts.days,
        hint: texts.daysHint,
        options: days,
        initial: schedule?.weekdays ? [...schedule.weekdays] : ['working'],
      }),
      usersInput({
        name: 'authors',
        label: texts.authors,
        hint: texts.authorsHint,
        initial: authors.map(slackId).filter((id) => id !== undefined),
      }),
      userInput({
        name: 'backup',
        label: texts.backup,
        hint: texts.backupHint,
        optional: true,
        initial: schedule?.backupId ? slackId(schedule.backupId) : null,
      }),
      channelsInput({
        name: 'channel',
        label: texts.channels,
        hint: texts.channelsHint,
        max: limits.channels,
        initial: schedule ? readList(schedule.channelIds) : [],
      }),
      textInput({
        name: 'fields',
        label: texts.fields,
        hint: texts.fieldsHint,
        multiline: true,
        max: 600,
        initial: (schedule ? readList(schedule.fields) : channelTexts.briefings.schedule.defaultFields).join(
          '\n',
        ),
      }),
    ],
  });
}

export const scheduleShape = {
  name: requiredText({ max: limits.name }),
  publishAt: requiredTime(),
  // Working days and single weekdays contradict each other.
  days: z
    .array(z.enum(['working', ...weekdayKeys]))
    .min(1)
    .refine((days) => days.length === 1 || !days.includes('working'), 'briefingDays'),
  authors: idList(),
  backup: optionalId(),
  channel: idList(),
  fields: requiredText({ max: 600 }),
};

/** '' for working days, else the weekdays in order. */
export function readDays(days: readonly string[]): string {
  return days.includes('working') ? '' : [...new Set(days)].sort().join('');
}

/** One heading a line. */
export function readFields(typed: string): string[] {
  return typed
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}
