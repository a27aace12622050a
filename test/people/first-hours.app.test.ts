import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { messages } from '../../src/messages/index.js';
import { startTestBaton, type TestBaton } from '../support/baton.js';

const zh = messages('zh-CN');
const en = messages('en');
const shown = (what: { blocks: unknown } | undefined) => JSON.stringify(what?.blocks ?? []);

describe('the first hours', () => {
  let test: TestBaton;
  beforeAll(async () => {
    test = await startTestBaton();
  });
  afterAll(() => test.stop());
  const db = () => test.baton.services.db;

  it('checks everything for an administrator, and says so when all is well', async () => {
    const peter = test.as('peter');
    // The holidays of the next year are not announced yet: the one thing that is not in order.
    await db().transaction((tx) => tx.workspace.updateMany({ data: { holidays: 'none' } }));
    await peter.command('general', '/baton 检查');
    const answer = peter.newest('general');
    expect(answer.text).toBe(zh.people.check.allGood);
    expect(shown(answer)).toContain(zh.people.check.scopes.good);
    expect(shown(answer)).toContain(zh.people.check.clock.good);
    const sam = test.as('sam');
    await sam.command('general', '/baton check');
    expect(sam.newest('general').text).toContain('<@U0PETER>');
  });

  it('names each fault with what to do about it', async () => {
    const { world } = test.slack.ground;
    world.channels.get('C0ADMIN')?.members.delete(world.app.botUser);
    const market = world.channels.get('C0MARKET');
    if (market) market.archived = true;
    await db().transaction(async (tx) => {
      await tx.workspace.updateMany({ data: { holidays: 'china' } });
      await tx.outboxOperation.create({
        data: {
          workspaceId: test.baton.workspace.id,
          key: 'stuck',
          destination: 'channel:C0MARKET',
          operation: 'post',
          template: 'digests.department',
          state: 'parked',
          lastError: 'is_archived',
          nextAt: new Date('2026-11-25T00:00:00Z'),
          createdAt: new Date('2026-11-25T00:00:00Z'),
        },
      });
    });
    const peter = test.as('peter');
    await peter.command('general', '/baton check');
    const answer = peter.newest('general');
    expect(answer.text).toBe(zh.people.check.faults(4));
    const text = shown(answer);
    expect(text).toContain('/invite @Baton');
    expect(text).toContain('已归档');
    expect(text).toContain('2026-12-31');
    expect(text).toContain(zh.people.check.parked({ where: '<#C0MARKET>', count: 1 }));
    expect(text).toContain(zh.outbox.advice.archived);
    await peter.press('people.check-post', { channel: 'general' });
    const posted = peter.newest('general').text;
    expect(posted).toContain(':white_check_mark: <#C0SERVICE>');
    expect(posted).toContain(':warning: <#C0MARKET>');
    expect(test.as('sam').newest('service').text).toContain('<@U0PETER>');
    if (market) market.archived = false;
    world.channels.get('C0ADMIN')?.members.add(world.app.botUser);
  });

  it('looks at the channels of the VIP group and of briefings too, each once, and says where to change them', async () => {
    const { world } = test.slack.ground;
    const peter = test.as('peter');
    await peter.command('admin', '/vip setup');
    await peter.submit({ kind: 'slack', channel: 'C0VIP', cards: 'C0TECH', keeper: null });
    const henry = test.as('henry');
    await henry.command('tech', '/briefing schedule');
    await henry.press('briefing.add-schedule');
    await henry.submit({
      name: '早评 <!here>',
      publishAt: '08:50',
      days: ['working'],
      authors: ['U0MIA'],
      channel: ['C0TECH', 'C0GENERAL'],
      fields: 'One',
    });
    await henry.closeModal();
    world.channels.get('C0VIP')?.members.delete(world.app.botUser);
    const general = world.channels.get('C0GENERAL');
    if (general) general.archived = true;
    await peter.command('admin', '/baton check');
    const text = shown(peter.newest('admin'));
    expect(text).toContain(zh.people.check.channel.joinable.text({ name: 'VIP 群', channel: '<#C0VIP>' }));
    expect(text).toContain(
      zh.people.check.channel.archived.text({ name: '早评 &lt;!here&gt;', channel: '<#C0GENERAL>' }),
    );
    expect(text).toContain('`/briefing schedule`');
    expect(text.split('<#C0TECH>')).toHaveLength(2);
    if (general) general.archived = false;
    world.channels.get('C0VIP')?.members.add(world.app.botUser);
  });

  it('says which scopes the app lacks', async () => {
    const peter = test.as('peter');
    const { world } = test.slack.ground;
    const { scopes } = world;
    const change = (to: readonly string[]) => Object.assign(world, { scopes: to });
    change(scopes.filter((scope) => scope !== 'usergroups:read'));
    await peter.command('general', '/baton check');
    expect(shown(peter.newest('general'))).toContain('`usergroups:read`');
    await peter.command('general', '/baton import');
    expect(peter.newest('general').text).toBe(zh.errors.importNoScope);
    change(scopes);
  });

  it('imports a user group into a department, and moves nobody from another', async () => {
    const { world } = test.slack.ground;
    const peter = test.as('peter');
    await peter.command('general', '/baton import');
    expect(peter.newest('general').text).toBe(zh.errors.importNoGroups);
    const sam = world.people.get('U0SAM');
    if (!sam) throw new Error('no Sam');
    world.people.set('U0NORA', {
      ...sam,
      id: 'U0NORA',
      name: 'nora',
      display_name: 'Nora Yu',
      locale: 'en-US',
    });
    world.people.set('U0GONE', { ...sam, id: 'U0GONE', name: 'gone', deactivated: true });
    world.usergroups.push({
      id: 'S0SERVICE',
      name: 'Service team',
      handle: 'service-team',
      users: ['U0NORA', 'U0GONE', 'U0SAM', 'U0LIWEI'],
    });
    const service = await db().read.department.findFirstOrThrow({ where: { key: 'service' } });
    await peter.command('general', '/baton import');
    await peter.submit({ group: 'S0SERVICE', department: service.id });
    const text = shown(peter.modal());
    expect(text).toContain(zh.people.importing.added({ count: 1, names: '<@U0NORA>' }));
    expect(text).toContain(zh.people.importing.already({ count: 1, names: '<@U0SAM>' }));
    expect(text).toContain(zh.people.importing.elsewhere({ count: 1, names: '<@U0LIWEI>' }));
    expect(text).toContain(zh.people.importing.leftOut({ count: 1, names: '<@U0GONE>' }));
    const nora = await db().read.staff.findFirstOrThrow({ where: { slackUserId: 'U0NORA' } });
    expect(nora).toMatchObject({
      name: 'Nora Yu',
      departmentId: service.id,
      locale: 'en-US',
      welcomedAt: null,
    });
    await peter.closeModal();
    await test.as('sam').command('general', '/baton import');
    expect(test.as('sam').newest('general').text).toContain(en.errors.notAllowed);
  });

  it('removes what was registered on trial, only when its name is typed', async () => {
    const tony = test.as('tony');
    await tony.openHome();
    await tony.press('complaint.register-from-home');
    await tony.submit({
      complainant: 'Mr Fang',
      content: 'Nobody called back',
      receivedBy: 'phone',
      category: 'service',
      severity: 'normal',
      relation: 'self',
    });
    await tony.closeModal();
    const cards = () =>
      test
        .as('sam')
        .messages('service')
        .filter(({ text }) => text.includes('C-2026-0001'));
    expect(cards()).toHaveLength(1);
    await test.as('sam').command('general', '/baton forget-trial');
    expect(test.as('sam').modals()).toEqual([]);
    const peter = test.as('peter');
    await peter.command('general', '/baton forget-trial');
    const refused = await peter.submit({ confirm: 'yes' });
    expect(refused.errors?.confirm).toContain('Jinhe Bullion');
    await peter.submit({ confirm: 'jinhe bullion  金和贵金属' });
    expect(shown(peter.modal())).toContain(
      zh.people.forgetTrial.done({ customers: 0, complaints: 1, handoffs: 0 }),
    );
    expect(cards()).toEqual([]);
    expect(await db().read.complaint.count()).toBe(0);
    expect(await db().read.duty.count({ where: { state: 'open' } })).toBe(0);
    expect(JSON.stringify(tony.client().home)).not.toContain('C-2026-0001');
    expect(await db().read.staff.count({ where: { departmentId: { not: null } } })).toBeGreaterThan(10);
    expect(await db().read.history.count({ where: { event: 'workspace.trial-forgotten' } })).toBe(1);
  });
});
