import type { KnownBlock } from '@slack/types';
import { describe, expect, it } from 'vitest';
import { states, verdicts } from '../../src/complaints/complaint.js';
import { complaintDutyKinds } from '../../src/complaints/complaint-duties.js';
import { complaintsFeature } from '../../src/complaints/feature.js';
import { answerView } from '../../src/complaints/views/answer.js';
import { assignView, readAssignForm } from '../../src/complaints/views/assign.js';
import { complaintCard } from '../../src/complaints/views/card.js';
import { judgeView, readJudgeForm } from '../../src/complaints/views/judge.js';
import { listMessage, readListPosition } from '../../src/complaints/views/list.js';
import { recordView } from '../../src/complaints/views/record.js';
import { registerView } from '../../src/complaints/views/register.js';
import {
  newCustomerOption,
  readRegisterDraft,
  readRegisterForm,
} from '../../src/complaints/views/register-form.js';
import { registeredView } from '../../src/complaints/views/registered.js';
import { quotation, titledText } from '../../src/complaints/views/typed-text.js';
import type { Complaint, Department, Duty } from '../../src/db/types.js';
import { writeLadder } from '../../src/duties/ladder.js';
import type { Rendered } from '../../src/feature.js';
import { type Locale, messages } from '../../src/messages/index.js';
import type { Person } from '../../src/people/person.js';
import { acceptMessage } from '../../src/playground/server/validate-message.js';
import { viewFaults } from '../../src/playground/server/validate-view.js';

const now = new Date('2026-11-25T02:00:00Z');
const timeZone = 'Asia/Shanghai';
const nastyName = '👩‍👩‍👧‍👦<!channel>&שלום '.repeat(4).slice(0, 80);
const nastyText = '<@U1>&"שלום" =1+1 👩‍👩‍👧‍👦 138 1234 5678\n'.repeat(80).slice(0, 3000);

function complaintOf(data: Partial<Complaint> = {}): Complaint {
  return {
    id: 'c1',
    workspaceId: 'w1',
    year: 2026,
    sequence: 42,
    number: 'C-2026-0042',
    state: 'registered',
    kind: null,
    customerId: 'k1',
    complainantName: nastyName,
    relation: 'family',
    contactSealed: 'sealed',
    receivedBy: 'phone',
    receivedAt: now,
    content: nastyText,
    demand: nastyText.slice(0, 1000),
    category: 'conduct',
    severity: 'critical',
    accusedStaffId: 's9',
    accusedDepartmentId: 'd1',
    sourceLink: 'https://example.slack.com/archives/C1/p1',
    registeredById: 's1',
    registeredAt: now,
    policy: 'house@2026-01-01',
    judgeDueAt: new Date('2026-11-25T07:30:00Z'),
    solveDueAt: new Date('2026-11-28T16:00:00Z'),
    promisedAt: new Date('2026-11-27T08:00:00Z'),
    judgedById: 's1',
    judgedAt: now,
    judgement: nastyText.slice(0, 2000),
    explanation: nastyText.slice(0, 2000),
    explainedBy: 'phone',
    explainedAt: now,
    customerReaction: nastyText.slice(0, 2000),
    departmentId: 'd1',
    centralPersonId: 's2',
    investigatorId: 's3',
    assignedById: 's1',
    assignedAt: now,
    outcome: null,
    mergedIntoId: null,
    closedAt: now,
    reopenedAt: null,
    reopenedTimes: 0,
    version: 1,
    ...data,
  };
}

const department = { id: 'd1', key: 'own', name: nastyName, leadId: 's2' } as Department;
const person = (id: string) => ({ id, name: nastyName, slackUserId: `U${id}` }) as Person;
const people = new Map(['s1', 's2', 's3', 's9'].map((id) => [id, person(id)]));

function dutyOf(kind: string, data: Partial<Duty> = {}): Duty {
  return {
    id: kind,
    kind,
    state: 'open',
    dueAt: new Date('2026-11-25T07:30:00Z'),
    nextRung: 0,
    nextAt: new Date('2026-11-25T06:30:00Z'),
    ladder: writeLadder([
      { rung: 'before', at: '2026-11-25T06:30:00.000Z' },
      { rung: 'due', at: '2026-11-25T07:30:00.000Z' },
      { rung: 'lead', at: '2026-11-25T08:30:00.000Z' },
      { rung: 'management', at: '2026-11-26T09:00:00.000Z' },
    ]),
    ...data,
  } as Duty;
}

/** Of a complaint about nobody: one about a colleague says nothing. */
const cardOf = (locale: Locale, about: Complaint, duties: Duty[] = []) =>
  confidentialCardOf(locale, { ...about, accusedStaffId: null }, duties);
const confidentialCardOf = (locale: Locale, complaint: Complaint, duties: Duty[] = []) =>
  complaintCard({
    t: messages(locale),
    timeZone,
    now,
    content: {
      complaint,
      customerName: nastyName,
      registeredBy: nastyName,
      department,
      central: nastyName,
      investigator: nastyName,
      mergedInto: complaint.mergedIntoId && 'C-2026-0041',
      duties,
    },
  });

const textOf = (blocks: readonly KnownBlock[] | undefined) => JSON.stringify(blocks);
const buttonsOf = (message: Rendered) =>
  (message.blocks ?? []).flatMap((block) =>
    block.type === 'actions' ? block.elements.map((element) => element.action_id) : [],
  );
const open = { complaints: [complaintOf(), complaintOf()], total: 7 };

describe.each(['en', 'zh-CN'] as const)('in %s, with the worst that people type', (locale) => {
  const t = messages(locale);
  const fits = (view: unknown) => expect(viewFaults(view, 'modal')).toEqual([]);

  it('every form keeps to Slack’s limits', () => {
    const register = (draft: Parameters<typeof registerView>[0]['draft']) =>
      registerView({
        t,
        now,
        timeZone,
        draft,
        customer: draft.customer === 'k1' ? { id: 'k1', name: nastyName, stage: 'opened' } : null,
        open: draft.customer === 'k1' ? open : null,
        departments: [department],
        sourceLink: 'https://example.slack.com/archives/C1/p1',
      });
    fits(register({}));
    fits(register({ customer: 'k1', content: nastyText, demand: nastyText, complainant: nastyName }));
    fits(register({ customer: newCustomerOption(t, nastyName.repeat(3)).value ?? '' }));
    for (const verdict of verdicts) {
      fits(
        judgeView({
          t,
          now,
          timeZone,
          complaint: complaintOf(),
          customerName: nastyName,
          draft: { verdict },
        }),
      );
    }
    for (const outcome of ['answered', 'turned-valid'] as const) {
      fits(
        answerView({ t, now, timeZone, complaint: complaintOf(), customerName: null, draft: { outcome } }),
      );
    }
    fits(
      assignView({
        t,
        timeZone,
        complaint: complaintOf(),
        customerName: nastyName,
        choices: Array.from({ length: 120 }, (_, i) => ({
          department: { ...department, id: `d${i}` },
          centralName: i % 2 ? nastyName : null,
        })),
        investigatorSlackId: 'U1',
      }),
    );
  });

  it('what is shown after registering keeps to them, and the customer’s text has the number', () => {
    const view = registeredView({
      t,
      timeZone,
      registered: {
        complaintId: 'c1',
        number: 'C-2026-0042',
        complainantName: nastyName,
        judgeDueAt: now.toISOString(),
        solveDueAt: now.toISOString(),
        apologyDueAt: now.toISOString(),
        critical: true,
        channelId: 'C1',
      },
    });
    fits(view);
    expect(textOf(view.blocks as KnownBlock[])).toContain('C-2026-0042');
  });

  it('every card keeps to them, in every state', () => {
    const duties = complaintDutyKinds.map((kind) => dutyOf(kind));
    for (const state of states) {
      const message = cardOf(locale, complaintOf({ state }), duties);
      expect(() => acceptMessage({ ...message }), state).not.toThrow();
      expect(message.text.length).toBeGreaterThan(10);
    }
  });

  it('the record keeps to them, with the longest texts and a full history', () => {
    const events = [
      { event: 'complaint.judged', after: { verdict: 'communicative', kind: 'venting' } },
      { event: 'complaint.judged', after: { verdict: 'valid', demand: 'partly' } },
      ...[
        'registered',
        'assigned',
        'reassigned',
        'answered',
        'turned-valid',
        'apologised',
        'contact-revealed',
      ].map((word) => ({ event: `complaint.${word}`, after: null })),
    ];
    const history = [...events, ...events].map(({ event, after }, i) => ({
      id: String(i),
      event,
      after,
      before: null,
      actorType: 'person' as const,
      actorId: i % 3 ? 's1' : 'gone',
      at: now,
    }));
    for (const contact of [null, '', nastyText.slice(0, 200)]) {
      for (const handles of [true, false]) {
        const view = recordView({
          t,
          timeZone,
          now,
          content: {
            complaint: complaintOf({ state: 'investigating' }),
            customerName: nastyName,
            people,
            departments: [department],
            history,
            historyTotal: 50,
            steps: new Map(),
            options: new Map(),
            mergedInto: null,
            callBackOwed: true,
            covers: [],
            handles,
            contact,
            isOutline: false,
          },
        });
        fits(view);
      }
    }
  });

  it('the list keeps to them', () => {
    const position = { key: { at: now.toISOString(), id: 'i'.repeat(64) }, back: true, from: 10_000_000 };
    const page = listMessage({
      t,
      timeZone,
      now,
      filter: 'overdue',
      page: {
        rows: states.slice(0, 8).map((state) => complaintOf({ state, reopenedTimes: 2 })),
        from: 8,
        previous: position,
        next: position,
      },
      total: 99,
      reopenedWhy: new Map([['c1', nastyText]]),
      customerNames: new Map([['k1', nastyName]]),
    });
    expect(() => acceptMessage({ ...page })).not.toThrow();
  });
});

describe('a card', () => {
  it('pings nobody and shows no number, contact or person complained about', () => {
    const text = textOf(cardOf('en', complaintOf({ state: 'investigating' })).blocks) ?? '';
    expect(text).not.toMatch(/<!(?!date)|<@/);
    expect(text).not.toContain('138 1234 5678');
    expect(text).toContain('138****78');
  });

  it('of a complaint about a colleague says where it stands, and offers the same', () => {
    for (const locale of ['en', 'zh-CN'] as const) {
      const complaint = complaintOf({ state: 'investigating' });
      const card = confidentialCardOf(locale, complaint);
      const text = `${card.text}${textOf(card.blocks)}`;
      expect(text).toContain(complaint.number);
      expect(text).toContain(messages(locale).complaints.states.investigating);
      for (const told of ['Us9', complaint.content.slice(0, 20), nastyName, '138'])
        expect(text).not.toContain(told);
      expect(buttonsOf(card)).toEqual(buttonsOf(cardOf(locale, complaint)));
    }
  });

  it('offers what the state allows', () => {
    const offered = (state: string, duties: Duty[] = []) =>
      buttonsOf(cardOf('en', complaintOf({ state }), duties));
    expect(offered('registered')).toEqual(['complaint.judge', 'complaint.open', 'complaint.more']);
    expect(offered('registered', [dutyOf('complaint.apology')])).toEqual([
      'complaint.judge',
      'complaint.apology',
      'complaint.open',
      'complaint.more',
    ]);
    expect(offered('judged')).toEqual(['complaint.assign', 'complaint.open', 'complaint.more']);
    expect(offered('answering')).toEqual(['complaint.answer', 'complaint.open', 'complaint.more']);
    expect(offered('confirmed')).toEqual(['complaint.review', 'complaint.open', 'complaint.more']);
    expect(offered('merged')).toEqual(['complaint.open']);
  });

  it('offers the rare steps in a menu, and only while there is time for them', () => {
    const menu = (data: Partial<Complaint>) => {
      const text = textOf(cardOf('en', complaintOf(data)).blocks) ?? '';
      return ['Withdraw', 'Merge into another', 'Reopen'].filter((word) => text.includes(`"${word}"`));
    };
    const yesterday = new Date('2026-11-24T15:59:00Z');
    expect(menu({ state: 'registered' })).toEqual(['Withdraw', 'Merge into another']);
    expect(menu({ state: 'registered', registeredAt: yesterday })).toEqual(['Merge into another']);
    expect(menu({ state: 'approving', registeredAt: yesterday })).toEqual([]);
    // Thirty days: from 26 October on.
    expect(menu({ state: 'closed', closedAt: new Date('2026-10-25T16:00:00Z') })).toEqual(['Reopen']);
    expect(menu({ state: 'closed', closedAt: new Date('2026-10-25T15:59:00Z') })).toEqual([]);
  });

  it('says which complaint it was merged into', () => {
    expect(textOf(cardOf('en', complaintOf({ state: 'merged', mergedIntoId: 'c0' })).blocks)).toContain(
      'C-2026-0041',
    );
  });

  it('ends with what happens if nobody acts, the earliest word to each', () => {
    const later = dutyOf('complaint.apology', {
      ladder: writeLadder([{ rung: 'lead', at: '2026-11-27T08:30:00.000Z' }]),
    });
    const blocks = cardOf('en', complaintOf(), [dutyOf('complaint.judge'), later]).blocks ?? [];
    const last = textOf(blocks.slice(-1)) ?? '';
    const seconds = (iso: string) => String(Date.parse(iso) / 1000);
    expect(last).toContain('If nobody acts: lead told');
    expect(last).toContain(seconds('2026-11-25T08:30:00Z'));
    expect(last).toContain(seconds('2026-11-26T09:00:00Z'));
    expect(last).not.toContain(seconds('2026-11-27T08:30:00Z'));
    expect(textOf(blocks)).toContain('judge by');
  });

  it('marks what is overdue', () => {
    const late = dutyOf('complaint.judge', { dueAt: new Date('2026-11-25T01:00:00Z') });
    expect(textOf(cardOf('en', complaintOf(), [late]).blocks)).toContain('*overdue*');
    expect(textOf(cardOf('en', complaintOf(), [dutyOf('complaint.judge')]).blocks)).not.toContain(
      '*overdue*',
    );
  });
});

describe('the record', () => {
  const view = (handles: boolean, contact: string | null = null) =>
    JSON.stringify(
      recordView({
        t: messages('en'),
        timeZone,
        now,
        content: {
          complaint: complaintOf(),
          customerName: 'Ann',
          people,
          departments: [department],
          history: [],
          historyTotal: 0,
          steps: new Map(),
          options: new Map(),
          mergedInto: null,
          callBackOwed: false,
          covers: [],
          handles,
          contact,
          isOutline: false,
        },
      }),
    );

  it('names the person complained about, and offers the contact, to those who handle it only', () => {
    expect(view(true)).toContain('<@Us9>');
    expect(view(true)).toContain('complaint.reveal-contact');
    expect(view(false)).not.toContain('Us9');
    expect(view(false)).not.toContain('complaint.reveal-contact');
    expect(view(true, 'ann@example.com')).toContain('ann@example.com');
  });
});

describe('typed text', () => {
  it('is whole in the record however much escaping adds', () => {
    const sections = titledText('Title', '&'.repeat(3000));
    const text = sections.map((block) => block.text?.text ?? '').join('');
    expect(text.split('&amp;').length - 1).toBe(3000);
    for (const block of sections) expect(block.text?.text.length ?? 0).toBeLessThanOrEqual(3000);
  });

  it('is quoted with numbers masked, dates and small numbers left', () => {
    expect(quotation('call +86 138-1234-5678 or 42\nby 10:30', 300)).toBe('>call 861****78 or 42\n>by 10:30');
  });
});

type Values = Record<string, Record<string, unknown>>;
const state = (values: Values) =>
  ({ state: { values } }) as unknown as Parameters<typeof readRegisterForm>[0];
const text = (value: string | null) => ({ value: { type: 'plain_text_input', value } });
const select = (value: string | null) => ({
  value: { type: 'static_select', selected_option: value === null ? null : { value } },
});
const instant = (seconds: number | null) => ({
  value: { type: 'datetimepicker', selected_date_time: seconds },
});

const filled: Values = {
  customer: { 'complaint.customer': { type: 'external_select', selected_option: { value: 'k1' } } },
  relation: select('self'),
  complainant: text(null),
  contact: text(' 138 '),
  receivedBy: select('phone'),
  receivedAt: instant(1_795_000_000),
  content: text(' Lost money '),
  demand: text(null),
  category: select('fees'),
  severity: select('normal'),
  accused: { value: { type: 'users_select', selected_user: null } },
  accusedDepartment: select(null),
};

describe('reading the forms', () => {
  it('takes the registration as it was filled in', () => {
    expect(readRegisterForm(state(filled), { sourceLink: null })).toEqual({
      customer: { id: 'k1' },
      complainantName: '',
      relation: 'self',
      contact: '138',
      receivedBy: 'phone',
      receivedAt: new Date(1_795_000_000_000),
      content: 'Lost money',
      demand: '',
      category: 'fees',
      severity: 'normal',
      accusedSlackUserId: null,
      accusedDepartmentId: null,
      sourceLink: null,
    });
  });

  it('asks for the phone of a new customer', () => {
    const option = { value: newCustomerOption(messages('en'), '李娜').value };
    const customer = { 'complaint.customer': { type: 'external_select', selected_option: option } };
    const values = {
      ...filled,
      customer,
      name: text('李娜'),
      phones: text(null),
      source: select('referral'),
    };
    expect(() => readRegisterForm(state(values), { sourceLink: null })).toThrow(
      expect.objectContaining({ code: 'formRequired', field: 'phones' }),
    );
    const form = readRegisterForm(state({ ...values, phones: text('13811112222') }), { sourceLink: null });
    expect(form.customer).toEqual({ name: '李娜', phones: ['13811112222'], source: 'referral' });
  });

  it('refuses forged choices and keeps what else was entered', () => {
    const forged = { ...filled, category: select('bribery'), content: text('') };
    expect(() => readRegisterForm(state(forged), { sourceLink: null })).toThrow(
      expect.objectContaining({
        refusals: expect.arrayContaining([
          expect.objectContaining({ field: 'category', code: 'formInvalid' }),
          expect.objectContaining({ field: 'content', code: 'formRequired' }),
        ]),
      }),
    );
    expect(readRegisterDraft(state(forged))).toMatchObject({ customer: 'k1', contact: '138' });
  });

  it('takes each verdict with its own fields', () => {
    const radio = (value: string) => ({ value: { type: 'radio_buttons', selected_option: { value } } });
    expect(
      readJudgeForm(
        state({
          verdict: radio('valid'),
          grounds: text('Log'),
          demand: radio('partly'),
          promisedAt: instant(1_795_000_000),
        }),
      ),
    ).toEqual({
      verdict: 'valid',
      grounds: 'Log',
      demand: 'partly',
      promisedAt: new Date(1_795_000_000_000),
    });
    expect(() => readJudgeForm(state({ verdict: radio('communicative'), grounds: text('') }))).toThrow(
      expect.objectContaining({ code: 'formRequired', field: 'kind' }),
    );
    expect(() => readJudgeForm(state({ verdict: radio('guilty') }))).toThrow();
  });

  it('takes the assignment with or without an investigator', () => {
    const values = { department: select('d1'), investigator: { value: { type: 'users_select' } } };
    expect(readAssignForm(state(values))).toEqual({ departmentId: 'd1', investigatorSlackUserId: null });
  });

  it('refuses a forged page of the list', () => {
    const at = { key: { at: now.toISOString(), id: 'c1' }, back: false, from: 8 };
    expect(readListPosition(JSON.stringify({ filter: 'open', at }))).toEqual({ filter: 'open', at });
    const forgedAt = [{ ...at, from: -1 }, { ...at, key: { at: 'yesterday', id: 'c1' } }, 2];
    for (const forged of [
      '',
      JSON.stringify({ filter: 'x', at }),
      'nonsense',
      ...forgedAt.map((one) => JSON.stringify({ filter: 'open', at: one })),
    ]) {
      expect(() => readListPosition(forged)).toThrow(expect.objectContaining({ code: 'formStale' }));
    }
  });
});

describe('the feature', () => {
  it('names its shortcuts within Slack’s 24 characters and describes its command briefly', () => {
    for (const { name, description } of complaintsFeature.shortcuts ?? []) {
      expect(name.length).toBeLessThanOrEqual(24);
      expect(description.length).toBeLessThanOrEqual(150);
    }
  });
});
