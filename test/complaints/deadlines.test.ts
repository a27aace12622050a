import { describe, expect, it } from 'vitest';
import { dayCalendar } from '../../src/calendar/holidays.js';
import type { WorkCalendar } from '../../src/calendar/types.js';
import {
  deadlinesOf,
  fitLadder,
  solveLadder,
  stepDueAt,
  taskLadder,
  termEnd,
} from '../../src/complaints/deadlines.js';
import { policies, policyById, policyFor } from '../../src/complaints/policies.js';

const weekday = [
  { start: '09:00', end: '12:00' },
  { start: '13:30', end: '17:30' },
];
const shanghai: WorkCalendar = {
  timeZone: 'Asia/Shanghai',
  hours: {
    seasons: [
      {
        from: '01-01',
        spans: { '1': weekday, '2': weekday, '3': weekday, '4': weekday, '5': weekday, '6': [], '7': [] },
      },
    ],
  },
  days: dayCalendar({ kind: 'china', own: [] }),
};
const calendars = { department: shanghai, workspace: shanghai };
/** Local Shanghai time. */
const at = (local: string) => new Date(`${local.replace(' ', 'T')}:00+08:00`);
const ends = (term: Parameters<typeof termEnd>[0], from: string) =>
  termEnd(term, { from: at(from), calendars });

describe('terms', () => {
  it('count working hours over lunch, the evening and the weekend', () => {
    const fourHours = { amount: 4, unit: 'working-hours' } as const;
    expect(ends(fourHours, '2026-11-23 09:00')).toEqual(at('2026-11-23 14:30'));
    expect(ends(fourHours, '2026-11-27 16:30')).toEqual(at('2026-11-30 12:00'));
    expect(ends(fourHours, '2026-11-28 10:00')).toEqual(at('2026-11-30 14:30'));
  });

  it('skip the National Day holiday and use its make-up days', () => {
    // 2026: off 1–7 October, Saturday 10 October works instead.
    expect(ends({ amount: 4, unit: 'working-hours' }, '2026-09-30 16:30')).toEqual(at('2026-10-08 12:00'));
    expect(ends({ amount: 2, unit: 'working-days' }, '2026-10-08 10:00')).toEqual(at('2026-10-10 17:30'));
  });

  it('end calendar days and weeks at the local midnight that ends the last day', () => {
    expect(ends({ amount: 3, unit: 'calendar-days' }, '2026-11-27 10:00')).toEqual(at('2026-12-01 00:00'));
    expect(ends({ amount: 8, unit: 'calendar-weeks' }, '2026-11-23 10:00')).toEqual(at('2027-01-19 00:00'));
  });

  it('count hours by the clock', () => {
    expect(ends({ amount: 24, unit: 'hours' }, '2026-11-28 22:15')).toEqual(at('2026-11-29 22:15'));
  });
});

describe('deadlines of a complaint', () => {
  const both = { receivedAt: at('2026-11-20 10:00'), registeredAt: at('2026-11-23 10:00'), calendars };

  it('run from registration under the house policy', () => {
    expect(deadlinesOf({ ...both, policy: policyById('house@2026-01-01') })).toEqual({
      judgeDueAt: at('2026-11-23 15:30'),
      solveDueAt: at('2026-11-27 00:00'),
      apologyDueAt: at('2026-11-24 10:00'),
    });
  });

  it('run from receipt under the legal packs', () => {
    const solved = (id: string) => deadlinesOf({ ...both, policy: policyById(id) }).solveDueAt;
    expect(solved('china-2020-3@2020-03-01')).toEqual(at('2026-12-06 00:00'));
    expect(solved('fca-disp@2016-06-30')).toEqual(at('2027-01-16 00:00'));
    expect(solved('cfpb@2011-07-21')).toEqual(at('2027-01-20 00:00'));
  });

  it('keep the department’s hours apart from the workspace’s days', () => {
    const evenings: WorkCalendar = {
      ...shanghai,
      hours: {
        seasons: [
          {
            from: '01-01',
            spans: Object.fromEntries(
              ['1', '2', '3', '4', '5', '6', '7'].map((day) => [day, [{ start: '18:00', end: '22:00' }]]),
            ) as WorkCalendar['hours']['seasons'][0]['spans'],
          },
        ],
      },
    };
    const mixed = { department: evenings, workspace: shanghai };
    const from = at('2026-11-27 10:00');
    expect(termEnd({ amount: 4, unit: 'working-hours' }, { from, calendars: mixed })).toEqual(
      at('2026-11-27 22:00'),
    );
    expect(termEnd({ amount: 1, unit: 'working-days' }, { from, calendars: mixed })).toEqual(
      at('2026-11-30 17:30'),
    );
  });
});

describe('the term of a step', () => {
  const policy = policyById('house@2026-01-01');
  const now = at('2026-11-25 10:00');
  const due = (step: Parameters<typeof stepDueAt>[0]['step'], solveDueAt: Date) =>
    stepDueAt({ step, policy, solveDueAt, now, calendars });
  const end = (step: keyof typeof policy.steps) => termEnd(policy.steps[step], { from: now, calendars });
  const soon = at('2026-11-25 10:30');

  it('ends with its own days where the whole solution has longer', () => {
    for (const step of ['investigate', 'propose', 'approve', 'execute', 'confirm'] as const) {
      expect(due(step, at('2027-01-01 00:00'))).toEqual(end(step));
    }
  });

  it('ends with the whole solution’s where that comes first', () => {
    for (const step of ['investigate', 'propose', 'approve', 'execute', 'confirm'] as const) {
      expect(end(step) > soon).toBe(true);
      expect(due(step, soon)).toEqual(soon);
    }
  });

  it('is its own again once the solution is overdue: nobody is given a term that has passed', () => {
    for (const overdue of [now, at('2026-11-24 10:00')]) {
      expect(due('investigate', overdue)).toEqual(end('investigate'));
    }
  });

  it('of the review does not go by the solution’s', () => {
    expect(due('review', soon)).toEqual(end('review'));
  });
});

describe('ladders', () => {
  it('remind a working hour before, then tell the lead and management', () => {
    const ladder = taskLadder({
      from: at('2026-11-27 16:30'),
      dueAt: at('2026-11-30 12:00'),
      calendar: shanghai,
      urgent: false,
    });
    expect(ladder).toEqual([
      { rung: 'before', at: at('2026-11-30 11:00') },
      { rung: 'due', at: at('2026-11-30 12:00') },
      { rung: 'lead', at: at('2026-11-30 14:30') },
      { rung: 'management', at: at('2026-12-01 17:30') },
    ]);
  });

  it('climb by the clock when urgent, at night too', () => {
    const ladder = taskLadder({
      from: at('2026-11-28 10:00'),
      dueAt: at('2026-11-29 10:00'),
      calendar: shanghai,
      urgent: true,
    });
    expect(ladder).toEqual([
      { rung: 'due', at: at('2026-11-29 10:00') },
      { rung: 'lead', at: at('2026-11-29 10:30') },
      { rung: 'management', at: at('2026-11-29 11:00') },
    ]);
  });

  it('remind of the whole solution when its last working day opens', () => {
    const ladder = solveLadder({
      from: at('2026-11-23 10:00'),
      dueAt: at('2026-11-30 00:00'),
      calendar: shanghai,
      urgent: false,
    });
    expect(ladder.map(({ rung, at: instant }) => [rung, instant])).toEqual([
      ['before', at('2026-11-27 09:00')],
      ['due', at('2026-11-30 00:00')],
      ['lead', at('2026-11-30 10:00')],
      ['management', at('2026-11-30 17:30')],
    ]);
  });

  it('leave out a reminder that lies behind', () => {
    const late = {
      from: at('2026-12-02 10:00'),
      dueAt: at('2026-11-30 00:00'),
      calendar: shanghai,
      urgent: false,
    };
    expect(solveLadder(late).map((step) => step.rung)).toEqual(['due', 'lead', 'management']);
    expect(taskLadder(late).map((step) => step.rung)).toEqual(['due', 'lead', 'management']);
  });
});

describe('a ladder fitted to who owes the duty', () => {
  const from = at('2026-11-25 09:00');
  const ladder = taskLadder({ from, dueAt: at('2026-11-25 15:00'), calendar: shanghai, urgent: false });
  const rungs = (owedBy: 'nobody' | 'lead' | 'member', withheld: string[] = []) =>
    fitLadder(ladder, { owedBy, withheld }).map((step) => step.rung);

  it('tells nobody the same thing twice under two names', () => {
    expect(rungs('member')).toEqual(['before', 'due', 'lead', 'management']);
    expect(rungs('lead')).toEqual(['before', 'due', 'management']);
    expect(rungs('nobody')).toEqual(['before', 'lead', 'management']);
    const lead = fitLadder(ladder, { owedBy: 'nobody', withheld: [] }).find((step) => step.rung === 'lead');
    expect(lead?.at).toEqual(at('2026-11-25 15:00'));
  });

  it('leaves out who must not be told', () => {
    expect(rungs('member', ['lead', 'management'])).toEqual(['before', 'due']);
  });
});

describe('policies', () => {
  it('have one id each, made of pack and date', () => {
    expect(new Set(policies.map((policy) => policy.id)).size).toBe(policies.length);
    for (const policy of policies) expect(policy.id).toBe(`${policy.pack}@${policy.effective}`);
  });

  it('never pause where they count in calendar time', () => {
    for (const policy of policies.filter((p) => p.solve.unit.startsWith('calendar'))) {
      expect(policy.pausable, policy.id).toBe(false);
    }
  });

  it('are the version in force on the day, the first one before any', () => {
    expect(policyFor({ pack: 'house', date: '2026-11-23' }).id).toBe('house@2026-01-01');
    expect(policyFor({ pack: 'house', date: '2025-11-23' }).id).toBe('house@2026-01-01');
    expect(() => policyById('house@1999-01-01')).toThrow();
  });
});
