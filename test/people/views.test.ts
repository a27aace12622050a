import { describe, expect, it } from 'vitest';
import { defaultWorkingHours } from '../../src/calendar/working-hours.js';
import type { Department, Workspace } from '../../src/db/types.js';
import { type Locale, messages } from '../../src/messages/index.js';
import type { ChannelState } from '../../src/people/check-channel.js';
import { departmentKeys, type Person } from '../../src/people/person.js';
import type { SetupState } from '../../src/people/setup-state.js';
import { absenceForm, absenceRecorded } from '../../src/people/views/absence-form.js';
import { checklist } from '../../src/people/views/checklist.js';
import { departmentForm, newDepartmentForm } from '../../src/people/views/department-form.js';
import { numbersEdit, numbersOverview } from '../../src/people/views/numbers.js';
import { personForm, staffList } from '../../src/people/views/staff.js';
import { whoIsWho } from '../../src/people/views/who.js';
import { timeZoneOptions, workspaceForm } from '../../src/people/views/workspace-form.js';
import { acceptMessage } from '../../src/playground/server/validate-message.js';
import { viewFaults } from '../../src/playground/server/validate-view.js';
import { numberKeys, numberProcesses, numbersOf, ruleOf, usualNumbers } from '../../src/settings/numbers.js';
import { wednesdayAtTen } from '../support/factories.js';

const now = wednesdayAtTen;
const timeZone = 'Asia/Shanghai';
const workingHours = JSON.stringify(defaultWorkingHours);

const departmentOf = (n: number, data: Partial<Department> = {}): Department => ({
  id: `department-${n}`,
  workspaceId: 'w',
  key: departmentKeys[n] ?? `own-${n}`,
  name: null,
  channelId: null,
  leadId: null,
  workingHours: null,
  position: n,
  digestAt: '08:30',
  balanceTurn: 0,
  ...data,
});

const personOf = (n: number, department: Department | null, data: Partial<Person> = {}): Person => ({
  id: `staff-${n}`,
  workspaceId: 'w',
  slackUserId: `U0000000${n}`,
  name: `مريم <!channel> 👩‍👩‍👧‍👦 ${n}`,
  departmentId: department?.id ?? null,
  role: 'member',
  admin: false,
  weight: 100,
  awayFrom: null,
  awayUntil: null,
  substituteId: null,
  locale: '',
  timeZone: '',
  active: true,
  lastAssignedAt: null,
  welcomedAt: null,
  remindFrom: null,
  remindUntil: null,
  profileUpdatedAt: null,
  profileAskAt: null,
  createdAt: now,
  department,
  ...data,
});

const workspace: Workspace = {
  id: 'w',
  enterpriseId: '',
  teamId: 'T1',
  name: 'Company',
  locale: 'zh-CN',
  timeZone,
  holidays: 'china',
  workingHours,
  settings: '{}',
  setupFinishedAt: null,
  numbersUnsureSince: null,
  createdAt: now,
};

/** `size` departments, each with ten times as many people, at most 150. */
function company(size: number): SetupState {
  const departments = Array.from({ length: size }, (_, n) => {
    const name = n < 5 ? null : `<!everyone> 部门 ${'很长的名称'.repeat(7)} ${n}`;
    const bare = departmentOf(n, { name });
    const members = Array.from({ length: Math.min(10 * size, 150) }, (_, m) =>
      personOf(
        n * 1000 + m,
        bare,
        m % 3 ? {} : { awayFrom: now, awayUntil: new Date('2026-12-24T00:00:00Z') },
      ),
    );
    const lead = members[0] ?? null;
    const department = { ...bare, channelId: `C000${n}`, leadId: lead?.id ?? null, workingHours };
    return { department, lead, members, missing: [] };
  });
  return {
    workspace,
    departments,
    administrators: departments.flatMap(({ members }) => members),
    ownHolidays: Array.from({ length: 80 }, (_, n) => ({
      date: `2026-01-${String((n % 28) + 1).padStart(2, '0')}`,
      kind: 'off',
      name: 'Founding day of the company and its sisters',
    })),
    holidaysKnownUntil: '2026-12-31',
  };
}

/** As far from the defaults as can be, and everything changed eight times. */
const oddNumbers: Workspace = {
  ...workspace,
  settings: JSON.stringify({
    numbers: Object.fromEntries(numberKeys.map((key) => [key, ruleOf(key).max])),
  }),
};
const everyNumber = Array.from({ length: 8 }, () => ({
  actorId: 'staff-1',
  before: usualNumbers,
  after: numbersOf(oddNumbers),
  at: now,
}));

const empty: SetupState = {
  workspace: { ...workspace, holidays: 'none', locale: 'en' },
  departments: departmentKeys.map((_, n) => ({
    department: departmentOf(n),
    lead: null,
    members: [],
    missing: ['channel', 'lead', 'members'],
  })),
  administrators: [],
  ownHolidays: [],
  holidaysKnownUntil: null,
};

/** Every text that Slack parses; what people typed stands in plain_text too, which it does not. */
function mrkdwnTexts(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(mrkdwnTexts);
  if (typeof part !== 'object' || part === null) return [];
  const { type, text } = part as { type?: string; text?: unknown };
  if (type === 'mrkdwn' && typeof text === 'string') return [text];
  return Object.values(part).flatMap(mrkdwnTexts);
}

const admin = personOf(1, null, { admin: true });
const channelStates: ChannelState[] = ['member', 'joinable', 'archived', 'invisible', 'unknown'];

describe.each(['en', 'zh-CN'] satisfies Locale[])('in %s', (locale) => {
  const t = messages(locale);

  it.each([
    ['nothing set up', empty],
    ['a usual company', company(5)],
    ['a huge one', company(60)],
  ])('views fit Slack’s limits: %s', (_, state) => {
    const channels = new Map(
      state.departments.map(({ department }, n) => [
        department.channelId ?? '',
        channelStates[n % channelStates.length] ?? 'unknown',
      ]),
    );
    const first = state.departments[0];
    if (!first) throw new Error('no department');
    const person = first.members[0] ?? personOf(7, null);
    const substitute = first.members[1] ?? null;
    const modals = [
      checklist({ state, viewer: admin, channels, t }),
      workspaceForm({ state, t }),
      newDepartmentForm({ t }),
      numbersOverview({
        workspace: oddNumbers,
        changes: everyNumber,
        nameOf: () => `<@${'U'.repeat(20)}>`,
        t,
      }),
      ...numberProcesses.map((process) => numbersEdit({ workspace: oddNumbers, process, t })),
      ...state.departments.slice(0, 7).map((each) => departmentForm({ state: each, t })),
      ...channelStates.map((checked) =>
        departmentForm({ state: first, checked: { channelId: 'C1', state: checked }, t }),
      ),
      ...state.departments.slice(0, 7).map((each) => staffList({ state: each, timeZone, now, t })),
      personForm({ person, mayMakeAdministrators: true, t }),
      personForm({ person: admin, mayMakeAdministrators: false, t }),
      absenceForm({ person, substitute, viewer: admin, timeZone, now, t }),
      absenceForm({ person: admin, substitute: null, viewer: admin, timeZone, now, t }),
      absenceRecorded({ person, substitute, timeZone, t }),
      absenceRecorded({ person: admin, substitute: null, timeZone, t }),
    ];
    for (const view of modals) expect(viewFaults(view, 'modal'), view.callback_id).toEqual([]);

    const people = new Map(state.departments.flatMap(({ members }) => members.map((one) => [one.id, one])));
    const departments = state.departments.map(({ department }) => department);
    const who = whoIsWho({ state, roster: { people, departments }, viewer: admin, now, t });
    expect(() => acceptMessage({ ...who })).not.toThrow();
    expect(mrkdwnTexts([modals, who]).filter((text) => /<!(channel|everyone|here)/.test(text))).toEqual([]);
  });

  it('offers at most a hundred zones, those nearby first', () => {
    expect(timeZoneOptions({ typed: '', near: timeZone })).toHaveLength(100);
    expect(timeZoneOptions({ typed: '', near: timeZone })[0]?.value).toMatch(/^Asia\//);
    const found = timeZoneOptions({ typed: 'new york', near: timeZone });
    expect(found.map(({ value }) => value)).toEqual(['America/New_York']);
    expect(timeZoneOptions({ typed: 'Atlantis', near: timeZone })).toEqual([]);
  });
});

it('counts what is missing, and shows members nothing to change', () => {
  const t = messages('en');
  const view = checklist({ state: empty, viewer: admin, t });
  expect(JSON.stringify(view)).toContain(t.people.setup.missingCount(15));
  const member = checklist({ state: company(5), viewer: personOf(9, departmentOf(2)), t });
  expect(JSON.stringify(member)).not.toContain('action_id');
});
