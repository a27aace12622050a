import type { PlainTextOption } from '@slack/types';
import type { z } from 'zod';
import { sources } from '../../customers/customer.js';
import type { Customer } from '../../db/types.js';
import type { Messages } from '../../messages/index.js';
import { option } from '../../slack/blocks.js';
import {
  choice,
  type FormState,
  optionalChoice,
  optionalId,
  optionalText,
  readForm,
  readPartialForm,
  requiredInstant,
  requiredText,
} from '../../slack/forms.js';
import { shorten } from '../../slack/text.js';
import { UserError } from '../../slack/user-error.js';
import { categories, channels, relations, severities, textLimits } from '../complaint.js';
import type { NewComplaint } from '../register-complaint.js';

const shape = {
  customer: optionalId(),
  name: optionalText({ max: textLimits.name }),
  phones: optionalText({ max: textLimits.contact }),
  source: optionalChoice(sources),
  relation: choice(relations),
  complainant: optionalText({ max: textLimits.name }),
  contact: optionalText({ max: textLimits.contact }),
  receivedBy: choice(channels),
  receivedAt: requiredInstant(),
  content: requiredText({ max: textLimits.content }),
  demand: optionalText({ max: textLimits.demand }),
  category: choice(categories),
  severity: choice(severities),
  accused: optionalId(),
  accusedDepartment: optionalId(),
};

/** What the form holds so far. */
export type RegisterDraft = Partial<z.output<z.ZodObject<typeof shape>>>;

const newPrefix = 'new:';

/** The typeahead's last choice: a customer who is not in the archive yet. */
export function newCustomerOption(t: Messages, name: string): PlainTextOption {
  const kept = shorten(name.trim(), textLimits.name);
  return option(t.complaints.register.newCustomer(kept), `${newPrefix}${kept}`);
}

/** A customer in the typeahead: name and stage, nothing more. */
export function customerOption(
  t: Messages,
  customer: Pick<Customer, 'id' | 'name' | 'stage'>,
): PlainTextOption {
  const stages: Record<string, string> = t.customers.stages;
  return option(customer.name, customer.id, stages[customer.stage]);
}

/** Whom the customer field names: an id of the archive, the name of somebody new, or nobody. */
export function chosenCustomer(
  value: string | null | undefined,
): { id: string } | { newName: string } | null {
  if (!value) return null;
  return value.startsWith(newPrefix) ? { newName: value.slice(newPrefix.length) } : { id: value };
}

/** What is entered so far, to build the view anew. */
export function readRegisterDraft(view: FormState): RegisterDraft {
  return readPartialForm(view, shape);
}

/**
 * The submitted form.
 * @throws FormError, UserError formRequired at `phones`
 */
export function readRegisterForm(
  view: FormState,
  { sourceLink }: { sourceLink: string | null },
): NewComplaint {
  const form = readForm(view, shape);
  const chosen = chosenCustomer(form.customer);
  // The phone is asked for as soon as the view has shown its field.
  if (chosen && 'newName' in chosen && 'phones' in view.state.values && !form.phones) {
    throw new UserError('formRequired', undefined, { field: 'phones' });
  }
  return {
    customer:
      chosen && 'newName' in chosen
        ? {
            name: form.name || chosen.newName,
            phones: form.phones.split('\n'),
            source: form.source ?? 'telesales',
          }
        : chosen,
    complainantName: form.complainant,
    relation: form.relation,
    contact: form.contact,
    receivedBy: form.receivedBy,
    receivedAt: form.receivedAt,
    content: form.content,
    demand: form.demand,
    category: form.category,
    severity: form.severity,
    accusedSlackUserId: form.accused,
    accusedDepartmentId: form.accusedDepartment,
    sourceLink,
  };
}
