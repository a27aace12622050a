import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestBaton, type TestBaton } from '../support/baton.js';

// What Slack told while Baton could not listen is mended by the next morning.

let company: TestBaton;
beforeAll(async () => {
  company = await startTestBaton();
});
afterAll(() => company?.stop());

const read = () => company.baton.services.db.read;
const missed = async (name: string, change: () => void) => {
  company.slack.trouble.nextDelivery({ name, kind: 'never', times: 4 });
  change();
  await company.quiet();
};
const rowOf = (handle: string) =>
  read().staff.findFirstOrThrow({ where: { slackUserId: company.as(handle).id } });

it('people who left or came back, and lost channels; told once', async () => {
  await missed('event:user_change', () => company.slack.trouble.deactivate(company.as('ivy').id));
  await missed('event:channel_archive', () => company.slack.trouble.archive('C0SERVICE'));
  expect((await rowOf('ivy')).active).toBe(true);

  // Slack may ask for patience.
  company.slack.trouble.next({ method: 'users.list', kind: 'ratelimited', retryAfter: 1 });
  await company.advanceTo('2026-11-26T02:00:00Z');
  expect((await rowOf('ivy')).active).toBe(false);
  const left = { event: 'staff.deactivated', subjectId: company.people.ivy?.id ?? '' };
  expect(await read().history.count({ where: left })).toBe(1);
  const lost = () => read().history.count({ where: { event: 'department.channel-lost' } });
  const departments = await read().department.count({ where: { channelId: 'C0SERVICE' } });
  expect(await lost()).toBe(departments);
  const told = () => read().outboxOperation.count({ where: { template: 'people.channel-lost' } });
  expect(await told()).toBe(1);

  await missed(
    'event:user_change',
    () =>
      void company.slack.act(company.as('peter').id, {
        type: 'setDeactivated',
        user: company.as('ivy').id,
        deactivated: false,
      }),
  );
  await company.advanceTo('2026-11-26T23:00:00Z');
  expect((await rowOf('ivy')).active).toBe(true);
  expect(await read().history.count({ where: left })).toBe(1);
  expect(await lost()).toBe(departments);
});
