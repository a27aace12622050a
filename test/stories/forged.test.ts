import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerComplaint } from '../../src/complaints/register-complaint.js';
import type { Context } from '../../src/context.js';
import { registerCustomer } from '../../src/customers/register-customer.js';
import { demoPeople } from '../../src/demo/company.js';
import { setUpCompany } from '../../src/demo/set-up-company.js';
import { offerHandoff } from '../../src/handoffs/offer-handoff.js';
import { messages } from '../../src/messages/index.js';
import { ensureWorkspace } from '../../src/people/ensure-workspace.js';
import type { Actor } from '../support/actor.js';
import { startTestBaton, type TestBaton } from '../support/baton.js';
import { shown } from './company.js';
import { forgeField, forgePress } from './tamper.js';

type Kind = 'complaint' | 'handoff' | 'customer' | 'duty';
type Ids = Record<Kind, string>;

/** Every button whose value is a record's id; `refused`: what is said of an id that is none of ours. */
const { errors } = messages('en');
const buttons: { actionId: string; kind: Kind; refused: string }[] = [
  ...[
    'judge',
    'answer',
    'assign',
    'investigate',
    'propose',
    'approve',
    'execute',
    'confirm',
    'review',
    'apology',
    'open',
    'reveal-contact',
  ].map((verb) => ({
    actionId: `complaint.${verb}`,
    kind: 'complaint' as const,
    refused: errors.complaintNotFound,
  })),
  {
    actionId: 'complaint.register-for-customer',
    kind: 'customer',
    refused: errors.customerNotFound,
  },
  ...['accept', 'return', 'withdraw', 'keep'].map((verb) => ({
    actionId: `handoff.${verb}`,
    kind: 'handoff' as const,
    refused: errors.handoffNotFound,
  })),
  ...[
    'handoff.offer-for-customer',
    'customer.open',
    'customer.reveal',
    'customer.contacted',
    'customer.move-stage',
  ].map((actionId) => ({ actionId, kind: 'customer' as const, refused: errors.customerNotFound })),
  ...['snooze', 'hand-over'].map((verb) => ({
    actionId: `duty.${verb}`,
    kind: 'duty' as const,
    refused: errors.dutyNotFound,
  })),
];

let company: TestBaton;
let elsewhere: Ids;
let ours: Ids;

beforeAll(async () => {
  company = await startTestBaton();
  const { services, workspace } = company.baton;
  const now = services.clock.now();
  const other = await ensureWorkspace({ db: services.db, now }, { teamId: 'T0OTHER', name: 'Elsewhere' });
  const staff = await setUpCompany(services, { workspaceId: other.id });
  const stranger = staff.get('sam');
  if (!stranger) throw new Error('no Sam there');
  const actor = { type: 'person', staff: stranger } as const;
  elsewhere = await fill({ services, workspaceId: other.id, actor, now });
  ours = await fill(await company.contextOf('sam'));
  expect(workspace.id).not.toBe(other.id);
  await company.quiet();
});
afterAll(() => company?.stop());

/** A customer with a complaint, a handoff and the duties that come with them. */
async function fill(ctx: Context): Promise<Ids> {
  const { db } = ctx.services;
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
  const market = await db.read.department.findFirstOrThrow({
    where: { workspaceId: ctx.workspaceId, key: 'market' },
  });
  const { handoffId } = await offerHandoff(ctx, {
    customerId,
    ownerRole: 'account-manager',
    toDepartmentId: market.id,
    purpose: 'Funding',
    checklist: [],
    promises: '',
  });
  const duty = await db.read.duty.findFirstOrThrow({ where: { subjectId: complaintId } });
  return { complaint: complaintId, handoff: handoffId, customer: customerId, duty: duty.id };
}

/** Everything that a button could have changed, of both workspaces. */
async function everything(): Promise<string> {
  const { read } = company.baton.services.db;
  const orderBy = { id: 'asc' } as const;
  const rows = await Promise.all([
    read.complaint.findMany({ orderBy }),
    read.handoff.findMany({ orderBy }),
    read.customer.findMany({ orderBy }),
    read.duty.findMany({ orderBy }),
    read.card.findMany({ orderBy }),
    read.history.count(),
    read.outboxOperation.count(),
  ]);
  return JSON.stringify(rows, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
}

/** What Sam was told since: in a message that only he sees. */
function answered() {
  const sam = company.as('sam');
  expect(sam.modals()).toEqual([]);
  const answer = sam.newest('service');
  expect(answer.ephemeral).toBe(true);
  return answer;
}

/** What one person has before them, with what changes from one press to the next left out. */
function seenBy(person: Actor): { modals: string[]; words: string } {
  const channels = person.client().channels.map(({ id }) => id);
  return {
    modals: person.modals().map((view) => shown(view.blocks)),
    words: shown(channels.flatMap((id) => person.messages(id).map(({ text }) => text))),
  };
}

describe('a button with an id that is none of this workspace’s', () => {
  for (const { actionId, kind, refused } of buttons) {
    it(`${actionId}: the same refusal for any, to that person alone, and nothing changes`, async () => {
      const sam = company.as('sam');
      const others = demoPeople.filter(({ handle }) => handle !== 'sam').map((one) => company.as(one.handle));
      const before = { rows: await everything(), others: others.map(seenBy) };
      const answers: { ts: string; text: string }[] = [];
      for (const value of [elsewhere[kind], 'k'.repeat(24), "' OR 1=1 --", '']) {
        forgePress(company.slack, { actionId, value });
        await sam.press('complaint.open', { channel: 'service' });
        answers.push(answered());
      }
      expect(new Set(answers.map(({ ts }) => ts)).size).toBe(4);
      expect(answers.map(({ text }) => text)).toEqual([refused, refused, refused, refused]);
      expect({ rows: await everything(), others: others.map(seenBy) }).toEqual(before);
    });
  }

  it('the same presses with our own ids are not refused so', async () => {
    const sam = company.as('sam');
    for (const { actionId, kind, refused } of buttons) {
      if (
        ['complaint.apology', 'handoff.withdraw', 'handoff.keep', 'customer.contacted'].includes(actionId)
      ) {
        continue;
      }
      forgePress(company.slack, { actionId, value: ours[kind] });
      await sam.press('complaint.open', { channel: 'service' });
      expect(shown(sam.modals().map(({ blocks }) => blocks)) + actionId).not.toContain(refused);
      while (sam.modals().length > 0) await sam.closeModal();
    }
  });
});

describe('a form that names a record of another workspace', () => {
  it('a complaint about their customer is refused at the field', async () => {
    const sam = company.as('sam');
    await sam.command('general', '/complaint 平仓价格与报价不符');
    const before = await everything();
    const option = { text: { type: 'plain_text', text: '王芳' }, value: elsewhere.customer } as const;
    forgeField(company.slack, 'customer', { type: 'external_select', selected_option: option });
    const result = await sam.submit({ category: 'fees' });
    expect(result).toMatchObject({ outcome: 'errors', errors: { customer: errors.complaintCustomerGone } });
    expect(await everything()).toBe(before);
    await sam.closeModal();
  });

  it('a handoff of their customer, or to their department, is refused', async () => {
    const sam = company.as('sam');
    const { read } = company.baton.services.db;
    const theirs = await read.department.findFirstOrThrow({
      where: { key: 'tech', workspaceId: { not: company.baton.workspace.id } },
    });
    const before = await everything();
    for (const [field, value, refused] of [
      ['customer', elsewhere.customer, errors.customerNotFound],
      ['department', theirs.id, errors.handoffDepartmentGone],
    ] as const) {
      await sam.command('general', '/handoff 王芳');
      const offers = sam.modal().blocks.find(({ block_id }) => block_id === 'department');
      const [, tech = ''] = /"技术部|Tech".*?"value":"([^"]+)"/.exec(shown(offers)) ?? [];
      const option = { text: { type: 'plain_text', text: 'X' }, value } as const;
      const type = field === 'customer' ? 'external_select' : 'static_select';
      forgeField(company.slack, field, { type, selected_option: option });
      await sam.submit({ role: 'technical-guide', department: tech, purpose: 'Guidance' });
      expect(shown(sam.modals().map(({ blocks, errors: wrong }) => [blocks, wrong]))).toContain(refused);
      while (sam.modals().length > 0) await sam.closeModal();
    }
    expect(await everything()).toBe(before);
  });
});
