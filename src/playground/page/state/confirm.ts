import { signal } from '@preact/signals';
import type { ConfirmationDialog } from '@slack/types';

type Question = { confirm: ConfirmationDialog; answer: (yes: boolean) => void };

/** The confirm dialog that is open. */
export const question = signal<Question | undefined>(undefined);

/** Asks with the dialog an element carries; true when it carries none. */
export function confirmed(confirm: ConfirmationDialog | undefined): Promise<boolean> {
  if (!confirm) return Promise.resolve(true);
  question.value?.answer(false);
  return new Promise((resolve) => {
    question.value = {
      confirm,
      answer: (yes) => {
        question.value = undefined;
        resolve(yes);
      },
    };
  });
}
