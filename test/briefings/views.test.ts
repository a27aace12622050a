import { describe, expect, it } from 'vitest';
import type { Part } from '../../src/briefings/briefing.js';
import { readDate } from '../../src/briefings/commands.js';
import { copyView, issueView, listMessage } from '../../src/briefings/views/archive.js';
import { briefingCard, type IssueContent } from '../../src/briefings/views/card.js';
import { chooseView } from '../../src/briefings/views/choose.js';
import { readDays, schedulesView, scheduleView } from '../../src/briefings/views/schedule.js';
import { previewView, writeView } from '../../src/briefings/views/write.js';
import type { Briefing, BriefingSchedule, Notice, RiskAlert } from '../../src/db/types.js';
import { messages } from '../../src/messages/index.js';
import { noticeCard, copyView as noticeCopy, noticeList, noticeView } from '../../src/notices/views/card.js';
import { relayView } from '../../src/notices/views/relay.js';
import { acceptMessage } from '../../src/playground/server/validate-message.js';
import { viewFaults } from '../../src/playground/server/validate-view.js';
import { alertMessage, reachedMessage, reachedView } from '../../src/risk-alerts/views/alert.js';
import { raisedView, raiseView } from '../../src/risk-alerts/views/raise.js';
import { option } from '../../src/slack/blocks.js';
import { chunks } from '../../src/slack/chunks.js';

const now = new Date('2026-11-25T01:00:00Z');
const timeZone = 'Asia/Shanghai';
const nasty = '<!channel>&"שלום" 👩‍👩‍👧‍👦 *早评* ';
const long = (length: number) => nasty.repeat(Math.ceil(length / nasty.length)).slice(0, length);
/** Eight parts that together fill a post, as Slack counts them. */
const content: Part[] = Array.from({ length: 8 }, (_, index) => ({
  heading: `${index}${long(59)}`,
  text: index === 0 ? '&'.repeat(1000) : long(650),
}));

const issue = {
  id: 'b1',
  scheduleId: 's1',
  date: '2026-11-25',
  publishAt: new Date('2026-11-25T00:50:00Z'),
  content: JSON.stringify(content),
  state: 'published',
  version: 3,
  readyAt: now,
  publishedAt: now,
  late: true,
  correctedAt: now,
  correction: long(300),
} as Briefing;
const shown: IssueContent = {
  issue,
  name: long(60),
  writtenBy: long(80),
  correctedBy: long(80),
  reads: 1234,
};

const schedule = {
  id: 's1',
  name: long(60),
  publishAt: '08:50',
  weekdays: '1234567',
  authorIds: JSON.stringify(Array.from({ length: 15 }, (_, index) => `p${index}`)),
  backupId: 'p1',
  channelIds: JSON.stringify(Array.from({ length: 10 }, (_, index) => `C0000000${index}`)),
  fields: JSON.stringify(content.map(({ heading }) => heading)),
  state: 'paused',
  version: 1,
} as BriefingSchedule;
const names = new Map(Array.from({ length: 15 }, (_, index) => [`p${index}`, long(80)]));

const notice = {
  id: 'n1',
  source: 'head-office',
  title: long(120),
  // As much as is taken.
  body: '&'.repeat(2200),
  relayedAt: now,
} as Notice;

const alert = {
  alert: {
    id: 'r1',
    customerId: 'k1',
    state: 'reached',
    raisedAt: now,
    dueAt: now,
    reachedAt: now,
    reachedBy: 'visit',
  } as RiskAlert,
  customerName: long(80),
  raisedBy: long(80),
  reachedBy: long(80),
  texts: { situation: '&'.repeat(1000), advice: '<'.repeat(1000), outcome: long(1000) },
};

describe.each(['en', 'zh-CN'] as const)('in %s, with the worst that people type', (locale) => {
  const t = messages(locale);
  const reading = { timeZone, reader: { timeZone }, now };
  const fits = (view: unknown) => expect(viewFaults(view, 'modal')).toEqual([]);
  const posts = (message: { text: string; blocks?: unknown }) =>
    expect(() => acceptMessage({ channel: 'C1', ...message })).not.toThrow();

  it('a full briefing fits one post, and every form Slack’s limits', () => {
    posts(briefingCard({ t, timeZone, content: shown }));
    posts(briefingCard({ t, timeZone, content: { ...shown, issue: { ...issue, late: false } } }));
    fits(previewView({ t, ...reading, content: shown, channelIds: ['C1', 'C2'], length: 10_500 }));
    const base = { t, ...reading, name: long(60), publishAt: now, content, ready: true };
    const headings = content.map(({ heading }) => heading);
    const metadata = { scheduleId: 's1', date: '2026-11-25', version: 1, out: false, headings };
    fits(writeView({ ...base, metadata }));
    const meanwhile = { theirs: content, by: long(80) };
    fits(writeView({ ...base, metadata: { ...metadata, out: true }, correction: long(300), meanwhile }));
    const corrections = Array.from({ length: 5 }, () => ({
      at: now,
      by: null,
      note: long(300),
      before: content,
    }));
    fits(issueView({ t, ...reading, content: shown, corrections }));
    fits(copyView({ t, title: long(80), content }));
    posts(listMessage({ t, ...reading, issues: Array(11).fill(shown), skip: 10, title: long(40) }));
    fits(schedulesView({ t, schedules: [], names }));
    fits(schedulesView({ t, schedules: Array(40).fill(schedule), names }));
    fits(scheduleView({ t, channelTexts: t, timeZone, schedule: null, slackIds: new Map() }));
    fits(scheduleView({ t, channelTexts: t, timeZone, schedule, slackIds: new Map([['p1', 'U1']]) }));
    const writable = {
      scheduleId: 's1',
      date: '2026-11-25',
      at: now,
      name: long(60),
      author: long(80),
      state: 'x',
    };
    fits(chooseView({ t, ...reading, writable: Array(60).fill(writable) }));
    fits(chooseView({ t, ...reading, writable: [] }));
  });

  it('so do notices and risk alerts', () => {
    const base = { t, timeZone, notice, relayedBy: long(80), receipts: 3 };
    posts(noticeCard(base));
    fits(noticeView({ ...base, acknowledged: false }));
    fits(noticeView({ ...base, acknowledged: true }));
    fits(noticeCopy({ t, notice }));
    posts(noticeList({ t, timeZone, notices: Array(15).fill(notice), receipts: new Map() }));
    fits(relayView({ t, title: notice.title, remindHours: 4 }));
    posts(alertMessage({ t, ...reading, content: alert }));
    posts(reachedMessage({ t, ...reading, content: alert }) ?? { text: '' });
    fits(reachedView({ t, timeZone, content: alert }));
    fits(raiseView({ t, customer: option(long(80), 'k1'), reachMinutes: 60 }));
    fits(raisedView({ t, ...reading, told: null, dueAt: now }));
  });
});

it('nothing is lost where a long text runs over several blocks', () => {
  const text = `${'a'.repeat(50)}\n${'👩‍👩‍👧‍👦'.repeat(20)}\n${'b'.repeat(99)}`;
  const pieces = chunks(text, 60);
  expect(pieces.join('')).toBe(text);
  expect(pieces.every((piece) => piece.length <= 60)).toBe(true);
  expect(pieces.some((piece) => piece.startsWith('\u200d') || piece.endsWith('\u200d'))).toBe(false);
});

it('days and dates are read as people give them', () => {
  expect(readDays(['5', '1', '1'])).toBe('15');
  expect(readDays(['working'])).toBe('');
  const today = '2026-11-25';
  expect(['', '11-24', '2026/1/5', '11月2日', '１１－２４'].map((typed) => readDate(typed, today))).toEqual([
    today,
    '2026-11-24',
    '2026-01-05',
    '2026-11-02',
    '2026-11-24',
  ]);
  expect(['2026-02-30', 'yesterday', '13-01'].map((typed) => readDate(typed, today))).toEqual([
    null,
    null,
    null,
  ]);
});
