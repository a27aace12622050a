import { describe, expect, it } from 'vitest';
import { plannedKinds } from '../../src/callbacks/callback.js';
import { callRecordedView, recordCallView } from '../../src/callbacks/views/record-call.js';
import { churnRiskMessage } from '../../src/customers/views/churn-risk.js';
import type { Customer, VipGroup, VipMembership } from '../../src/db/types.js';
import { habitsView, notedView, reasonView } from '../../src/life-cycle/views/forms.js';
import { type Locale, messages } from '../../src/messages/index.js';
import { acceptMessage } from '../../src/playground/server/validate-message.js';
import { viewFaults } from '../../src/playground/server/validate-view.js';
import { membershipStates } from '../../src/vip/membership.js';
import { registerLists } from '../../src/vip/register.js';
import { vipCard } from '../../src/vip/views/card.js';
import { linkView } from '../../src/vip/views/link.js';
import { pageSize, vipRegisterView } from '../../src/vip/views/register.js';
import { setupView } from '../../src/vip/views/setup.js';
import { takeBackView } from '../../src/vip/views/take-back.js';

const now = new Date('2026-11-25T02:00:00Z');
const timeZone = 'Asia/Shanghai';
const nasty = '👩‍👩‍👧‍👦<!channel>&שלום '.repeat(8).slice(0, 120);
const customer = {
  id: '01a2062f-66fb-755d-9b09-31978d12a378',
  name: nasty,
  stage: 'activated',
  dormantSince: now,
  lastActivityAt: now,
} as Customer;
const group: VipGroup = {
  workspaceId: 'w',
  kind: 'slack',
  channelId: 'C0VIP',
  name: nasty.slice(0, 80),
  cardsChannelId: 'C0TECH',
  keeperId: 's1',
  lost: 'archived',
  lostAt: now,
  comparedAt: now,
  changedById: 's1',
  changedAt: now,
};
const membershipIn = (state: string): VipMembership => ({
  id: '01a2062f-66fb-755d-9b09-31978d12a379',
  workspaceId: 'w',
  customerId: customer.id,
  slackUserId: 'U0GUEST',
  state,
  wantedAt: now,
  invitedAt: now,
  joinedAt: now,
  removedAt: now,
});

describe.each(['en', 'zh-CN'] as const)('screens in %s keep to Slack’s limits', (locale: Locale) => {
  const t = messages(locale);
  const fits = (view: unknown) => expect(viewFaults(view, 'modal')).toEqual([]);

  it.each(membershipStates)('the card of somebody %s', (state) => {
    for (const kind of ['slack', 'outside']) {
      const card = vipCard({
        t,
        timeZone,
        packet: {
          membership: membershipIn(state),
          customerName: nasty.replaceAll('<', '&lt;'),
          stage: 'closed',
          group: { ...group, kind },
          manager: null,
          keeper: '<@U1>',
          leadAt: now,
        },
      });
      expect(() => acceptMessage({ ...card })).not.toThrow();
    }
  });

  it.each(registerLists)('a page of the register: %s', (list) => {
    const entries = Array.from({ length: pageSize }, (_, at) => ({
      customer: at % 3 ? customer : null,
      membership: at % 2 ? membershipIn(membershipStates[at % membershipStates.length] ?? 'wanted') : null,
      presence:
        at % 2 ? null : { workspaceId: 'w', slackUserId: 'U1', name: nasty, kind: 'outsider', seenAt: now },
      isIn: at % 4 === 0,
    }));
    const counts = { should: 1_000_000, in: 999_999, not: 100 };
    const key = [nasty, 'id'] as [string, string];
    const shown = { entries, first: key, last: key, more: true };
    fits(vipRegisterView({ t, group, place: { list, page: 3 }, shown, counts, confirms: true, timeZone }));
    const none = { should: 0, in: 0, not: 0 };
    const nobody = { entries: [], first: null, last: null, more: false };
    fits(
      vipRegisterView({
        t,
        group: null,
        place: { list, page: 0 },
        shown: nobody,
        counts: none,
        confirms: false,
        timeZone,
      }),
    );
  });

  it('every form, and what is said afterwards', () => {
    fits(setupView({ t, group, keeperSlackUserId: 'U1' }));
    fits(setupView({ t, group: null, keeperSlackUserId: null }));
    fits(linkView({ t, customer, slackUserId: null }));
    fits(takeBackView({ t, membershipId: 'm', name: customer.name }));
    for (const kind of [...plannedKinds, 'unplanned' as const]) {
      fits(recordCallView({ t, customer, callbackId: null, kind }));
    }
    fits(callRecordedView({ t, customerId: customer.id, lines: [nasty, nasty], dissatisfied: true }));
    fits(habitsView({ t, customer }));
    fits(reasonView({ t, customer }));
    fits(notedView({ t, title: t.lifeCycle.habits.title, text: t.lifeCycle.habits.noted({ who: null }) }));
    const customers = Array.from({ length: 10 }, () => customer);
    expect(() =>
      acceptMessage({
        ...churnRiskMessage({ t, customers, marks: new Map([[customer.id, nasty]]), total: 11, timeZone }),
      }),
    ).not.toThrow();
  });
});
