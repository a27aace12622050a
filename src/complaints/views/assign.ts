import type { ModalView } from '@slack/types';
import type { Complaint, Department } from '../../db/types.js';
import type { Messages } from '../../messages/index.js';
import { departmentName } from '../../people/department-name.js';
import { context, modal, option } from '../../slack/blocks.js';
import { type FormState, optionalId, readForm, requiredId } from '../../slack/forms.js';
import { selectInput, userInput } from '../../slack/inputs.js';
import { deadline } from '../../slack/text.js';
import { formIds } from './ids.js';
import { summaryBlocks } from './summary.js';

/** A department with who would be the central person: never the one complained about. */
export interface AssignChoice {
  department: Department;
  centralName: string | null;
}

/** Names the responsible department; the choices say who would be the central person. */
export function assignView({
  t,
  timeZone,
  complaint,
  customerName,
  choices,
  investigatorSlackId,
}: {
  t: Messages;
  timeZone: string;
  complaint: Complaint;
  customerName: string | null;
  choices: readonly AssignChoice[];
  investigatorSlackId: string | null;
}): ModalView {
  const texts = t.complaints.assign;
  const by = deadline(complaint.solveDueAt, t, { timeZone });
  return modal({
    callbackId: formIds.assign,
    title: texts.title,
    submit: texts.submit,
    close: t.common.cancel,
    metadata: { complaintId: complaint.id, assignedAt: complaint.assignedAt?.toISOString() ?? null },
    blocks: [
      ...summaryBlocks(t, complaint, customerName),
      selectInput({
        name: 'department',
        label: texts.department,
        hint: texts.departmentHint,
        options: choices.map(({ department, centralName }) => {
          const name = departmentName(t, department);
          return centralName
            ? option(name, department.id, centralName)
            : option(texts.noLead(name), department.id);
        }),
        initial: complaint.departmentId ?? complaint.accusedDepartmentId,
      }),
      userInput({
        name: 'investigator',
        label: texts.investigator,
        hint: texts.investigatorHint,
        optional: true,
        initial: investigatorSlackId,
      }),
      context(t.complaints.told.deadline(by), texts.note),
    ],
  });
}

/**
 * The submitted form.
 * @throws FormError
 */
export function readAssignForm(view: FormState): {
  departmentId: string;
  investigatorSlackUserId: string | null;
} {
  const form = readForm(view, { department: requiredId(), investigator: optionalId() });
  return { departmentId: form.department, investigatorSlackUserId: form.investigator };
}
