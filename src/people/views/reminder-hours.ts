import type { ModalView } from '@slack/types';
import type { Messages } from '../../messages/index.js';
import { modal, section } from '../../slack/blocks.js';
import { optionalTime } from '../../slack/forms.js';
import { timeInput } from '../../slack/inputs.js';
import type { Person } from '../person.js';

export const reminderHoursShape = { from: optionalTime(), until: optionalTime() };

/** In which hours somebody wants to be reminded. */
export function reminderHoursForm({ person, t }: { person: Person; t: Messages }): ModalView {
  const texts = t.people.reminderHours;
  return modal({
    callbackId: 'people.reminder-hours-form',
    title: texts.title,
    submit: t.common.save,
    close: t.common.cancel,
    blocks: [
      section(texts.explain),
      timeInput({ name: 'from', label: texts.from, initial: person.remindFrom, optional: true }),
      timeInput({
        name: 'until',
        label: texts.until,
        hint: texts.untilHint,
        initial: person.remindUntil,
        optional: true,
      }),
    ],
  });
}
