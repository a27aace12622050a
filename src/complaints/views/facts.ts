import type { KnownBlock } from '@slack/types';
import type { ComplaintStep } from '../../db/types.js';
import type { Messages } from '../../messages/index.js';
import { context } from '../../slack/blocks.js';
import { rootCauses, wordOf } from '../complaint.js';
import { titledText } from './typed-text.js';

/** All that the investigation found, and why it happened: what a solution is proposed and decided from. */
export function factsBlocks(t: Messages, facts: ComplaintStep | null): KnownBlock[] {
  if (!facts) return [];
  const texts = t.complaintSteps;
  const cause = texts.rootCause(texts.rootCauses[wordOf(rootCauses, facts.rootCause)]);
  return [...titledText(texts.record.facts, facts.text), context(cause)];
}
