import type { ModalView } from '@slack/types';
import type { Messages } from '../../messages/index.js';
import { actions, button, context, modal, section } from '../../slack/blocks.js';
import { setUpActionId } from '../../slack/errors.js';
import { deadline, escapeText } from '../../slack/text.js';
import type { RegisteredComplaint } from '../register-complaint.js';
import { formIds } from './ids.js';

/** What the person sees once it is registered: the number, the deadlines and the text for the customer. */
export function registeredView({
  t,
  timeZone,
  registered,
  maySetUp = false,
}: {
  t: Messages;
  timeZone: string;
  registered: RegisteredComplaint;
  /** An administrator: where a channel is missing they are given the way to the settings. */
  maySetUp?: boolean;
}): ModalView {
  const texts = t.complaints.registered;
  const { number, channelId, apologyDueAt } = registered;
  const at = (iso: string) => deadline(new Date(iso), t, { timeZone });
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
      ...(maySetUp && !channelId
        ? [actions([button({ text: t.slack.setUp, actionId: setUpActionId, value: 'setupChannel' })])]
        : []),
    ],
  });
}
