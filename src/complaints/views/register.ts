import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import { sources } from '../../customers/customer.js';
import type { Complaint, Customer, Department } from '../../db/types.js';
import type { Messages } from '../../messages/index.js';
import { departmentName } from '../../people/department-name.js';
import { context, modal, option, section } from '../../slack/blocks.js';
import { instantInput, searchInput, selectInput, textInput, userInput } from '../../slack/inputs.js';
import { deadline } from '../../slack/text.js';
import { categories, stateOf, textLimits, wordOf } from '../complaint.js';
import { actionIds, formIds } from './ids.js';
import { chosenCustomer, customerOption, newCustomerOption, type RegisterDraft } from './register-form.js';

/** Where the complaint was read: a message, and its link as soon as Slack has given it. */
export interface SourceMessage {
  sourceLink: string | null;
  message?: { channel: string; ts: string } | undefined;
}

/** The form as it stands: what was typed is kept when the view is built anew. */
export function registerView({
  t,
  now,
  timeZone,
  draft,
  customer,
  open,
  departments,
  sourceLink,
  message,
}: SourceMessage & {
  t: Messages;
  now: Date;
  timeZone: string;
  draft: RegisterDraft;
  /** The chosen customer of the archive. */
  customer: Pick<Customer, 'id' | 'name' | 'stage'> | null;
  /** That customer's unfinished complaints. */
  open: { complaints: readonly Complaint[]; total: number } | null;
  departments: readonly Department[];
}): ModalView {
  const texts = t.complaints.register;
  const chosen = chosenCustomer(draft.customer);
  const newName = chosen && 'newName' in chosen ? chosen.newName : null;
  const initial = customer ? customerOption(t, customer) : newName ? newCustomerOption(t, newName) : null;
  const words = (table: Record<string, string>) =>
    Object.entries(table).map(([value, text]) => option(text, value));
  return modal({
    callbackId: formIds.register,
    title: texts.title,
    submit: texts.submit,
    close: t.common.cancel,
    metadata: { sourceLink, message },
    blocks: [
      context(texts.manner),
      searchInput({
        name: 'customer',
        label: texts.customer,
        hint: texts.customerHint,
        placeholder: texts.customerPlaceholder,
        actionId: actionIds.customer,
        dispatch: true,
        optional: true,
        initial,
      }),
      ...(newName !== null ? newCustomerInputs(t, draft, newName) : []),
      ...openComplaints({ t, timeZone, open }),
      // What cannot be left out comes first; the rest of the form is mostly right as it stands.
      textInput({
        name: 'content',
        label: texts.content,
        multiline: true,
        max: textLimits.content,
        initial: draft.content,
      }),
      ...(sourceLink ? [context(texts.sourceLink(sourceLink))] : []),
      selectInput({
        name: 'category',
        label: texts.category,
        options: words(t.complaints.categories),
        initial: draft.category,
      }),
      selectInput({
        name: 'severity',
        label: texts.severity,
        hint: texts.severityHint,
        options: words(t.complaints.severities),
        initial: draft.severity ?? 'normal',
      }),
      textInput({
        name: 'demand',
        label: texts.demand,
        multiline: true,
        optional: true,
        max: textLimits.demand,
        initial: draft.demand,
      }),
      selectInput({
        name: 'relation',
        label: texts.relation,
        options: words(t.complaints.relations),
        initial: draft.relation ?? 'self',
      }),
      textInput({
        name: 'complainant',
        label: texts.complainant,
        hint: texts.complainantHint,
        optional: true,
        max: textLimits.name,
        initial: draft.complainant,
      }),
      textInput({
        name: 'contact',
        label: texts.contact,
        hint: texts.contactHint,
        optional: true,
        max: textLimits.contact,
        initial: draft.contact,
      }),
      selectInput({
        name: 'receivedBy',
        label: texts.receivedBy,
        options: words(t.complaints.channels),
        initial: draft.receivedBy ?? (sourceLink ? 'message' : 'phone'),
      }),
      instantInput({ name: 'receivedAt', label: texts.receivedAt, initial: draft.receivedAt ?? now }),
      userInput({
        name: 'accused',
        label: texts.accused,
        hint: texts.accusedHint,
        optional: true,
        initial: draft.accused,
      }),
      ...teamInput({ t, draft, departments }),
    ],
  });
}

function newCustomerInputs(t: Messages, draft: RegisterDraft, newName: string): InputBlock[] {
  const texts = t.complaints.register;
  return [
    textInput({
      name: 'name',
      label: texts.newCustomerName,
      max: textLimits.name,
      initial: draft.name || newName,
    }),
    textInput({
      name: 'phones',
      label: texts.newCustomerPhone,
      hint: texts.newCustomerPhoneHint,
      multiline: true,
      max: textLimits.contact,
      initial: draft.phones,
    }),
    selectInput({
      name: 'source',
      label: texts.source,
      options: sources.map((source) => option(t.customers.sources[source], source)),
      initial: draft.source ?? 'telesales',
    }),
  ];
}

function openComplaints({
  t,
  timeZone,
  open,
}: {
  t: Messages;
  timeZone: string;
  open: { complaints: readonly Complaint[]; total: number } | null;
}): KnownBlock[] {
  if (!open || open.total === 0) return [];
  const lines = open.complaints.map((complaint) => {
    const due = deadline(complaint.solveDueAt, t, { timeZone });
    const state = t.complaints.list.line({ state: t.complaints.states[stateOf(complaint.state)], due });
    return `• *${complaint.number}* · ${t.complaints.categories[wordOf(categories, complaint.category)]} · ${state}`;
  });
  const more = open.total - open.complaints.length;
  if (more > 0) lines.push(t.complaints.register.moreOpen(more));
  return [section([t.complaints.register.openComplaints(open.total), ...lines].join('\n'))];
}

function teamInput({
  t,
  draft,
  departments,
}: {
  t: Messages;
  draft: RegisterDraft;
  departments: readonly Department[];
}): InputBlock[] {
  // A select without options is refused by Slack: a company without departments has no such field.
  if (departments.length === 0) return [];
  return [
    selectInput({
      name: 'accusedDepartment',
      label: t.complaints.register.accusedDepartment,
      optional: true,
      options: departments.map((department) => option(departmentName(t, department), department.id)),
      initial: draft.accusedDepartment,
    }),
  ];
}
