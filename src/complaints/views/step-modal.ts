import type { KnownBlock, ModalView } from '@slack/types';
import type { Complaint } from '../../db/types.js';
import type { Messages } from '../../messages/index.js';
import { modal } from '../../slack/blocks.js';
import { seenMetadata } from './seen-version.js';
import { summaryBlocks } from './summary.js';

/** The form of a step in the loop: it carries the version that it was opened from, and begins with the complaint. */
export function stepModal({
  t,
  complaint,
  customerName,
  callbackId,
  texts,
  blocks,
}: {
  t: Messages;
  complaint: Complaint;
  customerName: string | null;
  callbackId: string;
  texts: { title: string; submit: string };
  blocks: readonly KnownBlock[];
}): ModalView {
  return modal({
    callbackId,
    title: texts.title,
    submit: texts.submit,
    close: t.common.cancel,
    metadata: seenMetadata(complaint),
    blocks: [...summaryBlocks(t, complaint, customerName), ...blocks],
  });
}
