import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dayCalendar } from '../../src/calendar/holidays.js';
import { defaultWorkingHours } from '../../src/calendar/working-hours.js';
import { insertMany } from '../../src/db/insert-many.js';
import type { VipMembership } from '../../src/db/types.js';
import { reassignDuty } from '../../src/duties/reassign-duty.js';
import { sweepDuties } from '../../src/duties/sweep.js';
import { staffLeft } from '../../src/people/staff-left.js';
import { usualNumbers } from '../../src/settings/numbers.js';
import { askToJoin, joiningLadder } from '../../src/vip/ask-to-join.js';
import { groupLost } from '../../src/vip/group-lost.js';
import { keepPresences, noteJoined, noteLeft } from '../../src/vip/keep-presences.js';
import { linkPerson } from '../../src/vip/link-person.js';
import { markInvited, markJoined, markRemoved } from '../../src/vip/mark-step.js';
import {
  type MembershipEvent,
  membershipStates,
  membershipTransitions,
  nextMembershipState,
  presenceKind,
} from '../../src/vip/membership.js';
import { type Key, registerLists, vipCounts, vipRegister } from '../../src/vip/register.js';
import { setUpGroup } from '../../src/vip/set-up-group.js';
import { takeBackJoin } from '../../src/vip/take-back-join.js';
import { at, lifeCompany } from '../life-cycle/company.js';

let company: Awaited<ReturnType<typeof lifeCompany>>;
let guests = 0;
const newGuest = () => `UGUEST${++guests}`;
const channelId = 'C0VIP';
beforeAll(async () => {
  company = await lifeCompany();
});
afterAll(() => company.close());

const setUp = (data: Partial<Parameters<typeof setUpGroup>[1]> = {}) =>
  setUpGroup(company.as('peter'), {
    kind: 'slack',
    channelId,
    name: '',
    cardsChannelId: 'C0TECH',
    keeperSlackUserId: company.person('mia').slackUserId,
    ...data,
  });
const membership = (customerId: string): Promise<VipMembership> =>
  company.db.read.vipMembership.findFirstOrThrow({ where: { customerId } });
const funded = async () => {
  const id = await company.customer({ stage: 'opened' });
  await company.move(id, 'activated');
  return id;
};
const joins = (slackUserId: string) =>
  noteJoined(company.system(), { channelId, seen: { slackUserId, name: '', kind: 'outsider' } });
const owedFor = async (customerId: string) =>
  [...(await company.owed(customerId)).keys()].filter((kind) => kind.startsWith('vip.')).sort();
const cardsOf = async (customerId: string) =>
  company.db.read.card.findMany({ where: { kind: 'vip', subjectId: (await membership(customerId)).id } });

describe('the states', () => {
  it('are all reached and, but for rest, left', () => {
    const reached = new Set(Object.values(membershipTransitions).flatMap((events) => Object.values(events)));
    for (const state of membershipStates) {
      // A known account is where a membership begins.
      if (state !== 'linked') expect(reached).toContain(state);
      expect(Object.keys(membershipTransitions[state])).not.toEqual([]);
    }
    expect(nextMembershipState('joined', 'invite' satisfies MembershipEvent)).toBeNull();
  });

  it('tell colleagues from guests, other companies and those without a profile', () => {
    const team = 'T1';
    expect(presenceKind({ team_id: 'T1' }, team)).toBe('colleague');
    expect(presenceKind({ team_id: 'T1', is_bot: true }, team)).toBe('colleague');
    expect(presenceKind({ team_id: 'T1', is_restricted: true }, team)).toBe('outsider');
    expect(presenceKind({ team_id: 'T2' }, team)).toBe('outsider');
    expect(presenceKind(null, team)).toBe('outsider');
  });

  it('remind at once, after four working hours, then each working day; the lead after the second', () => {
    const calendar = {
      timeZone: 'Asia/Shanghai',
      hours: defaultWorkingHours,
      days: dayCalendar({ kind: 'none' }),
    };
    expect(joiningLadder({ calendar, numbers: usualNumbers }, at('2026-11-27 15:00'))).toEqual([
      { rung: 'asked', at: at('2026-11-27 15:00') },
      { rung: 'due', at: at('2026-11-30 11:00') },
      { rung: 'daily', at: at('2026-12-01 09:00') },
      { rung: 'lead', at: at('2026-12-01 17:00') },
    ]);
  });
});

describe('before a group is set up', () => {
  it('who is funded is kept; setting it up asks for them, and only who may sets it up', async () => {
    const id = await funded();
    expect((await membership(id)).state).toBe('wanted');
    expect((await company.owed(id)).get('vip.tell')?.ownerId).toBe(company.person('liwei').id);
    expect(await company.codeOf(askToJoin(company.as('liwei'), { customerId: id }))).toBe('vipNoGroup');
    expect(await company.codeOf(setUpGroup(company.as('sam'), params({})))).toBe('notAllowed');
    expect(await company.codeOf(setUp({ channelId: null }))).toBe('vipChannelMissing');
    expect(await company.codeOf(setUp({ kind: 'outside', name: ' ' }))).toBe('vipNameMissing');
    expect(await company.codeOf(setUp({ keeperSlackUserId: company.person('sam').slackUserId }))).toBe(
      'vipKeeperNotTech',
    );
    await setUp();
    expect(await owedFor(id)).toEqual(['vip.add', 'vip.invite']);
    expect(await company.db.read.duty.findFirstOrThrow({ where: { key: 'vip.set-up' } })).toMatchObject({
      state: 'done',
      departmentId: company.person('mia').departmentId,
    });
    const owed = await company.owed(id);
    expect(owed.get('vip.invite')?.ownerId).toBe(company.person('liwei').id);
    expect(owed.get('vip.add')?.ownerId).toBe(company.person('mia').id);
    expect((await cardsOf(id)).map((card) => card.channelId)).toEqual(['C0TECH']);
  });

  const params = (data: object) => ({
    kind: 'slack' as const,
    channelId,
    name: '',
    cardsChannelId: 'C0TECH',
    keeperSlackUserId: null,
    ...data,
  });
});

describe('joining', () => {
  beforeEach(() => setUp());

  it('is invited, added and confirmed by hand; the customer moves on and nobody owes anything', async () => {
    const id = await funded();
    const { id: membershipId } = await membership(id);
    expect(await company.codeOf(markInvited(company.as('ivy'), { membershipId }))).toBe('notAllowed');
    await markInvited(company.as('liwei'), { membershipId });
    expect(await owedFor(id)).toEqual(['vip.add']);
    expect(await company.codeOf(markInvited(company.as('liwei'), { membershipId }))).toBe('vipMoved');
    // Not the account manager, a colleague of the keeper's, nor an administrator: the keeper or their lead.
    for (const handle of ['liwei', 'ivy', 'peter']) {
      expect(await company.codeOf(markJoined(company.as(handle), { membershipId }))).toBe('vipOnlyKeeper');
    }
    await markJoined(company.as('mia'), { membershipId });
    expect(await owedFor(id)).toEqual([]);
    expect((await company.get(id)).stage).toBe('vip');
    expect(await company.codeOf(markJoined(company.as('mia'), { membershipId }))).toBe('vipMoved');
  });

  it('is completed when the linked account joins the channel, once however often Slack tells', async () => {
    const [id, guest] = [await funded(), newGuest()];
    await linkPerson(company.as('liwei'), { customerId: id, slackUserId: guest });
    expect(await noteJoined(company.system(), seenIn('C0OTHER', guest))).toEqual({ joined: 0 });
    expect(await joins(guest)).toEqual({ joined: 1 });
    expect(await joins(guest)).toEqual({ joined: 0 });
    expect((await company.get(id)).stage).toBe('vip');
    expect(await owedFor(id)).toEqual([]);
  });

  it('who joins before being asked has joined: linked later, or funded later', async () => {
    const [early, guest] = [await funded(), newGuest()];
    await joins(guest);
    expect(await linkPerson(company.as('liwei'), { customerId: early, slackUserId: guest })).toMatchObject({
      joined: true,
    });
    expect((await company.get(early)).stage).toBe('vip');

    const [later, other] = [await company.customer({ stage: 'opened' }), newGuest()];
    await linkPerson(company.as('liwei'), { customerId: later, slackUserId: other });
    await joins(other);
    expect((await membership(later)).state).toBe('linked');
    await company.move(later, 'activated');
    expect((await company.get(later)).stage).toBe('vip');
    expect(await owedFor(later)).toEqual([]);
    // A lead who takes that back knows better than the channel.
    await company.move(later, 'activated', 'grace', 'Somebody else’s account');
    expect((await company.get(later)).stage).toBe('activated');
    expect(await owedFor(later)).toEqual(['vip.add', 'vip.invite']);
  });

  it('links no colleague, and no account that is another customer’s', async () => {
    const [id, other, guest] = [await funded(), await funded(), newGuest()];
    const link = (customerId: string, slackUserId: string) =>
      company.codeOf(linkPerson(company.as('liwei'), { customerId, slackUserId }));
    expect(await link(id, company.person('sam').slackUserId)).toBe('vipLinkColleague');
    expect(await link(id, guest)).toBe('done');
    expect(await link(other, guest)).toBe('vipLinkTaken');
  });

  it('moving the stage by hand is no way round: that too is the keeper’s to say', async () => {
    const id = await funded();
    for (const handle of ['liwei', 'grace']) {
      expect(await company.codeOf(company.move(id, 'vip', handle))).toBe('vipOnlyKeeper');
    }
    expect((await company.get(id)).stage).toBe('activated');
    expect((await membership(id)).state).toBe('wanted');
    expect(await owedFor(id)).toEqual(['vip.add', 'vip.invite']);
  });

  it('the keeper is away: who stands in for them confirms; so does who was handed the duty', async () => {
    const [one, two] = [await funded(), await funded()];
    const confirm = async (id: string, handle: string) =>
      company.codeOf(markJoined(company.as(handle), { membershipId: (await membership(id)).id }));
    const mia = company.person('mia').id;
    const away = (awayFrom: Date | null, substituteId: string | null) =>
      company.db.transaction((tx) =>
        tx.staff.update({ where: { id: mia }, data: { awayFrom, substituteId } }),
      );
    expect(await confirm(one, 'ivy')).toBe('vipOnlyKeeper');
    await away(at('2026-11-20 09:00'), company.person('ivy').id);
    expect(await confirm(one, 'ivy')).toBe('done');
    await away(null, null);
    expect(await confirm(two, 'ivy')).toBe('vipOnlyKeeper');
    const duty = (await company.owed(two)).get('vip.add');
    await reassignDuty(company.as('mia'), {
      dutyId: duty?.id ?? '',
      toStaffId: company.person('ivy').id,
      reason: 'Please add them',
    });
    expect(await confirm(two, 'ivy')).toBe('done');
  });

  it('a mistaken “joined” is taken back with a reason, once, as far as they were; history keeps both', async () => {
    const id = await funded();
    const { id: membershipId } = await membership(id);
    await markInvited(company.as('liwei'), { membershipId });
    const takeBack = (handle: string, reason = 'The wrong customer') =>
      company.codeOf(takeBackJoin(company.as(handle), { membershipId, reason }));
    expect(await takeBack('mia')).toBe('vipMoved');
    await markJoined(company.as('mia'), { membershipId });
    expect(await takeBack('liwei')).toBe('vipOnlyKeeper');
    expect(await takeBack('mia', '  ')).toBe('formRequired');
    const both = await Promise.all([takeBack('mia'), takeBack('henry')]);
    expect(both.sort()).toEqual(['done', 'vipMoved']);
    expect((await company.get(id)).stage).toBe('activated');
    expect((await membership(id)).state).toBe('invited');
    expect(await owedFor(id)).toEqual(['vip.add']);
    const told = await company.db.read.history.findMany({ where: { subjectId: membershipId } });
    expect(told.map(({ event }) => event).slice(-2)).toEqual(['vip.joined', 'vip.invited']);
    expect(JSON.stringify(told)).not.toContain('The wrong customer');
    await markJoined(company.as('mia'), { membershipId });
    expect((await company.get(id)).stage).toBe('vip');

    const never = await funded();
    await markJoined(company.as('mia'), { membershipId: (await membership(never)).id });
    await takeBackJoin(company.as('henry'), {
      membershipId: (await membership(never)).id,
      reason: 'Not yet',
    });
    expect(await owedFor(never)).toEqual(['vip.add', 'vip.invite']);
  });

  it('reminds the VIP channel in the card’s thread after four working hours, and the lead in the end', async () => {
    const id = await funded();
    const owed = await company.owed(id);
    company.services.clock.set(at('2026-11-25 15:30'));
    await sweepDuties(company.services, company.services.clock.now());
    const { id: membershipId } = await membership(id);
    const replies = await company.db.read.outboxOperation.findMany({
      where: { template: 'vip.waiting', params: { contains: membershipId } },
    });
    expect(replies).toMatchObject([{ destination: 'channel:C0TECH', parentKey: `card:vip:${membershipId}` }]);
    for (const time of ['2026-11-26 09:00', '2026-11-27 09:00', '2026-11-27 17:00']) {
      company.services.clock.set(at(time));
      await sweepDuties(company.services, at(time));
    }
    const told = await company.db.read.dutyNotice.findMany({
      where: { dutyId: owed.get('vip.add')?.id ?? '' },
    });
    expect(told.map(({ rung, staffId }) => [rung, staffId])).toEqual(
      expect.arrayContaining([
        ['daily', company.person('mia').id],
        ['lead', company.person('henry').id],
      ]),
    );
  });

  it('closed while joining: nothing is owed; who turns up all the same is taken out', async () => {
    const [id, guest] = [await funded(), newGuest()];
    await linkPerson(company.as('liwei'), { customerId: id, slackUserId: guest });
    await markInvited(company.as('liwei'), { membershipId: (await membership(id)).id });
    await company.move(id, 'closed', 'grace');
    expect(await owedFor(id)).toEqual([]);
    expect((await membership(id)).state).toBe('removed');
    await joins(guest);
    expect((await company.get(id)).stage).toBe('closed');
    expect(await owedFor(id)).toEqual(['vip.remove']);
    expect(await noteLeft(company.system(), { channelId, slackUserId: guest })).toEqual({ removed: 1 });
    expect(await owedFor(id)).toEqual([]);
  });
});

describe('leaving', () => {
  it('a closed account opens the keeper’s duty, by hand in an outside group', async () => {
    await setUp({ kind: 'outside', channelId: null, name: '微信VIP群' });
    const id = await funded();
    const { id: membershipId } = await membership(id);
    await markJoined(company.as('henry'), { membershipId });
    await company.move(id, 'closed', 'liwei', 'Moved abroad');
    expect((await company.owed(id)).get('vip.remove')).toMatchObject({
      ownerId: company.person('mia').id,
      dueAt: expect.any(Date),
    });
    expect((await counts()).not).toBe(1);
    await markRemoved(company.as('mia'), { membershipId });
    expect(await owedFor(id)).toEqual([]);
    // Back as a customer: asked for anew.
    await company.move(id, 'activated', 'grace', 'Came back');
    expect(await owedFor(id)).toEqual(['vip.add', 'vip.invite']);
  });

  it('the keeper leaves: their lead stands in, and a new keeper takes it all over', async () => {
    await setUp();
    const id = await funded();
    const owed = async () => (await company.owed(id)).get('vip.add')?.ownerId;
    expect(await owed()).toBe(company.person('mia').id);
    await staffLeft(company.system(), { staffId: company.person('mia').id, deactivated: true });
    expect((await company.db.read.vipGroup.findFirstOrThrow()).keeperId).toBeNull();
    await setUp({ keeperSlackUserId: company.person('henry').slackUserId });
    expect(await owed()).toBe(company.person('henry').id);
  });
});

describe('the register', () => {
  const look = (memberIds: string[], fresh: string[] = []) =>
    keepPresences(company.system(), {
      channelId,
      memberIds,
      fresh: fresh.map((slackUserId) => ({ slackUserId, name: '', kind: 'outsider' as const })),
    });

  it('makes up for what was missed, in both directions, and says who should not be in', async () => {
    await setUp({ keeperSlackUserId: company.person('henry').slackUserId });
    const [joined, gone] = [await funded(), await funded()];
    const [one, two, stranger] = [newGuest(), newGuest(), newGuest()];
    await linkPerson(company.as('liwei'), { customerId: joined, slackUserId: one });
    await linkPerson(company.as('liwei'), { customerId: gone, slackUserId: two });
    await joins(two);
    const result = await look([one, stranger], [one, stranger]);
    expect(result).toEqual({ joined: 1, removed: 0 });
    expect((await company.get(joined)).stage).toBe('vip');
    const not = await vipRegister(company.db.read, list('not'));
    expect(not.entries.map(({ presence }) => presence?.slackUserId)).toEqual([stranger]);
    const should = await vipRegister(company.db.read, list('should'));
    const isIn = (id: string) => should.entries.find(({ customer }) => customer?.id === id)?.isIn;
    expect(isIn(joined)).toBe(true);
    // Confirmed once, but the channel says otherwise.
    expect(isIn(gone)).toBe(false);
    await company.move(joined, 'closed', 'grace');
    expect(await owedFor(joined)).toEqual(['vip.remove']);
    expect((await counts()).not).toBe(2);
    expect(await look([stranger])).toEqual({ joined: 0, removed: 1 });
    expect((await membership(joined)).state).toBe('removed');
  });

  it('is paged by key, there and back, without repeating or leaving out anybody', async () => {
    await setUp({ keeperSlackUserId: company.person('henry').slackUserId });
    const strangers = Array.from({ length: 5 }, newGuest);
    for (let n = 0; n < 4; n++) {
      const id = await funded();
      await joins(newGuest());
      const guest = newGuest();
      await linkPerson(company.as('liwei'), { customerId: id, slackUserId: guest });
      await joins(guest);
      if (n < 2) await company.move(id, 'closed', 'grace');
    }
    for (const guest of strangers) await joins(guest);
    const all = await counts();
    for (const name of registerLists) {
      const seen: string[] = [];
      const turn = (from: { key: Key; back: boolean } | null) =>
        vipRegister(company.db.read, { ...list(name), from, size: 3 });
      const idsOf = ({ entries }: Awaited<ReturnType<typeof turn>>) =>
        entries.map(({ membership, customer, presence }) =>
          name === 'should' ? customer?.id : (membership?.id ?? presence?.slackUserId),
        );
      let page = await turn(null);
      const pages = [page];
      while (page.more && page.last) {
        page = await turn({ key: page.last, back: false });
        pages.push(page);
      }
      seen.push(...pages.flatMap((one) => idsOf(one).map(String)));
      expect(seen.length).toBeGreaterThan(3);
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen).toHaveLength(all[name]);
      for (let n = pages.length - 1; n > 0; n--) {
        const key = pages[n]?.first;
        const before = key ? await turn({ key, back: true }) : null;
        expect(before && idsOf(before)).toEqual(idsOf(pages[n - 1] ?? page));
      }
    }
  });

  it('bears more people in the channel than a statement takes parameters', async () => {
    await setUp({ keeperSlackUserId: company.person('henry').slackUserId });
    const { workspaceId } = company;
    const before = await counts();
    const seenAt = company.services.clock.now();
    await company.db.transaction((tx) =>
      insertMany(
        tx,
        'VipPresence',
        Array.from({ length: 1_500 }, (_, n) => ({
          workspaceId,
          slackUserId: `UMANY${String(n).padStart(5, '0')}`,
          name: '',
          kind: 'outsider',
          seenAt,
        })),
      ),
    );
    expect((await counts()).in).toBe(before.in);
    expect((await counts()).not).toBe(1_001);
    const { entries, more } = await vipRegister(company.db.read, { ...list('not'), size: 8 });
    expect([entries.length, more]).toEqual([8, true]);
    await company.db.transaction((tx) =>
      tx.vipPresence.deleteMany({ where: { workspaceId, kind: 'outsider' } }),
    );
  });

  it('asks anew for who was funded and never asked, and for nobody else', async () => {
    const id = await company.customer({ stage: 'vip' });
    await company.db.transaction((tx) => tx.vipMembership.deleteMany({ where: { customerId: id } }));
    await askToJoin(company.as('liwei'), { customerId: id });
    expect(await owedFor(id)).toEqual(['vip.add', 'vip.invite']);
    const opened = await company.customer({ stage: 'opened' });
    expect(await company.codeOf(askToJoin(company.as('liwei'), { customerId: opened }))).toBe('vipNotFunded');
  });

  it('tells the keeper and the administrators once a day that the channel is lost, until it is found', async () => {
    const told = () => company.db.read.outboxOperation.count({ where: { template: 'vip.lost' } });
    expect(await groupLost(company.system(), { channelId: 'C0OTHER', because: 'archived' })).toEqual({
      told: 0,
    });
    await groupLost(company.system(), { channelId, because: 'archived' });
    const first = await told();
    expect(first).toBeGreaterThan(0);
    await groupLost(company.system(), { channelId, because: 'archived' });
    expect(await told()).toBe(first);
    expect((await company.db.read.vipGroup.findFirstOrThrow()).lost).toBe('archived');
    await look([]);
    expect((await company.db.read.vipGroup.findFirstOrThrow()).lost).toBeNull();
  });
});

const list = (name: 'should' | 'in' | 'not') => ({
  workspaceId: company.workspaceId,
  list: name,
  size: 100,
});
const counts = () => vipCounts(company.db.read, { workspaceId: company.workspaceId });
const seenIn = (channel: string, slackUserId: string) => ({
  channelId: channel,
  seen: { slackUserId, name: '', kind: 'outsider' as const },
});
