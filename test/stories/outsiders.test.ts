import type { App } from '@slack/bolt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerComplaint } from '../../src/complaints/register-complaint.js';
import { formIds } from '../../src/complaints/views/ids.js';
import { registerCustomer } from '../../src/customers/register-customer.js';
import { demoChannels, demoPeople } from '../../src/demo/company.js';
import type { Feature } from '../../src/feature.js';
import { features } from '../../src/features.js';
import { relayNotice } from '../../src/notices/relay-notice.js';
import { type Actor, actor } from '../support/actor.js';
import { startTestBaton, type TestBaton } from '../support/baton.js';
import { shown } from './company.js';
import { forgePress, type Payload, tamper } from './tamper.js';

// Sophie is a guest in the VIP channel; the same holds for whoever comes through Slack Connect, and for a colleague
// without a department: Baton knows none of them as colleagues. Here each command and each button is tried.

let company: TestBaton;
let sophie: Actor;
let ids: string[];
const secrets = [
  '王芳',
  'Charged twice',
  'For management alone',
  // Who may set Baton up is named to everybody who would like it.
  ...demoPeople.filter(({ admin }) => !admin).map(({ id }) => `<@${id}>`),
];

beforeAll(async () => {
  const channels = demoChannels.map((one) =>
    one.name === 'vip' ? { ...one, members: [...one.members, 'U0SOPHIE'] } : one,
  );
  company = await startTestBaton({ channels });
  sophie = actor({ slack: company.slack, user: 'U0SOPHIE', quiet: company.quiet });
  const ctx = await company.contextOf('sam');
  const { customerId } = await registerCustomer(ctx, { name: '王芳', phones: [], source: 'online' });
  const { complaintId } = await registerComplaint(ctx, {
    customer: { id: customerId },
    complainantName: '',
    relation: 'self',
    contact: '13800001111',
    receivedBy: 'phone',
    receivedAt: ctx.now,
    content: 'Charged twice',
    demand: '',
    category: 'fees',
    severity: 'serious',
    accusedSlackUserId: null,
    accusedDepartmentId: null,
    sourceLink: null,
  });
  const relay = async (title: string, channel: string) =>
    relayNotice(await company.contextOf('anna'), {
      source: 'exchange',
      title,
      body: title,
      channelIds: [channel],
    });
  const { noticeId } = await relay('For management alone', 'C0MANAGEMENT');
  await relay('For the VIP group', 'C0VIP');
  const { read } = ctx.services.db;
  const [duty, call] = await Promise.all([
    read.duty.findFirstOrThrow({ where: { subjectId: complaintId } }),
    read.callback.findFirstOrThrow({ where: { customerId } }),
  ]);
  ids = [customerId, complaintId, noticeId, duty.id, call.id, company.people.sam?.departmentId ?? ''];
  await company.quiet();
});
afterAll(() => company?.stop());

/** Buttons that are listened to by a pattern. */
const byPattern = ['should', 'in', 'not']
  .map((list) => `vip.list-${list}`)
  .concat('vip.page-on', 'vip.page-back');

/** The names of the buttons, or forms, that a feature listens to. */
function namesOf(feature: Feature, wanted: 'action' | 'view'): string[] {
  const names: string[] = [];
  const none = () => undefined;
  const note = (name: unknown) => {
    if (!(name instanceof RegExp)) {
      const { action_id } = name as { action_id?: string };
      names.push(action_id ?? String(name));
      return;
    }
    const some = byPattern.filter((one) => name.test(one));
    expect(some, `no button is tried for ${name}`).not.toEqual([]);
    names.push(...some);
  };
  const app = new Proxy({} as App, { get: (_, kind) => (kind === wanted ? note : none) });
  feature.listeners?.(app, company.baton.services);
  return names;
}

/** What she has before her, but for what was posted in her own channel. */
async function looked(): Promise<string> {
  const answers = sophie.messages('vip').filter(({ ephemeral }) => ephemeral);
  const seen = shown([
    answers.map(({ text, blocks }) => [text, blocks]),
    sophie.modals().map(({ blocks }) => blocks),
  ]);
  while (sophie.modals().length > 0) await sophie.closeModal();
  return seen;
}

const nothingOf = (seen: string, after: string) => {
  for (const secret of secrets) expect(seen.includes(secret), `${after} shows ${secret}`).toBe(false);
};

describe('somebody of outside', () => {
  for (const feature of features) {
    for (const command of feature.commands ?? []) {
      const words = ['', '王', ...command.subcommands.map((one) => one.words[0] ?? '')];
      it(`${command.name}: no part of it shows anything of the company`, async () => {
        for (const word of words) {
          await sophie.command('vip', `${command.name} ${word}`);
          nothingOf(await looked(), `${command.name} ${word}`);
        }
      });
    }
  }

  for (const feature of features) {
    it(`${feature.name}: no button shows or does anything, whatever id it carries`, {
      timeout: 60_000,
    }, async () => {
      const { read } = company.baton.services.db;
      const before = await read.history.count();
      for (const actionId of namesOf(feature, 'action')) {
        for (const value of ids) {
          forgePress(company.slack, { actionId, value });
          await sophie.press('notice.copy', { channel: 'vip' });
          nothingOf(await looked(), `${actionId} ${value}`);
        }
      }
      expect(await read.history.count()).toBe(before);
      expect(await read.noticeReceipt.count({ where: { noticeId: ids[2] ?? '' } })).toBe(0);
    });
  }

  for (const feature of features) {
    it(`${feature.name}: no form does anything, whatever record it is sent for`, async () => {
      const { read } = company.baton.services.db;
      const before = await read.history.count();
      const [customerId, complaintId, noticeId, dutyId, callbackId, departmentId] = ids;
      const metadata = { customerId, complaintId, noticeId, dutyId, callbackId, departmentId };
      const own = [formIds.register, 'people.reminder-hours-form'];
      for (const callbackId of namesOf(feature, 'view').filter((name) => !own.includes(name))) {
        await sophie.command('vip', '/complaint Nobody answers');
        tamper(company.slack, 'view_submission', (delivery, send) => {
          const payload = structuredClone(delivery.payload) as Payload & { view: Payload };
          Object.assign(payload.view, {
            callback_id: callbackId,
            private_metadata: JSON.stringify(metadata),
          });
          return send({ ...delivery, payload });
        });
        const answer = await sophie.submit({ complainant: 'Ann' }).catch(String);
        nothingOf(shown(answer) + (await looked()), callbackId);
      }
      expect(await read.history.count()).toBe(before);
    });
  }

  it('finds no customer in the form of a complaint, which she may register', async () => {
    await sophie.command('vip', '/complaint Nobody answers');
    expect(await sophie.search('customer', '王')).toEqual([]);
    expect(shown(sophie.modal().blocks)).not.toContain('Market');
    await sophie.closeModal();
  });

  it('acknowledges what was posted in her own channel', async () => {
    await sophie.press('notice.acknowledge', { channel: 'vip' });
    expect(await company.baton.services.db.read.noticeReceipt.count()).toBe(1);
  });

  it('has nothing of the company in App Home', async () => {
    nothingOf(shown((await sophie.openHome()).blocks), 'App Home');
  });
});
