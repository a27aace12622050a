import type { ModalView } from '@slack/types';
import type { Messages } from '../../messages/index.js';
import { context, modal, section } from '../../slack/blocks.js';
import { date, escapeText } from '../../slack/text.js';
import type { RegisteredComplaint } from '../register-complaint.js';
import { formIds } from './ids.js';

/** What the person sees once it is registered: the number, the deadlines and the text for the customer. */
export function registeredView({
  t,
  timeZone,
  registered,
}: {
  t: Messages;
  timeZone: string;
  registered: RegisteredComplaint;
}): ModalView {
  const texts = t.complaints.registered;
  const { number, channelId, apologyDueAt } = registered;
  const at = (iso: string) => date(new Date(iso), t, { timeZone });
  const name = escapeText(registered.complainantName);
  return modal({
    callbackId: formIds.registered,
    title: texts.title,
    close: texts.close,
    blocks: [
      section(
        [
          texts.done(number),
          texts.next(at(registered.judgeDueAt), at(registered.solveDueAt)),
          ...(apologyDueAt ? [texts.apology(at(apologyDueAt))] : []),
          ...(registered.critical ? [texts.management] : []),
        ].join('\n'),
      ),
      section(`${texts.tell}\n\`\`\`${texts.acknowledgement({ name, number })}\`\`\``),
      context(channelId ? texts.cardGoesTo(`<#${channelId}>`) : texts.noChannel),
    ],
  });
}
