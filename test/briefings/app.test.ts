import { afterEach, describe, expect, it } from 'vitest';
import type { MovableClock } from '../../src/clock.js';
import { sweepDuties } from '../../src/duties/sweep.js';
import { startTestBaton, type TestBaton } from '../support/baton.js';

/** Tuesday evening in Shanghai, the day before. */
const evening = new Date('2026-11-24T10:00:00Z');

const settings = {
  name: '早评',
  publishAt: '08:50',
  days: ['working'],
  authors: ['U0HENRY', 'U0MIA'],
  backup: 'U0HENRY',
  channel: [] as string[],
  fields: '昨日金银行情\n今日走势',
};

/** The posts of briefings among what stands in a channel. */
const posts = (messages: readonly { text: string; ephemeral: boolean; blocks: readonly unknown[] }[]) =>
  messages.filter(({ text, ephemeral }) => !ephemeral && text.startsWith('早评 ·'));

const blocksOf = (message: { blocks: readonly unknown[] }) => JSON.stringify(message.blocks);

describe('the morning briefing, as people do it', () => {
  let world: TestBaton;
  afterEach(() => world.stop());

  async function begin(start = evening) {
    world = await startTestBaton({ start });
    const idOf = (name: string) => {
      const found = [...world.slack.ground.world.channels.values()].find((one) => one.name === name);
      if (!found) throw new Error(`no channel ${name}`);
      return found.id;
    };
    const henry = world.as('henry');
    await henry.command('tech', '/briefing 排期');
    await henry.press('briefing.add-schedule');
    expect(await henry.submit({ ...settings, channel: [idOf('tech'), idOf('market')] })).toMatchObject({
      outcome: 'closed',
    });
    expect(blocksOf(henry.modal())).toContain('早评');
    return { henry, mia: world.as('mia'), idOf };
  }

  it('after downtime past its day reminds nobody, whatever is sent first', async () => {
    await begin();
    // Its duty is open, nobody was reminded yet; then Baton is down until the next day.
    await world.advanceTo('2026-11-25T00:00:00Z');
    const { services } = world.baton;
    (services.clock as MovableClock).set(new Date('2026-11-26T00:00:00Z'));
    await sweepDuties(services, services.clock.now());
    await world.quiet();
    await world.advanceTo('2026-11-26T00:01:00Z');
    for (const handle of Object.keys(world.people)) {
      expect(JSON.stringify(world.as(handle).messages('@baton')), handle).not.toContain('早评');
    }
  });

  it('is written, goes out at its minute, is read, corrected and copied', async () => {
    const { henry, mia } = await begin();
    await world.advanceTo('2026-11-25T00:19:00Z');
    expect(henry.messages('@baton')).toEqual([]);
    await world.advanceTo('2026-11-25T00:20:00Z');
    // Henry's turn: he is reminded half an hour before, outside working hours.
    expect(blocksOf(henry.newest('@baton'))).toContain('撰写');

    await henry.press('briefing.write', { channel: '@baton' });
    await henry.submit({
      'part-0': '**黄金**收于 <4,050> 美元 & [白银](https://example.com/xag)走高',
      'part-1': '偏强震荡',
    });
    expect(blocksOf(henry.modal())).toContain('已定稿');
    await world.advanceTo('2026-11-25T00:49:00Z');
    expect(posts(mia.messages('tech'))).toEqual([]);
    await world.advanceTo('2026-11-25T00:50:00Z');
    for (const channel of ['tech', 'market']) {
      const post = world.as(channel === 'tech' ? 'mia' : 'grace').newest(channel);
      expect(blocksOf(post)).toContain('偏强震荡');
      expect(blocksOf(post)).toContain('&lt;4,050&gt;');
      // Markdown out of habit, as Slack writes it.
      expect(blocksOf(post)).toContain('*黄金* 收于');
      expect(blocksOf(post)).toContain('白银 (https://example.com/xag)走高');
      expect(blocksOf(post)).not.toContain('迟发');
    }
    // One reminder only: the second one and those at the minute had nothing to say any more.
    expect(henry.messages('@baton')).toHaveLength(1);

    await mia.press('briefing.read', { channel: 'tech' });
    expect(blocksOf(posts(mia.messages('tech'))[0] ?? { blocks: [] })).toContain('1 人已读');
    await mia.press('briefing.who-not', { channel: 'tech' });
    expect(mia.newest('tech').text).toContain('Only the people responsible');
    await henry.press('briefing.who-not', { channel: 'tech' });
    expect(blocksOf(henry.newest('tech'))).toContain('U0GRACE');
    expect(blocksOf(henry.newest('tech'))).not.toContain('U0MIA');

    await henry.press('briefing.correct', { channel: 'tech' });
    const refused = await henry.submit({ 'part-1': '偏弱震荡', correction: '' });
    expect(refused).toMatchObject({ outcome: 'errors' });
    await henry.submit({ 'part-1': '偏弱震荡', correction: '方向写反了' });
    const corrected = posts(mia.messages('tech'))[0] ?? { blocks: [] };
    expect(blocksOf(corrected)).toContain('偏弱震荡');
    expect(blocksOf(corrected)).toContain('已更正');
    expect(blocksOf(corrected)).toContain('方向写反了');

    await mia.press('briefing.copy', { channel: 'tech' });
    expect(blocksOf(mia.modal())).toContain('【今日走势】\\n偏弱震荡');
    expect(blocksOf(mia.modal())).toContain('黄金收于 <4,050> 美元 & 白银 (https://example.com/xag)走高');
    // Nothing to fill in: one button, and no "(optional)".
    expect(mia.modal().close).toBeNull();
    expect(mia.modal().blocks.filter((block) => 'optional' in block && block.optional)).toEqual([]);
    await mia.closeModal();
    await mia.command('tech', '/briefing show 11-25');
    expect(blocksOf(mia.modal())).toContain('偏强震荡');
    await mia.closeModal();
    await mia.command('tech', '/briefing list');
    expect(blocksOf(mia.newest('tech'))).toContain('published');
  });

  it('says nothing false when nobody writes; is published late after its preview, and says so', async () => {
    const { henry, mia } = await begin(new Date('2026-11-25T10:00:00Z'));
    await mia.command('tech', '/briefing write');
    await mia.closeModal();
    await world.advanceTo('2026-11-26T00:50:00Z');
    expect(posts(mia.messages('tech'))).toEqual([]);
    // Thursday is the first day, so Henry's turn again; he is the backup and the lead as well.
    expect(blocksOf(henry.newest('@baton'))).toContain('尚未发布');
    await world.advanceTo('2026-11-26T01:12:00Z');
    await henry.press('briefing.write', { channel: '@baton' });
    await henry.submit({ 'part-0': '金价回落' });
    // The preview first: nothing is posted until he says so.
    expect(posts(mia.messages('tech'))).toEqual([]);
    expect(blocksOf(henry.modal())).toContain('金价回落');
    expect(blocksOf(henry.modal())).toContain('立即发布（迟发）');
    await henry.press('briefing.edit');
    await henry.submit({ 'part-0': '金价大幅回落' });
    expect(posts(mia.messages('tech'))).toEqual([]);
    await henry.press('briefing.publish-late');
    expect(blocksOf(henry.modal())).toContain('已发布');
    const post = mia.newest('tech');
    expect(blocksOf(post)).toContain('金价大幅回落');
    expect(blocksOf(post)).toContain('迟发');
  });

  it('of two who write late, publishes only what was seen', async () => {
    const { henry, mia } = await begin(new Date('2026-11-25T10:00:00Z'));
    await world.advanceTo('2026-11-26T01:12:00Z');
    await henry.press('briefing.write', { channel: '@baton' });
    await henry.submit({ 'part-0': '金价回落' });
    await mia.command('tech', '/briefing write');
    while (!blocksOf(mia.modal()).includes('part-0')) await mia.press('briefing.write');
    await mia.submit({ 'part-0': '金价反弹' });
    await henry.press('briefing.publish-late');
    expect(posts(mia.messages('tech'))).toEqual([]);
    expect(blocksOf(henry.modal())).toContain('金价反弹');
    await henry.press('briefing.publish-late');
    expect(blocksOf(mia.newest('tech'))).toContain('金价反弹');
  });

  it('tells a backup author who is also the lead once', async () => {
    await begin(new Date('2026-11-25T10:00:00Z'));
    await world.baton.services.db.transaction(async (tx) => {
      await tx.briefingSchedule.updateMany({ data: { authorIds: JSON.stringify([world.people.mia?.id]) } });
    });
    await world.advanceTo('2026-11-26T00:51:00Z');
    const told = world
      .as('henry')
      .messages('@baton')
      .filter((message) => blocksOf(message).includes('早评'));
    expect(told).toHaveLength(1);
    expect(blocksOf(told[0] ?? { blocks: [] })).toContain('briefing.write');
  });
});
