import { afterEach, describe, expect, it } from 'vitest';
import { messages } from '../../src/messages/index.js';
import { userChangeEvent } from '../../src/playground/server/events.js';
import type { Actor, Entry } from '../support/actor.js';
import { startTestBaton, type TestBaton } from '../support/baton.js';

// People whom Baton knows by their Slack id alone are asked about until Slack has said who they are.

const zh = messages('zh-CN');
const en = messages('en');
let company: TestBaton | undefined;
afterEach(async () => {
  company?.slack.trouble.clear();
  await company?.stop();
  company = undefined;
});

async function start(newcomers = 0): Promise<TestBaton> {
  const made = await startTestBaton();
  company = made;
  for (let n = 1; n <= newcomers; n++) made.slack.addPerson(newcomer(n));
  made.slack.addPerson({ id: 'U0BOT', name: 'pollbot', real_name: 'Poll Bot', is_bot: true });
  await made.quiet();
  return made;
}

const idOf = (n: number) => `U0NEW${String(n).padStart(4, '0')}`;
const newcomer = (n: number) => ({
  id: idOf(n),
  name: `new${n}`,
  real_name: `Newcomer ${n}`,
  locale: 'zh-CN',
  tz: 'Asia/Tokyo',
});
const staffOf = ({ baton }: TestBaton, slackUserId: string) =>
  baton.services.db.read.staff.findFirst({ where: { slackUserId }, include: { department: true } });

/** Peter adds people to Service, as the form lets him. */
async function choose(made: TestBaton, entries: Record<string, Entry>) {
  const peter = made.as('peter');
  const service = await made.baton.services.db.read.department.findFirstOrThrow({
    where: { key: 'service' },
  });
  await peter.command('general', '/baton setup');
  await peter.press('people.department', { value: service.id });
  return peter.submit(entries);
}
const members = (...more: string[]) => ['U0ANNA', 'U0SAM', 'U0LUCY', ...more];

describe('somebody whom Slack did not describe when they were named', () => {
  it('is asked about again by the job', async () => {
    const made = await start(9);
    made.slack.trouble.next({ method: 'users.info', kind: 'ratelimited', retryAfter: 30, times: 1_000 });
    const ids = Array.from({ length: 9 }, (_, n) => idOf(n + 1));
    expect((await choose(made, { members: members(...ids) })).outcome).toBe('closed');
    expect(await staffOf(made, idOf(9))).toMatchObject({ name: idOf(9), locale: '' });
    made.slack.trouble.clear();
    await made.advanceTo('2026-11-25T02:10:00Z');
    for (const n of [1, 5, 9]) {
      expect(await staffOf(made, idOf(n))).toMatchObject({
        name: `Newcomer ${n}`,
        locale: 'zh-CN',
        timeZone: 'Asia/Tokyo',
        profileAskAt: null,
      });
    }
  });

  it('is asked about at their own first use, and answered in their language', async () => {
    const made = await start(1);
    made.slack.trouble.next({ method: 'users.info', kind: '500', times: 1_000 });
    const sam = made.as('sam');
    await sam.command('service', '/complaint x');
    await sam.submit({ complainant: 'Ann', category: 'service', accused: idOf(1) });
    expect(await staffOf(made, idOf(1))).toMatchObject({ name: idOf(1), locale: '' });
    made.slack.trouble.clear();
    const { slack } = made;
    await slack.act(idOf(1), { type: 'shortcut', callback_id: 'complaint.register' });
    await made.quiet();
    expect(await staffOf(made, idOf(1))).toMatchObject({ name: 'Newcomer 1', locale: 'zh-CN' });
    const [modal] = slack.ground.world.stacks.get(idOf(1)) ?? [];
    expect(JSON.stringify(modal?.source)).toContain(zh.complaints.register.title);
  });

  it('is asked about no more when Slack knows nobody of that id', async () => {
    const made = await start();
    const { services, workspace } = made.baton;
    const unknown = { workspaceId: workspace.id, slackUserId: 'U0GONE', name: 'U0GONE' };
    await services.db.transaction((tx) =>
      tx.staff.create({
        data: { ...unknown, profileAskAt: services.clock.now(), createdAt: services.clock.now() },
      }),
    );
    await choose(made, { members: members('U0IVY') });
    await made.baton.services.db.transaction((tx) =>
      tx.jobSchedule.updateMany({ where: { job: 'people.ask-after' }, data: { nextAt: new Date(0) } }),
    );
    await made.advanceTo('2026-11-25T03:00:00Z');
    expect(await staffOf(made, 'U0GONE')).toMatchObject({ name: 'U0GONE', profileAskAt: null, active: true });
  });
});

it('four hundred people at once join within the time of a form; how it went is told', {
  timeout: 60_000,
}, async () => {
  const made = await start(400);
  const ids = Array.from({ length: 400 }, (_, n) => idOf(n + 1));
  // What takes Slack's three seconds has timed out, not closed.
  expect((await choose(made, { members: members('U0BOT', ...ids) })).outcome).toBe('closed');
  const { read } = made.baton.services.db;
  const service = await read.department.findFirstOrThrow({ where: { key: 'service' } });
  expect(await read.staff.count({ where: { departmentId: service.id, active: true } })).toBe(403);
  expect(await staffOf(made, 'U0BOT')).toMatchObject({ active: false });
  const told = made.as('peter').newest('@baton').text;
  const texts = zh.people.met;
  expect(told).toContain(texts.added({ department: zh.people.departments.service ?? '', count: 400 }));
  expect(told).toContain(texts.leftOut({ who: '<@U0BOT>', more: 0 }));
  expect(told).toContain(
    texts.waiting({ count: await read.staff.count({ where: { profileAskAt: { not: null } } }) }),
  );
});

it('an older change of a profile never overwrites a newer one', async () => {
  const made = await start();
  const { ground } = made.slack;
  const sam = ground.world.people.get('U0SAM');
  if (!sam) throw new Error('There is no Sam');
  const says = async (display_name: string, updated: number, deactivated = false) => {
    userChangeEvent(ground, { ...sam, display_name, updated, deactivated });
    await made.quiet();
  };
  await says('Sam the Newer', 2_000_000_000);
  await says('Sam the Older', 1_900_000_000);
  expect(await staffOf(made, 'U0SAM')).toMatchObject({ name: 'Sam the Newer' });
  await says('Sam', 1_950_000_000, true);
  expect(await staffOf(made, 'U0SAM')).toMatchObject({ active: true });
  await says('Sam', 2_100_000_000, true);
  await says('Sam the Older', 2_050_000_000);
  expect(await staffOf(made, 'U0SAM')).toMatchObject({ active: false, name: 'Sam the Newer' });
});

describe('an app is refused in words where a person is chosen', () => {
  const refusal = (result: { outcome: string; errors?: Record<string, string> }, field: string) =>
    result.outcome === 'errors' ? result.errors?.[field] : result.outcome;

  it('as a member, and as the lead', async () => {
    const made = await start();
    for (const bot of ['U0BOT', made.slack.ground.world.app.botUser]) {
      expect(refusal(await choose(made, { members: members(bot) }), 'members')).toBe(
        zh.errors.setupNotAPerson,
      );
      expect(refusal(await choose(made, { lead: bot }), 'members')).toBe(zh.errors.setupNotAPerson);
      expect(await staffOf(made, bot)).toBeNull();
    }
  });

  const selects: {
    name: string;
    words: string;
    ask(made: TestBaton, who: Actor): Promise<string | undefined>;
  }[] = [
    {
      name: 'the person complained about',
      words: en.errors.peopleOnly,
      async ask(_, sam) {
        await sam.command('service', '/complaint x');
        return refusal(await sam.submit({ complainant: 'A', category: 'fees', accused: 'U0BOT' }), 'accused');
      },
    },
    {
      name: 'a substitute',
      words: en.errors.absenceStranger,
      async ask(_, sam) {
        await sam.command('service', '/baton away');
        return refusal(await sam.submit({ from: '2026-12-01', substitute: 'U0BOT' }), 'substitute');
      },
    },
    {
      name: 'somebody whose absence is recorded',
      words: en.errors.peopleOnly,
      async ask(made, sam) {
        await sam.command('service', '/baton away @pollbot');
        expect(await staffOf(made, 'U0BOT')).toBeNull();
        return sam.newest('service').text;
      },
    },
  ];
  for (const { name, words, ask } of selects) {
    it(`as ${name}`, async () => {
      const made = await start();
      expect(await ask(made, made.as('sam'))).toBe(words);
    });
  }
});
