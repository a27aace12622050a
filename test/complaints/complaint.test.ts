import { describe, expect, it } from 'vitest';
import {
  asideScreens,
  type ComplaintState,
  complaintNumber,
  finalStates,
  nextState,
  offeredScreens,
  openStates,
  readComplaintNumber,
  stateOf,
  states,
  transitions,
} from '../../src/complaints/complaint.js';
import { actionIds, formIds } from '../../src/complaints/views/ids.js';

function reachableFrom(start: ComplaintState): Set<ComplaintState> {
  const seen = new Set<ComplaintState>([start]);
  for (const state of seen) for (const next of Object.values(transitions[state])) seen.add(next);
  return seen;
}

describe('the loop of a complaint', () => {
  it('reaches every state from registration', () => {
    expect([...reachableFrom('registered')].sort()).toEqual([...states].sort());
  });

  it('lets every unfinished state be left, and finished ones only be reopened', () => {
    for (const state of openStates) {
      expect(
        Object.values(transitions[state]).some((next) => next !== state),
        state,
      ).toBe(true);
    }
    for (const state of finalStates) {
      expect(Object.keys(transitions[state]), state).toEqual(state === 'merged' ? [] : ['reopen']);
    }
  });

  it('leads from every unfinished state to a closed one', () => {
    for (const state of openStates) expect(reachableFrom(state).has('closed'), state).toBe(true);
  });

  it('walks the whole way of a valid complaint, back to another proposal included', () => {
    const events = [
      'judge-valid',
      'assign',
      'report-facts',
      'propose',
      'return',
      'propose',
      'approve',
      'execute',
      'refuse',
      'propose',
      'approve',
      'execute',
      'accept',
      'review',
    ] as const;
    let state: ComplaintState | null = 'registered';
    for (const event of events) state = nextState(state as ComplaintState, event);
    expect(state).toBe('closed');
  });

  it('refuses what a state does not allow', () => {
    expect(nextState('registered', 'assign')).toBeNull();
    expect(nextState('investigating', 'judge-valid')).toBeNull();
    expect(nextState('merged', 'reopen')).toBeNull();
  });

  it('has a screen for every event, and offers each where the table allows it', () => {
    const main: Record<ComplaintState, string[]> = {
      registered: ['judge', 'withdraw', 'merge', 'severity'],
      judged: ['assign', 'withdraw', 'merge', 'severity'],
      answering: ['answer', 'withdraw', 'merge', 'severity'],
      investigating: ['investigate', 'assign', 'withdraw', 'merge', 'severity'],
      proposing: ['propose', 'withdraw', 'merge', 'severity'],
      approving: ['approve', 'withdraw', 'severity'],
      executing: ['execute', 'severity'],
      confirming: ['confirm', 'severity'],
      confirmed: ['review', 'severity'],
      declined: ['reopen'],
      withdrawn: ['reopen'],
      closed: ['reopen'],
      merged: [],
    };
    for (const state of states) expect(offeredScreens(state), state).toEqual(main[state]);
    for (const state of states) {
      for (const screen of offeredScreens(state)) {
        expect(actionIds, screen).toHaveProperty(
          asideScreens.some((one) => one === screen) ? 'more' : screen,
        );
        expect(formIds, screen).toHaveProperty(screen);
      }
    }
  });

  it('knows its own states only', () => {
    expect(stateOf('judged')).toBe('judged');
    expect(() => stateOf('toString')).toThrow();
  });
});

describe('complaint numbers', () => {
  it('are written with four digits or more', () => {
    expect(complaintNumber({ year: 2026, sequence: 42 })).toBe('C-2026-0042');
    expect(complaintNumber({ year: 2026, sequence: 12345 })).toBe('C-2026-12345');
  });

  it.each(['C-2026-0042', 'c-2026-42', ' c2026-0042 ', 'Ｃ－２０２６－００４２', 'C 2026 42', 'C–2026–0042'])(
    'are read as people type them: %s',
    (typed) => {
      expect(readComplaintNumber(typed)).toBe('C-2026-0042');
    },
  );

  it.each(['', 'C-2026', 'C-2026-0042 is late', 'X-2026-0042', 'C-26-0042', 'C-2026-1234567890'])(
    'are not seen where there is none: %s',
    (typed) => {
      expect(readComplaintNumber(typed)).toBeNull();
    },
  );
});
