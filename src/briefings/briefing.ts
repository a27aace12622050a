import { z } from 'zod';

/** States of one day's issue (docs/processes.md#briefings). */
export const briefingStates = ['draft', 'ready', 'published', 'missed', 'cancelled'] as const;
export type BriefingState = (typeof briefingStates)[number];

/** `reach`: its minute has come. `expire`: its day is over. `drop`: the day turned out to be none. */
export type BriefingEvent = 'finish' | 'reopen' | 'reach' | 'expire' | 'drop' | 'revive';

export const briefingTransitions: Record<BriefingState, Partial<Record<BriefingEvent, BriefingState>>> = {
  draft: { finish: 'ready', expire: 'missed', drop: 'cancelled' },
  ready: { reopen: 'draft', reach: 'published', expire: 'missed', drop: 'cancelled' },
  published: {},
  missed: {},
  cancelled: { revive: 'draft' },
};

/** Where an event leads, or null when it does not apply. */
export function nextBriefingState(state: string, event: BriefingEvent): BriefingState | null {
  return briefingTransitions[state as BriefingState]?.[event] ?? null;
}

/** One headed part of an issue. */
export type Part = { heading: string; text: string };

const parts = z.array(z.object({ heading: z.string(), text: z.string() }));
const list = z.array(z.string());

/** Stored parts, checked. */
export const readParts = (json: string): Part[] => parts.parse(JSON.parse(json));

/** A stored list of ids, headings …, checked. */
export const readList = (json: string): string[] => list.parse(JSON.parse(json));

export const isEmpty = (content: readonly Part[]): boolean => content.every(({ text }) => !text.trim());

export const limits = {
  name: 60,
  fields: 8,
  heading: 60,
  authors: 15,
  channels: 10,
  /** What a text field of Slack's holds. */
  part: 3000,
  /**
   * What one post holds, escaped: Slack refuses messages with more than about 13,200 characters of text over all
   * blocks; the rest is for the title, buttons, and notes such as a correction that comes later.
   */
  post: 10_500,
  correction: 300,
} as const;

/** What is written within its minute is in time. */
export const graceMs = 60_000;

const minute = 60_000;
export const minutesBefore = (at: Date, minutes: number): Date => new Date(at.getTime() - minutes * minute);
