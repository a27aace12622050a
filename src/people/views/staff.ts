import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { Messages } from '../../messages/index.js';
import { actions, button, context, modal, option, section } from '../../slack/blocks.js';
import { choice, idList, requiredId } from '../../slack/forms.js';
import { checkboxInput, numberInput, radioInput } from '../../slack/inputs.js';
import { escapeText, plainDate } from '../../slack/text.js';
import { departmentName } from '../department-name.js';
import { leads, type Person } from '../person.js';
import type { DepartmentState } from '../setup-state.js';
import { isPresent } from '../stand-in.js';

/** One block each, below the hundred that a view may have; anybody else is chosen by name. */
const mostShown = 90;

export const staffListMetadata = z.object({ departmentId: z.string() });

/** The people of a department with role, weight and rights, each with the way to change them. */
export function staffList({
  state: { department, members },
  timeZone,
  now,
  t,
}: {
  state: DepartmentState;
  timeZone: string;
  now: Date;
  t: Messages;
}): ModalView {
  const texts = t.people.staff;
  const shown = members
    .toSorted((a, b) => Number(leads(b, department)) - Number(leads(a, department)) || byName(a, b))
    .slice(0, mostShown);
  const more = members.length - shown.length;
  const rows: KnownBlock[] = shown.map((person) =>
    section(personLine({ person, timeZone, now, t }), {
      accessory: button({ text: t.people.setup.change, actionId: 'people.person', value: person.id }),
    }),
  );
  return modal({
    callbackId: 'people.staff-list',
    title: texts.title,
    close: t.common.back,
    metadata: { departmentId: department.id },
    blocks: [
      section(`*${escapeText(departmentName(t, department))}*`),
      ...(rows.length > 0 ? rows : [section(texts.nobody)]),
      ...(more > 0 ? [context(t.people.andMore(more))] : []),
      actions([
        {
          type: 'users_select',
          action_id: 'people.pick-person',
          placeholder: { type: 'plain_text', text: t.people.setup.choosePerson },
        },
      ]),
    ],
  });
}

function byName(a: Person, b: Person): number {
  return a.name < b.name ? -1 : 1;
}

function personLine({
  person,
  timeZone,
  now,
  t,
}: {
  person: Person;
  timeZone: string;
  now: Date;
  t: Messages;
}): string {
  const texts = t.people.staff;
  const parts = [
    leads(person, person.department) ? t.people.roles.lead : t.people.roles.member,
    texts.weight(person.weight),
    ...(person.admin ? [texts.administrator] : []),
  ];
  if (!isPresent(person, now)) {
    const until = person.awayUntil ? plainDate(person.awayUntil, t, { timeZone, style: 'date' }) : null;
    parts.push(!person.active ? texts.deactivated : until ? texts.awayUntil(until) : texts.away);
  }
  return `<@${person.slackUserId}>${t.common.separator}${parts.join(t.common.separator)}`;
}

export const personMetadata = z.object({ staffId: z.string() });

/** `role` is missing for people without a department, `admin` for those who are no administrators themselves. */
export const personShape = {
  role: choice(['member', 'lead']).optional(),
  // Any text: the use-case says what a weight is.
  weight: requiredId().transform(Number),
  admin: idList().optional(),
};

/** Role, weight and rights of one person; rights only for administrators to change. */
export function personForm({
  person,
  mayMakeAdministrators,
  t,
}: {
  person: Person;
  mayMakeAdministrators: boolean;
  t: Messages;
}): ModalView {
  const texts = t.people.staff;
  const { department } = person;
  const blocks: KnownBlock[] = [
    section(
      [`<@${person.slackUserId}>`, ...(department ? [escapeText(departmentName(t, department))] : [])].join(
        t.common.separator,
      ),
    ),
  ];
  if (department) {
    blocks.push(
      radioInput({
        name: 'role',
        label: texts.role,
        options: [option(t.people.roles.member, 'member'), option(t.people.roles.lead, 'lead')],
        initial: leads(person, department) ? 'lead' : 'member',
      }),
    );
  }
  blocks.push(
    numberInput({
      name: 'weight',
      label: texts.weightLabel,
      hint: texts.weightHint,
      initial: person.weight,
      min: 0,
      max: 1000,
    }),
  );
  if (mayMakeAdministrators) {
    blocks.push(
      checkboxInput({
        name: 'admin',
        label: texts.rights,
        options: [option(texts.administratorRight, 'admin', texts.administratorExplained)],
        initial: person.admin ? ['admin'] : [],
        optional: true,
      }),
    );
  }
  return modal({
    callbackId: 'people.person-form',
    title: texts.personTitle,
    submit: t.common.save,
    close: t.common.cancel,
    metadata: { staffId: person.id },
    blocks,
  });
}
