import type { KnownBlock } from '@slack/types';
import type { HistoryEntry } from '../../db/history.js';
import type { ComplaintOption, ComplaintStep } from '../../db/types.js';
import type { Messages } from '../../messages/index.js';
import { section } from '../../slack/blocks.js';
import { date, escapeText } from '../../slack/text.js';
import {
  channels,
  communicativeKinds,
  confirmations,
  demandJudgements,
  rootCauses,
  severities,
  verdicts,
  wordOf,
} from '../complaint.js';
import { optionInWords } from './option.js';
import { titledText } from './typed-text.js';

export interface TimelineContent {
  /** The oldest first. */
  history: readonly HistoryEntry[];
  historyTotal: number;
  /** What each step recorded, by its id, which the history names. */
  steps: ReadonlyMap<string, ComplaintStep>;
  /** By the proposal's id. */
  options: ReadonlyMap<string, readonly ComplaintOption[]>;
  /** Who is answerable and what was done about them is for those who handle the complaint. */
  handles: boolean;
}

interface Words {
  t: Messages;
  timeZone: string;
  /** Somebody's name, escaped; null for nobody. */
  nameOf(staffId: string | null): string | null;
}

/** What happened, the oldest first: each entry a line and the texts that were recorded with it. */
export function timelineEntries(words: Words, content: TimelineContent): KnownBlock[][] {
  const { t, timeZone, nameOf } = words;
  const texts = t.complaints.record;
  const entries = content.history.flatMap((entry) => {
    const step = content.steps.get(String(entry.after?.stepId ?? ''));
    const what = eventInWords(t, entry, { step, content });
    if (!what) return [];
    const who = entry.actorType === 'person' ? nameOf(entry.actorId) : texts.baton;
    // Marked, so that it stands out among the texts of the entry before it.
    const line = `▪ ${date(entry.at, t, { timeZone })}${t.common.separator}${who ?? texts.somebody} ${what}`;
    return [[section(line), ...(step ? recorded(words, step, content) : [])]];
  });
  const earlier = content.historyTotal - content.history.length;
  return earlier > 0 ? [[section(texts.earlier(earlier))], ...entries] : entries;
}

/** The texts of a step, each under its title. */
function recorded(words: Words, step: ComplaintStep, content: TimelineContent): KnownBlock[] {
  const { t, timeZone, nameOf } = words;
  const texts = t.complaintSteps.record;
  const at = step.happenedAt ? date(step.happenedAt, t, { timeZone }) : '';
  const titled = (title: string, typed: string) => (typed ? titledText(title, typed) : []);
  const personal = (title: string, typed: string) => (content.handles ? titled(title, typed) : []);
  const answerable = content.handles && step.event === 'report-facts' ? nameOf(step.staffId) : null;
  return [
    ...titled(titleOf(t, step.event), step.text),
    ...titled(texts.answer, step.told),
    ...(answerable ? [section(`*${texts.responsible}*\n${answerable}`)] : []),
    ...(content.options.get(step.id) ?? []).map((option) =>
      section(optionInWords({ t, timeZone, option, who: nameOf(option.staffId) })),
    ),
    ...personal(texts.measures, step.measures),
    ...personal(texts.leadMeasures, step.leadMeasures),
    ...(at && step.how ? [section(`_${howInWords(t, step, at)}_`)] : []),
    ...titled(texts.proof, step.proof),
    ...titled(feedbackTitle(t, step.event), step.feedback),
    ...titled(texts.prevention, step.prevention),
  ];
}

function howInWords(t: Messages, { event, how, confirmedBy }: ComplaintStep, at: string): string {
  const texts = t.complaintSteps;
  if (event === 'accept' || event === 'refuse') {
    const by = escapeText(confirmedBy);
    return texts.record.confirmed({ by, how: texts.confirmations[wordOf(confirmations, how)], at });
  }
  return texts.record.told({ how: t.complaints.channels[wordOf(channels, how)], at });
}

function titleOf(t: Messages, event: string): string {
  const texts = t.complaintSteps.record;
  switch (event) {
    case 'report-facts':
      return texts.facts;
    case 'approve':
      return texts.why;
    case 'execute':
      return texts.done;
    case 'call-back':
      return texts.said;
    case 'review':
      return texts.evaluation;
    case 'judge-valid':
    case 'judge-communicative':
    case 'decline':
    case 'turn-valid':
      return t.complaints.record.finding;
    default:
      return texts.reason;
  }
}

function feedbackTitle(t: Messages, event: string): string {
  if (event === 'propose') return t.complaintSteps.record.wish;
  return event === 'decline' ? t.complaints.record.reaction : t.complaintSteps.record.feedback;
}

function eventInWords(
  t: Messages,
  { event, after }: HistoryEntry,
  { step, content }: { step: ComplaintStep | undefined; content: TimelineContent },
): string | null {
  const texts = t.complaints.record.events;
  const steps = t.complaintSteps.events;
  switch (event) {
    case 'complaint.registered':
      return texts.registered;
    case 'complaint.judged': {
      const verdict = verdicts.find((word) => word === after?.verdict);
      const kind = communicativeKinds.find((word) => word === after?.kind);
      const demand = demandJudgements.find((word) => word === after?.demand);
      return [
        verdict ? texts.judged(verdict) : null,
        kind ? texts.kind(kind) : null,
        demand ? texts.demand(demand) : null,
      ]
        .filter(Boolean)
        .join(t.common.listSeparator);
    }
    case 'complaint.assigned':
      return texts.assigned;
    case 'complaint.reassigned':
      return texts.reassigned;
    case 'complaint.answered':
      return texts.answered;
    case 'complaint.turned-valid':
      return texts.turnedValid;
    case 'complaint.apologised':
      return texts.apologised;
    case 'complaint.passed-on':
      return texts.passedOn;
    case 'complaint.contact-revealed':
      return texts.revealed;
    case 'complaint.investigated':
      return steps.investigated(t.complaintSteps.rootCauses[wordOf(rootCauses, step?.rootCause ?? null)]);
    case 'complaint.proposed':
      return steps.proposed(content.options.get(step?.id ?? '')?.length ?? 0);
    case 'complaint.approved':
      return steps.approved(Number(after?.position));
    case 'complaint.returned':
      return steps.returned;
    case 'complaint.executed':
      return steps.executed;
    case 'complaint.confirmed':
      return steps.accepted(Number(after?.satisfaction));
    case 'complaint.refused':
      return steps.refused;
    case 'complaint.reviewed':
      return steps.reviewed;
    case 'complaint.withdrawn':
      return steps.withdrawn;
    case 'complaint.merged':
      return steps.mergedInto(String(after?.into));
    case 'complaint.called-back':
      return after?.outcome === 'reached' ? steps.calledBack : steps.notReached;
    case 'complaint.severity-changed':
      return steps.severityChanged({
        was: t.complaints.severities[wordOf(severities, String(after?.was))],
        now: t.complaints.severities[wordOf(severities, String(after?.severity))],
      });
    case 'complaint.took-in':
      return steps.tookIn(String(after?.number));
    case 'complaint.reopened':
      return steps.reopened;
    default:
      return null;
  }
}
