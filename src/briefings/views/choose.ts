import type { ModalView } from '@slack/types';
import type { Messages } from '../../messages/index.js';
import { button, modal, section } from '../../slack/blocks.js';
import { dateFor, escapeText, type Reading } from '../../slack/text.js';
import { dayInWords } from './parts.js';

/** An issue that can be written. */
export interface Writable {
  scheduleId: string;
  date: string;
  at: Date;
  name: string;
  author: string | null;
  /** In words: draft, ready … */
  state: string;
}

/** Which issue is to be written: the next ones of each schedule. */
export function chooseView({
  t,
  writable,
  ...reading
}: { t: Messages; writable: readonly Writable[] } & Reading): ModalView {
  const texts = t.briefings.choose;
  return modal({
    callbackId: 'briefing.choose',
    title: texts.title,
    close: t.common.close,
    blocks: [
      section(writable.length > 0 ? texts.about : texts.nothing),
      ...writable.slice(0, 40).map(({ scheduleId, date: day, at, name, author, state }) =>
        section(
          texts.line({
            name: escapeText(name),
            date: dayInWords(day, t, reading.timeZone),
            at: dateFor(at, t, reading),
            author: [escapeText(author ?? t.common.nobody), state].join(t.common.separator),
          }),
          {
            accessory: button({
              text: t.briefings.write,
              actionId: 'briefing.write',
              value: JSON.stringify({ scheduleId, date: day }),
            }),
          },
        ),
      ),
    ],
  });
}
