import { describe, expect, it } from 'vitest';
import { complaintDutyKinds } from '../../src/complaints/complaint-duties.js';
import { approveView } from '../../src/complaints/views/approve.js';
import { mergeView, reopenView, withdrawView } from '../../src/complaints/views/aside.js';
import { confirmView } from '../../src/complaints/views/confirm.js';
import { executeView } from '../../src/complaints/views/execute.js';
import { investigateView } from '../../src/complaints/views/investigate.js';
import { pagesOf } from '../../src/complaints/views/paged.js';
import {
  emptyOption,
  proposeView,
  readProposeDraft,
  readProposeForm,
} from '../../src/complaints/views/propose.js';
import { readRecordPosition, recordView } from '../../src/complaints/views/record.js';
import { reviewView } from '../../src/complaints/views/review.js';
import type { HistoryEntry } from '../../src/db/history.js';
import type { Complaint, ComplaintOption, ComplaintStep, Department } from '../../src/db/types.js';
import { messages } from '../../src/messages/index.js';
import type { Person } from '../../src/people/person.js';
import { viewFaults } from '../../src/playground/server/validate-view.js';
import { section } from '../../src/slack/blocks.js';

const now = new Date('2026-11-25T02:00:00Z');
const timeZone = 'Asia/Shanghai';
const nastyName = '👩‍👩‍👧‍👦<!channel>&שלום '.repeat(4).slice(0, 80);
const nastyText = '<@U1>&"שלום" =1+1 👩‍👩‍👧‍👦 138 1234 5678\n'.repeat(80);
const note = nastyText.slice(0, 2000);

const complaint = {
  id: 'c1',
  workspaceId: 'w1',
  number: 'C-2026-0042',
  state: 'approving',
  customerId: 'k1',
  complainantName: nastyName,
  relation: 'family',
  receivedBy: 'phone',
  receivedAt: now,
  content: nastyText.slice(0, 3000),
  demand: nastyText.slice(0, 1000),
  category: 'conduct',
  severity: 'critical',
  accusedStaffId: 's9',
  registeredById: 's1',
  registeredAt: now,
  policy: 'house@2026-01-01',
  solveDueAt: new Date('2026-11-28T16:00:00Z'),
  departmentId: 'd1',
  centralPersonId: 's1',
  investigatorId: 's1',
  reopenedTimes: 2,
  version: 7,
} as Complaint;

const optionOf = (position: number): ComplaintOption => ({
  id: `o${position}`,
  workspaceId: 'w1',
  complaintId: 'c1',
  stepId: 'step3',
  position,
  what: nastyText.slice(0, 500),
  amountMinor: 120_050n,
  currency: 'CNY',
  staffId: 's1',
  dueAt: now,
});
const five = [1, 2, 3, 4, 5].map(optionOf);

const stepOf = (id: string, event: string, data: Partial<ComplaintStep> = {}): ComplaintStep => ({
  id,
  workspaceId: 'w1',
  complaintId: 'c1',
  event,
  byId: 's1',
  at: now,
  text: note,
  told: '',
  feedback: '',
  measures: '',
  leadMeasures: '',
  prevention: '',
  rootCause: null,
  staffId: null,
  optionId: null,
  how: null,
  happenedAt: null,
  confirmedBy: '',
  proof: '',
  satisfaction: null,
  ...data,
});
const facts = stepOf('step2', 'report-facts', { rootCause: 'product', staffId: 's9' });

/** Twice through the loop, with the longest texts. */
const way: [event: string, after: object, step: ComplaintStep | null][] = [
  ['registered', {}, null],
  ['judged', { verdict: 'valid', demand: 'partly' }, stepOf('step1', 'judge-valid')],
  ['assigned', {}, null],
  ['investigated', {}, facts],
  ['proposed', {}, stepOf('step3', 'propose', { text: '', feedback: note })],
  ['returned', {}, stepOf('step4', 'return')],
  ['approved', { position: 3 }, stepOf('step5', 'approve')],
  [
    'executed',
    {},
    stepOf('step6', 'execute', { measures: note, leadMeasures: note, how: 'phone', happenedAt: now }),
  ],
  [
    'refused',
    {},
    stepOf('step7', 'refuse', {
      text: '',
      feedback: note,
      how: 'call',
      happenedAt: now,
      confirmedBy: nastyName,
      proof: nastyText.slice(0, 500),
    }),
  ],
  [
    'confirmed',
    { satisfaction: 4 },
    stepOf('step8', 'accept', { text: '', how: 'signature', happenedAt: now, confirmedBy: nastyName }),
  ],
  ['reviewed', {}, stepOf('step9', 'review', { prevention: note })],
  ['withdrawn', {}, stepOf('step10', 'withdraw')],
  ['merged', { into: 'C-2026-0041' }, null],
  ['took-in', { number: 'C-2026-0043' }, null],
  ['reopened', {}, stepOf('step11', 'reopen')],
];
const history = way.map(
  ([event, after, step], index): HistoryEntry => ({
    id: String(index),
    event: `complaint.${event}`,
    actorType: 'person',
    actorId: index % 3 ? 's1' : 'gone',
    before: null,
    after: { ...after, ...(step ? { stepId: step.id } : {}) },
    at: now,
  }),
);

const person = (id: string) => ({ id, name: nastyName, slackUserId: `U${id}` }) as Person;
const record = (locale: 'en' | 'zh-CN', { page = 0, handles = true, times = 1 } = {}) =>
  recordView({
    t: messages(locale),
    timeZone,
    now,
    page,
    content: {
      complaint,
      customerName: nastyName,
      people: new Map(['s1', 's9'].map((id) => [id, person(id)])),
      departments: [{ id: 'd1', key: 'own', name: nastyName, leadId: 's1' } as Department],
      history: Array.from({ length: times }, () => history).flat(),
      historyTotal: times * history.length + 3,
      steps: new Map(way.flatMap(([, , step]) => (step ? [[step.id, step]] : []))),
      options: new Map([['step3', five]]),
      mergedInto: 'C-2026-0041',
      callBackOwed: true,
      covers: ['C-2026-0043'],
      handles,
      contact: null,
      isOutline: false,
    },
  });
const everyPage = (options: { handles?: boolean; times?: number } = {}) => {
  const pages: string[] = [];
  for (let page = 0; page < 40; page++) {
    const view = JSON.stringify(record('en', { ...options, page }));
    if (view === pages.at(-1)) break;
    pages.push(view);
  }
  return pages;
};

describe.each(['en', 'zh-CN'] as const)('in %s, with the worst that people type', (locale) => {
  const t = messages(locale);
  const fits = (view: unknown) => expect(viewFaults(view, 'modal')).toEqual([]);
  const base = { t, timeZone, now, complaint, customerName: nastyName, seenVersion: 7 };

  it('every form of the loop keeps to Slack’s limits', () => {
    fits(investigateView(base));
    const entered = { what: nastyText, cost: nastyText, slackUserId: 'U1', dueAt: now };
    for (const options of [[emptyOption], [entered, entered, entered, entered, entered]]) {
      const draft = { wish: nastyText, options };
      fits(proposeView({ ...base, facts, draft, back: t.complaintSteps.returned(note), currency: 'CNY' }));
    }
    for (const options of [five.slice(0, 1), five]) {
      for (const decision of ['approve', 'return'] as const) {
        fits(
          approveView({
            ...base,
            facts,
            wish: note,
            options,
            nameOf: () => nastyName,
            draft: { decision, lookedAt: ['o1'], why: note },
          }),
        );
      }
    }
    fits(executeView({ ...base, approved: optionOf(1), who: nastyName, answerable: nastyName }));
    fits(executeView({ ...base, approved: null, who: null, answerable: null }));
    for (const outcome of ['accepted', 'refused'] as const) {
      fits(confirmView({ ...base, approved: optionOf(1), who: null, draft: { outcome, feedback: note } }));
    }
    fits(reviewView(base));
    fits(withdrawView(base));
    fits(reopenView({ ...base, until: now }));
    const targets = Array.from({ length: 100 }, (_, index) => ({ ...complaint, id: `c${index}` }));
    fits(mergeView({ ...base, targets, customerNames: new Map([['k1', { name: nastyName }]]) }));
  });

  it('the record keeps to them on every page, and every duty has its words', () => {
    for (let page = 0; page < 8; page++) fits(record(locale, { page, times: 2 }));
    for (const kind of complaintDutyKinds) {
      expect(t.complaints.next[kind]('x')).toContain('x');
      expect(t.complaints.duties[kind]('x')).toContain('x');
    }
  });
});

describe('the record of a long way', () => {
  const pages = everyPage({ times: 2 });

  it('shows every entry once, the oldest first, on several pages that lead to each other', () => {
    expect(pages.length).toBeGreaterThan(2);
    const all = pages.join('\n');
    const order = ['named the responsible department', 'reported the facts', 'proposed 5 options'];
    const places = order.map((words) => all.indexOf(words));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    for (const words of order) expect(all.split(words)).toHaveLength(3);
    expect(all).toContain('¥1,200.50');
    expect(pages[0]).toContain('"text":"Next page"');
    expect(pages[0]).not.toContain('Previous page');
    expect(pages.at(-1)).not.toContain('"text":"Next page"');
    expect(all).not.toMatch(/<!(?!date)|<@(?!Us9)/);
  });

  it('is short on one page without buttons', () => {
    expect(pagesOf([[section('one')], [section('two')]])).toHaveLength(1);
    expect(pagesOf([])).toEqual([[]]);
  });

  it('shows who is answerable and what was done about them to those who handle it only', () => {
    const all = pages.join('\n');
    const others = everyPage({ handles: false }).join('\n');
    for (const title of ['*Responsible person*', '*Measures for the responsible person*']) {
      expect(all).toContain(title);
      expect(others).not.toContain(title);
    }
    expect(others).not.toContain('Us9');
  });

  it('refuses a forged page', () => {
    expect(readRecordPosition('{"complaintId":"c1","page":2}')).toEqual({ complaintId: 'c1', page: 2 });
    for (const forged of ['', '{"complaintId":"c1","page":-1}', 'nonsense']) {
      expect(() => readRecordPosition(forged)).toThrow(expect.objectContaining({ code: 'formStale' }));
    }
  });
});

describe('the form of a proposal', () => {
  type View = Parameters<typeof readProposeForm>[0];
  const text = (value: string | null) => ({ value: { type: 'plain_text_input', value } });
  const viewOf = (values: object, options: number): View =>
    ({
      private_metadata: JSON.stringify({ complaintId: 'c1', version: 7, options }),
      state: { values },
    }) as unknown as View;
  const values = { wish: text('The money back'), what1: text('Repay'), cost1: text('300') };

  it('keeps what was typed when another option is added, up to five', () => {
    const read = readProposeDraft(viewOf(values, 1));
    expect(read).toEqual({
      complaintId: 'c1',
      seenVersion: 7,
      draft: {
        wish: 'The money back',
        options: [{ what: 'Repay', cost: '300', slackUserId: null, dueAt: null }, emptyOption],
      },
    });
    expect(readProposeDraft(viewOf(values, 5)).draft.options).toHaveLength(5);
  });

  it('is read with every option it shows, and refused when it was forged', () => {
    const filled = { ...values, what2: text('A voucher'), cost2: text(null) };
    expect(readProposeForm(viewOf(filled, 2))).toMatchObject({
      wish: 'The money back',
      options: [{ what: 'Repay' }, { what: 'A voucher', cost: '' }],
    });
    expect(() => readProposeForm(viewOf(filled, 6))).toThrow(expect.objectContaining({ code: 'formStale' }));
  });
});
