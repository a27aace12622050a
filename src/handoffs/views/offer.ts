import type { KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { ownerRoles } from '../../customers/customer.js';
import { searchAction } from '../../customers/views/find.js';
import type { Department } from '../../db/types.js';
import type { Messages } from '../../messages/index.js';
import { departmentName } from '../../people/department-name.js';
import type { Numbers } from '../../settings/numbers.js';
import { context, modal, option } from '../../slack/blocks.js';
import { choice, idList, optionalId, optionalText, requiredId, requiredText } from '../../slack/forms.js';
import { checkboxInput, searchInput, selectInput, textInput, userInput } from '../../slack/inputs.js';

export const offerForm = 'handoff.offer-form';

/** The form that offers a customer's role to another department, or to a colleague of the same one. */
export function offerView({
  t,
  customer,
  departments,
  ownDepartmentId,
  assigns,
  numbers,
}: {
  t: Messages;
  customer: PlainTextOption | null;
  departments: readonly Department[];
  ownDepartmentId: string | null;
  /** The sender leads their department: they may assign without asking. */
  assigns: boolean;
  numbers: Numbers;
}): ModalView {
  const texts = t.handoffs.offer;
  const own = departments.filter(({ id }) => id === ownDepartmentId);
  const others = departments.filter(({ id }) => id !== ownDepartmentId);
  const blocks: KnownBlock[] = [
    searchInput({
      name: 'customer',
      label: texts.customer,
      actionId: searchAction,
      placeholder: t.customers.find.placeholder,
      initial: customer,
    }),
    selectInput({
      name: 'role',
      label: texts.role,
      hint: texts.roleHint,
      options: ownerRoles.map((role) => option(t.customers.ownerRoles[role], role)),
    }),
    selectInput({
      name: 'department',
      label: texts.department,
      options: [...others, ...own].map((department) => option(departmentName(t, department), department.id)),
    }),
    ...(own.length > 0
      ? [userInput({ name: 'colleague', label: texts.colleague, hint: texts.colleagueHint, optional: true })]
      : []),
    ...(assigns
      ? [
          checkboxInput({
            name: 'atOnce',
            label: texts.atOnce,
            options: [option(texts.atOnceYes, 'yes')],
            optional: true,
          }),
        ]
      : []),
    textInput({ name: 'purpose', label: texts.purpose, max: 500, placeholder: texts.purposeExample }),
    textInput({
      name: 'checklist',
      label: texts.checklist,
      hint: texts.checklistHint,
      multiline: true,
      max: 1500,
      optional: true,
      placeholder: texts.checklistExample,
    }),
    textInput({ name: 'promises', label: texts.promises, multiline: true, max: 1000, optional: true }),
    context(
      texts.whatHappens({
        leadHours: numbers.handoffLeadHours,
        assignHours: numbers.handoffAssignHours,
      }),
    ),
  ];
  return modal({
    callbackId: offerForm,
    title: texts.title,
    submit: texts.submit,
    close: t.common.cancel,
    blocks,
  });
}

export const offerShape = {
  customer: requiredId(),
  role: choice(ownerRoles),
  department: requiredId(),
  colleague: optionalId(),
  atOnce: idList(),
  purpose: requiredText({ max: 500 }),
  checklist: optionalText({ max: 1500 }),
  promises: optionalText({ max: 1000 }),
};
