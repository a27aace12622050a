import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Services } from '../../src/context.js';
import { createHomePublisher } from '../../src/outbox/home-publisher.js';
import { wantHome } from '../../src/outbox/homes.js';
import { type TestDatabase, testDatabase } from '../support/database.js';
import { makeStaff, makeWorkspace, testServices } from '../support/factories.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const platform = (error: string) => ({ code: 'slack_webapi_platform_error', data: { ok: false, error } });

/** Somebody who has opened App Home, and a Slack that answers with these faults first. */
async function somebody(faults: object[]) {
  const { db } = database;
  const published: string[] = [];
  const waiting = [...faults];
  const client = {
    views: {
      async publish({ user_id }: { user_id: string }) {
        const fault = waiting.shift();
        if (fault) throw Object.assign(new Error('refused'), fault);
        published.push(user_id);
      },
    },
  };
  const view = { type: 'home' as const, blocks: [] };
  const services = {
    ...testServices({ db, features: [{ name: 'home', home: async () => ({ view, standsFor: [] }) }] }),
    slack: { forSending: async () => client },
  } as unknown as Services;
  const { id: workspaceId } = await makeWorkspace(db);
  const staff = await makeStaff(db, { workspaceId });
  await db.transaction((tx) =>
    wantHome(tx, { workspaceId, now: services.clock.now() }, { staffId: staff.id }),
  );
  let ahead = 1_000;
  const publisher = createHomePublisher({ services, now: () => new Date(Date.now() + ahead) });
  return {
    published,
    /** How often it was asked for after so many seconds more. */
    async publishedAfter(seconds: number) {
      ahead += seconds * 1_000;
      await publisher.drain();
      return published.length;
    },
  };
}

describe('App Home', () => {
  it.each([
    ['an error of Slack’s own', platform('internal_error')],
    ['two at the same moment', platform('hash_conflict')],
    ['an unreadable answer', platform('<html>')],
    ['5xx', { code: 'slack_webapi_http_error', statusCode: 503 }],
    ['a reset', { code: 'slack_webapi_request_error', original: { code: 'ECONNRESET' } }],
    ['a limit', { code: 'slack_webapi_rate_limited_error', retryAfter: 4 }],
    ['a limit without a time', platform('ratelimited')],
  ])('is published after %s, as soon as that is over', async (_, fault) => {
    const { publishedAfter } = await somebody([fault]);
    expect(await publishedAfter(0)).toBe(0);
    expect(await publishedAfter(2)).toBe(0);
    expect(await publishedAfter(4)).toBe(1);
    expect(await publishedAfter(600)).toBe(1);
  });

  it('is tried again ever more slowly', async () => {
    const fault = { code: 'slack_webapi_http_error', statusCode: 500 };
    const { publishedAfter } = await somebody([fault, fault, fault]);
    expect(await publishedAfter(0)).toBe(0);
    expect(await publishedAfter(6)).toBe(0);
    expect(await publishedAfter(6)).toBe(0);
    expect(await publishedAfter(6)).toBe(0);
    expect(await publishedAfter(19)).toBe(0);
    expect(await publishedAfter(3)).toBe(1);
  });

  it('is not tried again where Slack will not take it', async () => {
    const { publishedAfter } = await somebody([platform('invalid_arguments')]);
    expect(await publishedAfter(0)).toBe(0);
    expect(await publishedAfter(600)).toBe(0);
  });
});
