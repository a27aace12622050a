import type { KnownBlock, ModalView } from '@slack/types';
import { formatWorkingHours } from '../../calendar/format-working-hours.js';
import type { Messages } from '../../messages/index.js';
import { actions, button, context, divider, modal, section } from '../../slack/blocks.js';
import { escapeText } from '../../slack/text.js';
import type { ChannelState } from '../check-channel.js';
import { departmentName } from '../department-name.js';
import { may } from '../may.js';
import type { Person } from '../person.js';
import type { ChannelStates, DepartmentState, SetupState } from '../setup-state.js';
import { workingHoursOf } from '../work-calendar.js';

import { numbersSummary } from './numbers.js';

/** Two blocks each, below the hundred that a view may have. */
const mostDepartments = 40;

/** The checklist of what is set up and what is missing, with the way to each setting: for who may change it. */
export function checklist(input: {
  state: SetupState;
  viewer: Person;
  channels?: ChannelStates;
  t: Messages;
}): ModalView {
  const { t } = input;
  return modal({
    callbackId: 'people.checklist',
    title: t.people.setup.title,
    close: t.common.close,
    blocks: checklistBlocks(input),
  });
}

/** The same as part of App Home. */
export function checklistBlocks({
  state,
  viewer,
  channels = new Map(),
  t,
}: {
  state: SetupState;
  viewer: Person;
  channels?: ChannelStates;
  t: Messages;
}): KnownBlock[] {
  const texts = t.people.setup;
  const departments = state.departments
    .filter(({ department }) => may(viewer, 'department.manage', { department }))
    .slice(0, mostDepartments);
  const all = may(viewer, 'settings.change');
  const missing = departments.reduce((sum, each) => sum + faultsOf({ ...each, channels, t }).length, 0);
  return [
    section(
      `${missing > 0 ? texts.missingCount(missing) : texts.nothingMissing} ${all ? (missing > 0 ? texts.explain : texts.explainDone) : texts.yourDepartment}`,
    ),
    ...(all ? workspaceBlocks({ state, t }) : []),
    divider(),
    ...departments.flatMap((each) => departmentBlocks({ ...each, channels, t })),
    ...(all
      ? [
          actions([button({ text: texts.addDepartment, actionId: 'people.add-department' })]),
          divider(),
          ...administratorBlocks({ state, t }),
        ]
      : []),
  ];
}

function workspaceBlocks({ state, t }: { state: SetupState; t: Messages }): KnownBlock[] {
  const texts = t.people.setup;
  const { workspace, holidaysKnownUntil } = state;
  const language = t.people.languages[workspace.locale === 'en' ? 'en' : 'zh-CN'];
  const kind = workspace.holidays === 'own' || workspace.holidays === 'china' ? workspace.holidays : 'none';
  const holidays = [
    t.people.holidays[kind],
    ...(holidaysKnownUntil ? [texts.knownUntil(holidaysKnownUntil)] : []),
  ].join(t.common.separator);
  const lines = [
    `*${texts.workspace}*`,
    texts.line({ name: texts.language, value: language }),
    texts.line({ name: texts.timeZone, value: workspace.timeZone }),
    texts.line({ name: texts.holidays, value: holidays }),
    texts.line({
      name: texts.workingHours,
      value: `\`${formatWorkingHours(workingHoursOf(workspace.workingHours), t.people.hoursWords)}\``,
    }),
  ];
  const accessory = button({ text: texts.change, actionId: 'people.workspace' });
  return [divider(), section(lines.join('\n'), { accessory }), numbersSummary({ workspace, t })];
}

/** What stands in the way of a department's work, in words. */
function faultsOf({
  department,
  missing,
  channels,
  t,
}: Pick<DepartmentState, 'department' | 'missing'> & { channels: ChannelStates; t: Messages }): string[] {
  const texts = t.people.setup;
  const state = department.channelId ? channels.get(department.channelId) : undefined;
  const fault = state ? channelFault[state] : null;
  return [...missing.map((part) => texts.missing[part]), ...(fault ? [texts.channelFault[fault]] : [])];
}

const channelFault: Record<ChannelState, 'joinable' | 'archived' | 'unreachable' | null> = {
  member: null,
  unknown: null,
  joinable: 'joinable',
  archived: 'archived',
  invisible: 'unreachable',
};

function departmentBlocks({
  department,
  lead,
  members,
  missing,
  channels,
  t,
}: DepartmentState & { channels: ChannelStates; t: Messages }): KnownBlock[] {
  const texts = t.people.setup;
  const faults = faultsOf({ department, missing, channels, t });
  const parts = [
    ...(department.channelId ? [`<#${department.channelId}>`] : []),
    ...(lead ? [texts.lead(`<@${lead.slackUserId}>`)] : []),
    ...(members.length > 0 ? [texts.people(members.length)] : []),
    ...(department.workingHours ? [texts.ownHours] : []),
  ];
  const lines = [
    `${faults.length > 0 ? ':small_orange_diamond:' : ':white_check_mark:'} *${escapeText(departmentName(t, department))}*`,
    parts.join(t.common.separator),
    faults.length > 0 ? `_${faults.join(t.common.separator)}_` : '',
  ];
  return [
    section(lines.filter(Boolean).join('\n')),
    actions([
      button({ text: texts.change, actionId: 'people.department', value: department.id }),
      button({ text: texts.changePeople, actionId: 'people.staff', value: department.id }),
    ]),
  ];
}

function administratorBlocks({ state, t }: { state: SetupState; t: Messages }): KnownBlock[] {
  const texts = t.people.setup;
  const names = state.administrators.slice(0, 50).map(({ slackUserId }) => `<@${slackUserId}>`);
  return [
    section(`*${texts.administrators}*\n${names.join(t.common.listSeparator) || t.common.nobody}`, {
      accessory: {
        type: 'users_select',
        action_id: 'people.pick-person',
        placeholder: { type: 'plain_text', text: texts.choosePerson },
      },
    }),
    context(texts.administratorsHint),
  ];
}
