import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { messages } from '../../src/messages/index.js';
import { actor } from '../support/actor.js';
import { startTestBaton, type TestBaton } from '../support/baton.js';
import { outage } from '../support/outage.js';

// The database is away: nobody is told that something was done, and nothing that Slack sent is lost.

const en = messages('en');
const zh = messages('zh-CN');
let company: TestBaton;
beforeAll(async () => {
  company = await startTestBaton({ timings: { eventBackoffMs: [20, 200, 2_000] } });
});
afterAll(() => company?.stop());

/** At their Slack client while the outbox cannot be drained. */
const during = (handle: string) =>
  actor({ slack: company.slack, user: company.as(handle).id, quiet: () => company.baton.idle() });
const read = () => company.baton.services.db.read;
const forget = () => company.baton.services.slack.forget(company.baton.workspace.id);
/** Over with the test at the latest, so that a failure is not the next one's too. */
function goAway(how?: { hangs: boolean }) {
  const away = outage(company.baton.services.db, how);
  onTestFinished(away.over);
  return away;
}
const firstText = (blocks: readonly unknown[]) => (blocks[0] as { text: { text: string } }).text.text;

describe('while the database is away', () => {
  it.each([
    ['somebody who writes English', 'sam', en],
    ['somebody who writes Chinese', 'lucy', zh],
  ])('a form of %s stays open and says so', async (_, handle, t) => {
    for (const isKnown of [true, false]) {
      const person = company.as(handle);
      const content = `Outage ${handle} ${isKnown}`;
      await person.command('service', `/complaint ${content}`);
      await person.fill({ complainant: 'Ann', category: 'service' });
      if (!isKnown) forget();
      const away = goAway();
      const result = await during(handle).submit();
      away.over();
      expect(result.outcome).toBe('pushed');
      expect(firstText(person.modal().blocks)).toBe(t.errors.databaseAway);
      await person.closeModal();
      expect(await read().complaint.count({ where: { content } })).toBe(0);
      expect((await person.submit()).outcome).toBe('updated');
      expect(await read().complaint.count({ where: { content } })).toBe(1);
      await person.closeModal();
    }
  });

  it('a database that hangs is not waited for longer than Slack waits', async () => {
    const sam = company.as('sam');
    await sam.command('service', '/complaint Hanging');
    await sam.fill({ complainant: 'Ann', category: 'service' });
    forget();
    const away = goAway({ hangs: true });
    const result = await during('sam').submit();
    away.over();
    expect(result.outcome).toBe('pushed');
    await sam.closeModal();
    await sam.closeModal();
  });

  it('a command says so, whether or not the workspace is known', async () => {
    const sam = company.as('sam');
    await sam.command('service', '/complaint list');
    let away = goAway();
    await during('sam').command('service', '/complaint list');
    away.over();
    expect(sam.newest('service')).toMatchObject({ ephemeral: true, text: en.errors.databaseAway });
    forget();
    away = goAway();
    await during('sam').command('service', '/complaint list');
    away.over();
    const { text } = sam.newest('service');
    expect(text).toContain(en.errors.databaseAway);
    expect(text).toContain(zh.errors.databaseAway);
  });

  it('a button, a search and a shortcut of an unknown workspace are not acknowledged', async () => {
    const sam = company.as('sam');
    await sam.command('service', '/complaint Buttons');
    await sam.submit({ complainant: 'Ann', category: 'service' });
    await sam.closeModal();
    await sam.command('service', '/complaint Nobody finds it');
    forget();
    const away = goAway();
    await expect(during('sam').search('customer', 'an')).rejects.toThrow();
    await during('sam').closeModal();
    const pressed = await during('sam').press('complaint.judge', { channel: 'service' });
    away.over();
    expect(pressed.outcome).toBe('failed');
  });

  it('an event is sent again until it was worked on, and then done once', async () => {
    const ivy = company.as('ivy');
    const away = goAway();
    company.slack.trouble.deactivate(ivy.id);
    await vi.waitFor(() => {
      expect(company.slack.wire.entries.filter(({ name }) => name === 'event:user_change').length).toBe(2);
    });
    away.over();
    await vi.waitFor(async () => {
      const found = await read().staff.findFirstOrThrow({ where: { slackUserId: ivy.id } });
      expect(found.active).toBe(false);
    }, 8_000);
    await company.quiet();
    const left = { event: 'staff.deactivated', subjectId: company.people.ivy?.id ?? '' };
    expect(await read().history.count({ where: left })).toBe(1);
  });
});

describe('a workspace that Baton is not installed in', () => {
  const deliver = (kind: 'slash_commands' | 'interactive' | 'events_api', payload: Record<string, unknown>) =>
    company.slack.ground.deliver({ name: 'x', kind, payload: { team_id: 'T0OTHER', ...payload } });

  it('is told so where that can be said, and its events are not sent again', async () => {
    expect(await deliver('slash_commands', { command: '/complaint', user_id: 'U1' })).toMatchObject({
      body: { text: expect.stringContaining(en.errors.notInstalled) },
    });
    const view = { id: 'V1', title: { text: '登记' }, submit: { text: '提交' }, blocks: [] };
    const team = { id: 'T0OTHER' };
    const submission = { type: 'view_submission', team, user: { id: 'U1' }, view };
    expect(JSON.stringify(await deliver('interactive', submission))).toContain(zh.errors.notInstalled);
    const event = { type: 'event_callback', event: { type: 'user_change', user: { id: 'U1' } } };
    expect(await deliver('events_api', event)).toMatchObject({ outcome: 'ok' });
    const click = { type: 'block_actions', team, user: { id: 'U1' }, actions: [{ action_id: 'x' }] };
    expect(await deliver('interactive', click)).toMatchObject({ outcome: 'failed', status: 500 });
  });
});
