import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { historyOf } from '../../src/db/history.js';
import { demoChannels } from '../../src/demo/company.js';
import type { Feature } from '../../src/feature.js';
import { features } from '../../src/features.js';
import { messages } from '../../src/messages/index.js';
import { needDepartmentChannel } from '../../src/people/need.js';
import { departmentByKey } from '../../src/people/queries.js';
import { startTestBaton, type TestBaton } from '../support/baton.js';

const zh = messages('zh-CN');
const en = messages('en');

const shown = (view: { blocks: unknown }) => JSON.stringify(view.blocks);

/** Somebody makes a channel; Baton is not in it. */
async function channel(test: TestBaton, options: { name: string; by: string; private?: boolean }) {
  const { name, by } = options;
  await test.slack.act(by, { type: 'createChannel', name, ...(options.private ? { private: true } : {}) });
  const created = [...test.slack.ground.world.channels.values()].find((one) => one.name === name);
  if (!created) throw new Error('The channel was not made');
  return created;
}

describe('/baton setup in a company that is set up', () => {
  let test: TestBaton;
  beforeAll(async () => {
    test = await startTestBaton();
  });
  afterAll(() => test.stop());

  const service = async () => {
    const { services, workspace } = test.baton;
    const found = await departmentByKey(services.db.read, { workspaceId: workspace.id, key: 'service' });
    if (!found) throw new Error('no service department');
    return found;
  };

  it('shows an administrator everything, and that nothing is missing', async () => {
    const peter = test.as('peter');
    await peter.command('general', '/baton setup');
    const text = shown(peter.modal());
    expect(text).toContain(zh.people.setup.nothingMissing);
    expect(text).toContain('<#C0SERVICE>');
    expect(text).toContain('<@U0ANNA>');
    expect(text).toContain('2026-12-31');
    await peter.closeModal();
  });

  it('tells somebody without rights who the administrators are', async () => {
    const sam = test.as('sam');
    await sam.command('general', '/baton 设置');
    expect(sam.modals()).toEqual([]);
    const answer = sam.newest('general');
    expect(answer.text).toBe(en.errors.setupNotYours({ administrators: ['U0PETER'] }));
    expect(shown(answer)).not.toContain('people.setup');
  });

  it('shows a lead their own department and nothing else', async () => {
    const anna = test.as('anna');
    await anna.command('general', '/baton setup');
    const text = shown(anna.modal());
    expect(text).toContain('<#C0SERVICE>');
    expect(text).not.toContain('<#C0MARKET>');
    expect(text).not.toContain('people.workspace');
    await anna.closeModal();
  });

  it('answers unknown words and help with usage', async () => {
    const sam = test.as('sam');
    for (const word of ['help', '帮助', '', 'dance']) {
      await sam.command('general', `/baton ${word}`);
      expect(sam.newest('general').text).toContain(en.people.usage);
    }
  });

  it.each([
    ['sam', 'en'],
    ['lucy', 'zh-CN'],
  ] as const)('lists every command of the app and whom it is for (%s)', async (handle, locale) => {
    const person = test.as(handle);
    await person.command('general', '/baton help');
    const help = person.newest('general').blocks.map((block) => JSON.stringify(block));
    const t = messages(locale);
    const commands = features.flatMap((feature) => feature.commands ?? []);
    expect(commands.length).toBeGreaterThan(7);
    for (const command of commands) {
      const lines = `${command.about(t)}\n${command.usage(t)}`;
      expect(help.filter((block) => block.includes(JSON.stringify(lines).slice(1, -1)))).toHaveLength(1);
      for (const { words, run } of command.subcommands) {
        if (run === command.otherwise || run === command.alone) continue;
        expect(
          words.some((word) => lines.includes(`\`${command.name} ${word}`)),
          words[0],
        ).toBe(true);
      }
    }
  });

  it('changes the workspace, refuses nonsense beside its field, and draws the checklist anew', async () => {
    const peter = test.as('peter');
    await peter.command('general', '/baton setup');
    await peter.press('people.workspace');
    expect(peter.modals()).toHaveLength(2);
    const zones = await peter.search('timeZone', 'london');
    expect(zones.map(({ value }) => value)).toContain('Europe/London');

    const refused = await peter.submit({ workingHours: 'Mon-Fri nine to five' });
    expect(refused.outcome).toBe('errors');
    expect(refused.errors?.workingHours).toContain('nine');
    const badDay = await peter.submit({ workingHours: 'Mon-Fri 09:00-17:00', ownHolidays: '2026-02-30 off' });
    expect(badDay.errors?.ownHolidays).toContain('2026-02-30');

    const saved = await peter.submit({
      workingHours: 'Mon-Fri 09:00-17:00',
      ownHolidays: '2026-12-24 off\n2026年12月26日 班 年终',
    });
    expect(saved.outcome).toBe('closed');
    expect(peter.modals()).toHaveLength(1);
    expect(shown(peter.modal())).toContain('周一-周五 09:00-17:00');
    await peter.closeModal();

    const { services, workspace } = test.baton;
    const [line] = await historyOf(services.db.read, {
      workspaceId: workspace.id,
      subject: { type: 'workspace', id: workspace.id },
      limit: 1,
    });
    expect(line).toMatchObject({
      event: 'workspace.changed',
      actorId: test.people.peter?.id,
      before: { ownHolidays: [] },
      after: { ownHolidays: ['2026-12-24 off', '2026-12-26 make-up'] },
    });
    expect(JSON.stringify(line?.before)).toContain('14:00');
  });

  it('says at once how a chosen channel is, joins a public one when saved, and keeps what else was entered', async () => {
    const created = await channel(test, { name: 'service-new', by: 'U0PETER' });
    const peter = test.as('peter');
    await peter.command('general', '/baton setup');
    await peter.press('people.department', { value: (await service()).id });
    await peter.fill({ name: '售后部', channel: created.id });
    expect(shown(peter.modal())).toContain(zh.people.departmentForm.channelStatus.joinable);
    expect(created.members.has(test.slack.ground.world.app.botUser)).toBe(false);
    expect((await peter.submit()).outcome).toBe('closed');
    expect(await service()).toMatchObject({ name: '售后部', channelId: created.id });
    expect(created.members.has(test.slack.ground.world.app.botUser)).toBe(true);
    expect(shown(peter.modal())).toContain('售后部');
    await peter.closeModal();
  });

  it('overruns nothing that a colleague saved while the form was open, also when it was drawn anew since', async () => {
    const { id: value } = await service();
    const [peter, anna] = [test.as('peter'), test.as('anna')];
    await peter.command('general', '/baton setup');
    await peter.press('people.department', { value });
    await anna.command('general', '/baton setup');
    await anna.press('people.department', { value });
    expect((await anna.submit({ name: '客服中心' })).outcome).toBe('closed');
    await peter.fill({ channel: 'C0SERVICE' });
    await peter.submit({ name: 'Service' });
    expect(shown(peter.modal())).toContain(zh.errors.formStale);
    expect((await service()).name).toBe('客服中心');
    for (const person of [peter, anna]) while (person.modals().length > 0) await person.closeModal();
  });

  it('refuses an archived channel beside its field, also when nobody looked at it before', async () => {
    const archived = await channel(test, { name: 'old-days', by: 'U0PETER' });
    await test.slack.act('U0PETER', { type: 'archiveChannel', channel: archived.id });
    const peter = test.as('peter');
    await peter.command('general', '/baton setup');
    const before = await service();
    await peter.press('people.department', { value: before.id });
    const refused = await peter.submit({ channel: archived.id });
    expect(refused.errors).toEqual({ channel: zh.errors.setupChannelArchived });
    expect(await service()).toEqual(before);
    await peter.closeModal();
    await peter.closeModal();
  });

  it('gives the line to copy for a private channel, never its name, and takes it once invited', async () => {
    const secret = await channel(test, { name: 'secret-merger', by: 'U0PETER', private: true });
    const peter = test.as('peter');
    await peter.command('general', '/baton setup');
    await peter.press('people.department', { value: (await service()).id });
    await peter.fill({ channel: secret.id });
    expect(shown(peter.modal())).toContain('/invite @Baton');
    expect(shown(peter.modal())).not.toContain('secret-merger');
    const refused = await peter.submit();
    expect(refused.errors).toEqual({ channel: zh.errors.setupChannelInvisible });
    expect(JSON.stringify(refused)).not.toContain('secret-merger');

    await test.slack.act('U0PETER', { type: 'inviteBot', channel: secret.id });
    expect((await peter.submit()).outcome).toBe('closed');
    expect((await service()).channelId).toBe(secret.id);
    await peter.closeModal();
  });

  it('says so when Slack does not answer, within the time that a form has, and keeps what was entered', async () => {
    const open = await channel(test, { name: 'open-again', by: 'U0PETER' });
    const peter = test.as('peter');
    await peter.command('general', '/baton setup');
    const before = await service();
    await peter.press('people.department', { value: before.id });
    test.slack.trouble.next({ method: 'conversations.info', kind: 'hang', times: 2 });
    const refused = await peter.submit({ channel: open.id });
    expect(refused.errors).toEqual({ channel: zh.errors.setupChannelUnchecked });
    expect(await service()).toEqual(before);
    test.slack.trouble.clear();
    expect((await peter.submit()).outcome).toBe('closed');
    expect((await service()).channelId).toBe(open.id);
    await peter.closeModal();
  });

  it('refuses apps as members', async () => {
    const peter = test.as('peter');
    await peter.command('general', '/baton setup');
    await peter.press('people.department', { value: (await service()).id });
    const refused = await peter.submit({ members: ['U0ANNA', test.slack.ground.world.app.botUser] });
    expect(refused.errors).toEqual({ members: zh.errors.setupNotAPerson });
    await peter.closeModal();
    await peter.closeModal();
  });

  it('changes role, weight and rights of a person, from the list behind which the list is drawn anew', async () => {
    const peter = test.as('peter');
    await peter.command('general', '/baton setup');
    await peter.press('people.staff', { value: (await service()).id });
    await peter.press('people.person', { value: test.people.sam?.id ?? '' });
    expect(peter.modals()).toHaveLength(3);
    const refused = await peter.submit({ weight: '12.5' });
    expect(refused.outcome).toBe('errors');
    expect((await peter.submit({ weight: '50', role: 'lead', admin: ['admin'] })).outcome).toBe('closed');
    expect(shown(peter.modal())).toContain(zh.people.staff.weight(50));
    const sam = (await test.contextOf('sam')).actor;
    expect(sam).toMatchObject({ staff: { weight: 50, role: 'lead', admin: true } });
    await peter.closeModal();
    await peter.closeModal();
  });

  it('refuses a forged department id and a forged person id', async () => {
    const anna = test.as('anna');
    await anna.command('general', '/baton setup');
    const { services, workspace } = test.baton;
    const market = await departmentByKey(services.db.read, { workspaceId: workspace.id, key: 'market' });
    const view = anna.modal();
    const block = view.blocks.find((one) => shown({ blocks: [one] }).includes('people.department'));
    const forge = async (value: string) => {
      const source = JSON.stringify(test.slack.ground.world.stacks.get('U0ANNA')?.at(-1)?.source);
      const stack = test.slack.ground.world.stacks.get('U0ANNA')?.at(-1);
      if (!stack) throw new Error('no view');
      stack.source = JSON.parse(source.replaceAll((await service()).id, value));
      await anna.press('people.department', { value });
      stack.source = JSON.parse(source);
    };
    expect(block).toBeDefined();
    await forge(market?.id ?? '');
    expect(shown(anna.modal())).toContain(zh.errors.notAllowed);
    await anna.closeModal();
    await forge('nobody-s-id');
    expect(shown(anna.modal())).toContain(zh.errors.formStale);
  });
});

describe('who is who, absence, App Home', () => {
  let test: TestBaton;
  beforeAll(async () => {
    test = await startTestBaton();
  });
  afterAll(() => test.stop());

  it('records an absence with a substitute, who hears of it, and shows it to everybody', async () => {
    const sam = test.as('sam');
    await sam.command('general', '/baton away');
    const wrong = await sam.submit({ from: '2026-11-25', until: '2026-11-24', substitute: null });
    expect(wrong.errors).toEqual({ until: en.errors.absenceOrder });
    const self = await sam.submit({ from: '2026-11-25', until: '2026-12-01', substitute: 'U0SAM' });
    expect(self.errors).toEqual({ substitute: en.errors.absenceSelf });
    const saved = await sam.submit({ from: '2026-11-25', until: '2026-12-01', substitute: 'U0LUCY' });
    expect(saved.outcome).toBe('updated');
    expect(shown(sam.modal())).toContain('<@U0LUCY>');
    await sam.closeModal();
    expect(test.as('lucy').newest('@baton').text).toContain('<@U0SAM>');

    const tony = test.as('tony');
    await tony.command('general', '/baton 人员');
    const text = shown(tony.newest('general'));
    expect(text).toContain('<@U0SAM> is away');
    expect(text).toContain('<@U0LUCY> stands in');
    expect(text).not.toContain('people.absence-of');
  });

  it('refuses substitutes that lead back', async () => {
    const lucy = test.as('lucy');
    await lucy.command('general', '/baton 请假');
    const refused = await lucy.submit({ from: '2026-11-26', until: '2026-11-27', substitute: 'U0SAM' });
    expect(refused.errors?.substitute).toContain('Sam Zhou');
    await lucy.closeModal();
  });

  it('lets a lead record for their people and nobody else for others', async () => {
    const anna = test.as('anna');
    await anna.command('general', '/baton who');
    await anna.press('people.absence-of', { channel: 'general', choose: 'U0LUCY' });
    expect(shown(anna.modal())).toContain('<@U0LUCY>');
    await anna.closeModal();
    const tony = test.as('tony');
    await tony.command('general', '/baton away @sam');
    expect(tony.modals()).toEqual([]);
    expect(tony.newest('general').text).toContain(en.errors.notAllowed);
  });

  it('clears an absence', async () => {
    const sam = test.as('sam');
    await sam.command('general', '/baton away');
    await sam.press('people.back');
    expect(shown(sam.modal())).toContain(en.people.absence.cleared);
    await sam.closeModal();
    const { actor } = await test.contextOf('sam');
    expect(actor).toMatchObject({ staff: { awayFrom: null, substituteId: null } });
  });

  it('shows the checklist in App Home to administrators, not to members', async () => {
    const peter = await test.as('peter').openHome();
    expect(shown(peter)).toContain('people.workspace');
    expect(shown(peter)).toContain(zh.people.setup.title);
    const sam = await test.as('sam').openHome();
    expect(shown(sam)).not.toContain('people.workspace');
    expect(shown(sam)).not.toContain(en.people.setup.title);
    expect(shown(sam)).not.toContain('C0SERVICE');
  });

  it('draws App Home anew after a form that was opened there', async () => {
    const peter = test.as('peter');
    await peter.openHome();
    await peter.press('people.add-department');
    expect((await peter.submit({ name: '客服部' })).errors).toEqual({
      name: zh.errors.setupDepartmentName,
    });
    await peter.submit({ name: '大客户部' });
    expect(shown(peter.client().home ?? { blocks: [] })).toContain('大客户部');
  });
});

describe('a command that needs a missing channel', () => {
  const needy: Feature = {
    name: 'needy',
    commands: [
      {
        name: '/needy',
        description: 'Needs a channel',
        usageHint: '',
        about: () => '',
        usage: () => '',
        subcommands: [],
        async otherwise({ asker }) {
          const { services, workspaceId } = asker.ctx;
          await needDepartmentChannel(services.db.read, { workspaceId, key: 'service' });
        },
      },
    ],
  };
  let test: TestBaton;
  beforeAll(async () => {
    test = await startTestBaton({
      features: [...features, needy],
      channels: demoChannels.map(({ department, ...rest }) =>
        department && department !== 'service' ? { ...rest, department } : rest,
      ),
    });
  });
  afterAll(() => test.stop());

  it('names it to everybody, and gives an administrator the button that opens the settings', async () => {
    const sam = test.as('sam');
    await sam.command('general', '/needy');
    expect(sam.newest('general').text).toContain('Service has no channel yet');
    expect(shown(sam.newest('general'))).not.toContain('people.setup');

    const peter = test.as('peter');
    await peter.command('general', '/needy');
    await peter.press('people.setup', { channel: 'general' });
    expect(shown(peter.modal())).toContain(zh.people.setup.missing.channel);
  });
});

describe('what Slack tells', () => {
  let test: TestBaton;
  beforeAll(async () => {
    test = await startTestBaton();
  });
  afterAll(() => test.stop());

  it('tells administrators once that a department lost its channel, with the way to set it', async () => {
    await test.slack.act('U0ANNA', { type: 'removeBot', channel: 'C0SERVICE' });
    await test.quiet();
    const peter = test.as('peter');
    const about = peter.messages('@baton').filter((one) => one.text.includes('客服部'));
    expect(about).toHaveLength(1);
    expect(shown(about[0] ?? { blocks: [] })).toContain('/invite @Baton');
    await peter.press('people.setup', { channel: '@baton' });
    expect(shown(peter.modal())).toContain(zh.people.setup.channelFault.joinable);
    await peter.closeModal();
  });

  it('says nothing when somebody else leaves a channel, or a channel is nobody’s', async () => {
    const before = test.as('peter').messages('@baton').length;
    await test.slack.act('U0IVY', { type: 'leaveChannel', channel: 'C0ADMIN' });
    await test.slack.act('U0GRACE', { type: 'archiveChannel', channel: 'C0VIP' });
    await test.quiet();
    expect(test.as('peter').messages('@baton')).toHaveLength(before);
  });

  it('hands over when an account is closed, and takes the person back when it is opened again', async () => {
    await test.slack.act('U0PETER', { type: 'setDeactivated', user: 'U0SAM', deactivated: true });
    await test.quiet();
    await expect(test.contextOf('sam')).resolves.toMatchObject({ actor: { staff: { active: false } } });
    await test.slack.act('U0PETER', { type: 'setDeactivated', user: 'U0SAM', deactivated: false });
    await test.quiet();
    await expect(test.contextOf('sam')).resolves.toMatchObject({
      actor: { staff: { active: true, department: { key: 'service' } } },
    });
  });

  it('tells administrators once, in the morning, that the holidays run out', async () => {
    await test.advanceTo('2026-11-27T02:00:00Z');
    const told = test
      .as('peter')
      .messages('@baton')
      .filter((one) => one.text.includes('2026-12-31'));
    expect(told).toHaveLength(1);
    expect(
      test
        .as('sam')
        .messages('@baton')
        .some((one) => one.text.includes('2026-12-31')),
    ).toBe(false);
  });
});

describe('a workspace where nobody has set anything up', () => {
  let test: TestBaton;
  beforeAll(async () => {
    test = await startTestBaton({ setUp: false });
  });
  afterAll(() => test.stop());

  it('lets no ordinary person begin', async () => {
    const sam = test.as('sam');
    await sam.command('general', '/baton setup');
    expect(sam.modals()).toEqual([]);
    expect(sam.newest('general').text).toBe(en.errors.setupNoAdministrator({ named: null }));
  });

  it('makes the first Slack administrator its administrator, and lets them set a department up', async () => {
    const david = test.as('david');
    await david.command('general', '/baton setup');
    expect(shown(david.modal())).toContain(en.people.setup.missingCount(15));
    const { services, workspace } = test.baton;
    const where = { workspaceId: workspace.id, key: 'service' };
    const department = await departmentByKey(services.db.read, where);
    await david.press('people.department', { value: department?.id ?? '' });
    const saved = await david.submit({ channel: 'C0SERVICE', lead: 'U0ANNA', members: ['U0SAM', 'U0LUCY'] });
    expect(saved.outcome).toBe('closed');
    expect(shown(david.modal())).toContain(en.people.setup.missingCount(12));

    // Whom Baton had not met is known by name afterwards, in their own language.
    const people = await services.db.read.staff.findMany({
      where: { workspaceId: workspace.id, departmentId: department?.id ?? '' },
      orderBy: { slackUserId: 'asc' },
    });
    expect(people.map(({ name, role, locale }) => ({ name, role, locale }))).toEqual([
      { name: 'Anna Wang 王安', role: 'lead', locale: 'zh-CN' },
      { name: 'Lucy He 何露', role: 'member', locale: 'zh-CN' },
      { name: 'Sam Zhou 周山', role: 'member', locale: 'en-US' },
    ]);
    await david.closeModal();
  });

  it('sends the second one to the first', async () => {
    const peter = test.as('peter');
    await peter.command('general', '/baton setup');
    expect(peter.newest('general').text).toBe(zh.errors.setupNotYours({ administrators: ['U0DAVID'] }));
  });
});
