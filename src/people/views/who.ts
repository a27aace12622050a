import type { KnownBlock } from '@slack/types';
import type { Rendered } from '../../feature.js';
import type { Messages } from '../../messages/index.js';
import { actions, button, section } from '../../slack/blocks.js';
import { escapeText, plainDate } from '../../slack/text.js';
import { departmentName } from '../department-name.js';
import { may } from '../may.js';
import { leads, type Person } from '../person.js';
import type { DepartmentState, SetupState } from '../setup-state.js';
import { isPresent, type Roster, standIn } from '../stand-in.js';

/** A message holds fifty blocks, some of them for the buttons … */
const mostDepartments = 45;
/** … and about 13,000 characters: so many names, and absences, over all departments, and in one. */
const most = { names: { all: 250, each: 60, least: 4 }, away: { all: 40, each: 20, least: 1 } };

function share(kind: keyof typeof most, departments: number): number {
  const { all, each, least } = most[kind];
  return Math.min(each, Math.max(least, Math.floor(all / Math.max(departments, 1))));
}

/** The departments, who leads and belongs to them, who is away and who stands in. */
export function whoIsWho({
  state,
  roster,
  viewer,
  now,
  t,
}: {
  state: SetupState;
  roster: Roster;
  viewer: Person;
  now: Date;
  t: Messages;
}): Rendered {
  const texts = t.people.who;
  const { timeZone } = state.workspace;
  const blocks: KnownBlock[] = [section(`*${texts.title}*`)];
  const shown = state.departments.slice(0, mostDepartments);
  const mostNames = share('names', shown.length);
  const mostAway = share('away', shown.length);
  for (const each of shown) {
    blocks.push(section(departmentText({ ...each, mostNames, mostAway, roster, timeZone, now, t })));
  }
  const leadsSomebody = state.departments.some(({ department }) =>
    may(viewer, 'absence.record', { department }),
  );
  if (leadsSomebody) {
    blocks.push(
      section(texts.recordAbsence, {
        accessory: {
          type: 'users_select',
          action_id: 'people.absence-of',
          placeholder: { type: 'plain_text', text: t.people.setup.choosePerson },
        },
      }),
    );
  }
  blocks.push(actions([button({ text: texts.myAbsence, actionId: 'people.away' })]));
  return { text: texts.title, blocks };
}

function departmentText({
  department,
  lead,
  members,
  mostNames,
  mostAway,
  roster,
  timeZone,
  now,
  t,
}: DepartmentState & {
  mostNames: number;
  mostAway: number;
  roster: Roster;
  timeZone: string;
  now: Date;
  t: Messages;
}): string {
  const texts = t.people.who;
  const mention = (person: Person) => `<@${person.slackUserId}>`;
  const head = [
    `*${escapeText(departmentName(t, department))}*`,
    department.channelId ? `<#${department.channelId}>` : texts.noChannel,
    lead ? t.people.setup.lead(mention(lead)) : texts.noLead,
  ].join(t.common.separator);
  const others = members.filter((person) => person.id !== lead?.id);
  const names = others
    .slice(0, mostNames)
    .map((person) =>
      leads(person, department) ? `${mention(person)} (${t.people.roles.lead})` : mention(person),
    );
  if (others.length > mostNames) names.push(t.people.andMore(others.length - mostNames));
  const away = members
    .filter((person) => !isPresent(person, now))
    .slice(0, mostAway)
    .map((person) => {
      const inPlace = roster.people.get(standIn({ staffId: person.id, roster, now }) ?? '');
      const until = person.awayUntil ? plainDate(person.awayUntil, t, { timeZone, style: 'date' }) : null;
      return `:palm_tree: ${texts.isAway({ who: mention(person), until, standIn: inPlace ? mention(inPlace) : null })}`;
    });
  const people = names.join(t.common.listSeparator) || (lead ? '' : texts.nobody);
  return [head, people, ...away].filter(Boolean).join('\n');
}
