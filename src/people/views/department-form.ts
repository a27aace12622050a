import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import { formatWorkingHours } from '../../calendar/format-working-hours.js';
import type { Messages } from '../../messages/index.js';
import { modal, section } from '../../slack/blocks.js';
import { idList, optionalId, optionalText, optionalTime, requiredText } from '../../slack/forms.js';
import { channelInput, textInput, timeInput, userInput, usersInput } from '../../slack/inputs.js';
import type { ChannelState } from '../check-channel.js';
import { departmentName } from '../department-name.js';
import { departmentStamp } from '../department-stamp.js';
import type { DepartmentState } from '../setup-state.js';
import { workingHoursOf } from '../work-calendar.js';
import { whole } from './workspace-form.js';

const mostName = 40;
const mostMembers = 1000;

/** What the form carries: the department, how it stood at first, and what the last look at a channel found. */
export const departmentMetadata = z.object({
  departmentId: z.string(),
  seen: z.string().optional(),
  checked: z
    .object({
      channelId: z.string(),
      state: z.enum(['member', 'joinable', 'archived', 'invisible', 'unknown']),
    })
    .optional(),
});
export type DepartmentMetadata = z.output<typeof departmentMetadata>;

/** `channel` and `lead` are Slack ids, as are `members`. */
export const departmentShape = {
  name: optionalText({ max: mostName }),
  channel: optionalId(),
  lead: optionalId(),
  members: idList().pipe(z.array(z.string()).max(mostMembers)),
  workingHours: optionalText(),
  digestAt: optionalTime(),
};

/** Name, channel, lead, members and hours of a department. */
export function departmentForm({
  state: { department, lead, members },
  seen = departmentStamp(department, members),
  checked,
  t,
}: {
  state: DepartmentState;
  /** Of a form drawn anew: how the department stood when it was opened. */
  seen?: string | undefined;
  checked?: { channelId: string; state: ChannelState } | undefined;
  t: Messages;
}): ModalView {
  const texts = t.people.departmentForm;
  const standard = departmentName(t, { key: department.key, name: null });
  const named = lead && lead.id === department.leadId ? lead.slackUserId : null;
  const status: KnownBlock[] = checked
    ? [section(texts.channelStatus[checked.state], { blockId: 'channel-status' })]
    : [];
  return modal({
    callbackId: 'people.department-form',
    title: texts.title,
    submit: t.common.save,
    close: t.common.cancel,
    metadata: {
      departmentId: department.id,
      seen,
      ...(checked ? { checked } : {}),
    } satisfies DepartmentMetadata,
    blocks: [
      textInput({
        name: 'name',
        label: texts.name,
        initial: department.name,
        max: mostName,
        // A department of the company's own has no other name to fall back on.
        ...(isStandard(standard, department.key)
          ? { optional: true, hint: texts.nameHint(standard), placeholder: standard }
          : {}),
      }),
      channelInput({
        name: 'channel',
        label: texts.channel,
        hint: texts.channelHint,
        initial: department.channelId,
        dispatchAs: 'people.check-channel',
        optional: true,
      }),
      ...status,
      userInput({ name: 'lead', label: texts.lead, initial: named, optional: true }),
      usersInput({
        name: 'members',
        label: texts.members,
        hint: texts.membersHint,
        initial: members.map(({ slackUserId }) => slackUserId),
        optional: true,
      }),
      timeInput({
        name: 'digestAt',
        label: texts.digestAt,
        hint: texts.digestAtHint,
        initial: department.digestAt,
        optional: true,
      }),
      textInput({
        name: 'workingHours',
        label: texts.workingHours,
        hint: texts.workingHoursHint,
        multiline: true,
        initial: department.workingHours
          ? whole(formatWorkingHours(workingHoursOf(department.workingHours), t.people.hoursWords))
          : null,
        optional: true,
      }),
    ],
  });
}

/** An own department's standard name is its key. */
function isStandard(standard: string, key: string): boolean {
  return standard !== key;
}

export const newDepartmentShape = { name: requiredText({ max: mostName }) };

/** A department of the company's own. */
export function newDepartmentForm({ t }: { t: Messages }): ModalView {
  const texts = t.people.departmentForm;
  return modal({
    callbackId: 'people.new-department-form',
    title: texts.addTitle,
    submit: t.common.save,
    close: t.common.cancel,
    blocks: [textInput({ name: 'name', label: texts.name, max: mostName })],
  });
}
