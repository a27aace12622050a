import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { complaintCardKind } from '../../src/complaints/complaint-card.js';
import { complaintDuties } from '../../src/complaints/duty-kinds.js';
import { judgeComplaint } from '../../src/complaints/judge-complaint.js';
import { countComplaints, listComplaints } from '../../src/complaints/list-complaints.js';
import { presentJudge, presentRecord, presentRegister } from '../../src/complaints/present.js';
import { openComplaintsOf } from '../../src/complaints/queries.js';
import { revealComplaintContact } from '../../src/complaints/reveal-complaint-contact.js';
import { complaintTemplates } from '../../src/complaints/templates.js';
import type { Complaint } from '../../src/db/types.js';
import type { RenderInput } from '../../src/feature.js';
import { messages } from '../../src/messages/index.js';
import type { Person } from '../../src/people/person.js';
import { listDepartments } from '../../src/people/queries.js';
import type { Asker } from '../../src/slack/asker.js';
import { type Company, eventsOf, makeCompany, makeComplaint, makeCustomer } from './company.js';

let company: Company;
beforeAll(async () => {
  company = await makeCompany();
});
afterAll(() => company.close());

const asker = (staff: Person): Asker => ({
  workspace: company.workspace,
  staff,
  locale: 'en',
  t: messages('en'),
  ctx: company.as(staff),
  askedFrom: null,
  departments: () => listDepartments(company.db.read, { workspaceId: company.workspace.id }),
});
const renderInput = (locale: 'en' | 'zh-CN' = 'en'): RenderInput => ({
  services: company.services,
  reader: company.db.read,
  workspace: company.workspace,
  locale,
  t: messages(locale),
  now: company.services.clock.now(),
});
const decline = (complaint: Complaint) =>
  judgeComplaint(company.as(company.people.sam), {
    complaintId: complaint.id,
    judgement: {
      verdict: 'not-sustained',
      grounds: 'Checked',
      explanation: 'Explained',
      explainedBy: 'phone',
      explainedAt: company.services.clock.now(),
      reaction: 'Calm',
    },
  });

const asideOption = (aside: string) => JSON.stringify(`"aside":"${aside}"`).slice(1, -1);

describe('the list', () => {
  let numbers: string[];
  beforeAll(async () => {
    const mine = await makeComplaint(company, {}, company.people.olga);
    const aboutTina = await makeComplaint(company, { accusedSlackUserId: company.people.tina.slackUserId });
    const closed = await makeComplaint(company);
    await decline(closed);
    numbers = [mine, aboutTina, closed].map((complaint) => complaint.number);
  });
  const list = async (person: Person, filter: 'all' | 'mine' | 'open' | 'overdue', now?: Date) => {
    const asked = {
      workspaceId: company.workspace.id,
      staffId: person.id,
      onlyOwn: person.departmentId === null,
      filter,
      now: now ?? company.services.clock.now(),
    };
    const { rows } = await listComplaints(company.db.read, { ...asked, size: 8 });
    expect(await countComplaints(company.db.read, asked)).toBe(filter === 'all' ? null : rows.length);
    return rows.map((complaint) => complaint.number).sort();
  };

  it('shows colleagues all, open and overdue ones', async () => {
    const [mine = '', aboutTina = ''] = numbers;
    expect(await list(company.people.sam, 'all')).toEqual(numbers);
    expect(await list(company.people.sam, 'open')).toEqual([mine, aboutTina]);
    expect(await list(company.people.sam, 'mine')).toEqual([aboutTina]);
    expect(await list(company.people.sam, 'overdue')).toEqual([]);
    expect(await list(company.people.sam, 'overdue', new Date('2026-12-01T00:00:00Z'))).toEqual([
      mine,
      aboutTina,
    ]);
  });

  it('shows nobody a complaint about themselves, and people without a department only their own', async () => {
    expect(await list(company.people.olga, 'all')).toEqual([numbers[0]]);
    expect(await list(company.people.tina, 'all')).toEqual([numbers[0], numbers[2]]);
  });
});

describe('the record', () => {
  const see = async (complaint: Complaint, person: Person) =>
    JSON.stringify(await presentRecord(asker(person), { complaint }));

  it('is read by colleagues and by whoever registered it, not by the person complained about', async () => {
    const complaint = await makeComplaint(
      company,
      { accusedSlackUserId: company.people.tina.slackUserId },
      company.people.olga,
    );
    expect(await see(complaint, company.people.tom)).toContain('wrong price');
    expect(await see(complaint, company.people.olga)).toContain('complaint.reveal-contact');
    await expect(see(complaint, company.people.tina)).rejects.toMatchObject({ code: 'complaintAboutYou' });
    const others = await makeComplaint(company);
    await expect(see(others, company.people.olga)).rejects.toMatchObject({ code: 'complaintMayNotRead' });
  });

  it('shows whoever registered it from outside what they wrote and how it stands, nothing of what was found', async () => {
    const { olga, sam } = company.people;
    const complaint = await makeComplaint(company, { demand: 'Two hundred back' }, olga);
    const before = await see(complaint, olga);
    expect(before).toContain(asideOption('withdraw'));
    expect(before).not.toContain('complaint.judge');
    await decline(complaint);
    const declined = await company.db.read.complaint.findUniqueOrThrow({ where: { id: complaint.id } });
    const after = await see(declined, olga);
    const { t } = asker(olga);
    for (const theirs of ['wrong price', 'Two hundred back', t.complaints.states.declined]) {
      expect(after).toContain(theirs);
    }
    const told = ['Checked', 'Explained', 'Calm', sam.name, t.complaints.record.timeline];
    for (const kept of told) expect(after).not.toContain(kept);
    const colleague = await see(declined, company.people.tom);
    for (const open of told) expect(colleague).toContain(open);
  });

  it('tells who handles it whom it concerns', async () => {
    const complaint = await makeComplaint(company, { accusedSlackUserId: company.people.tina.slackUserId });
    const mention = `<@${company.people.tina.slackUserId}>`;
    expect(await see(complaint, company.people.sam)).toContain(mention);
    expect(await see(complaint, company.people.tom)).not.toContain(mention);
  });
});

describe('the contact', () => {
  it('is shown to those who handle it, and each time is recorded', async () => {
    const complaint = await makeComplaint(company, { contact: '13812340000' });
    const reveal = (person: Person) =>
      revealComplaintContact(company.as(person, `click-${person.id}`), { complaintId: complaint.id });
    expect(await reveal(company.people.sam)).toBe('13812340000');
    expect(await eventsOf(company, complaint.id)).toContain('complaint.contact-revealed');
    await expect(reveal(company.people.tom)).rejects.toMatchObject({ code: 'complaintMayNotReadContact' });
    expect(JSON.stringify(await company.db.read.repeat.findMany())).not.toContain('13812340000');
  });

  it('of a key account is confidential within the service department too', async () => {
    const customer = await makeCustomer(company, { phone: '13500000001', category: 'key-account' });
    const complaint = await makeComplaint(company, { customer: { id: customer.id } }, company.people.tom);
    const reveal = (person: Person) =>
      revealComplaintContact(company.as(person), { complaintId: complaint.id });
    // Sam is the customer's service specialist, Lena leads him, Tom registered it; Max manages.
    for (const person of [company.people.sam, company.people.lena, company.people.tom]) {
      expect(await reveal(person)).toBe('+44 20 7946 0123');
    }
    await expect(reveal(company.people.max)).rejects.toMatchObject({ code: 'complaintMayNotReadContact' });
  });
});

describe('a stale or forged button', () => {
  it('says how the complaint stands now, after the permission', async () => {
    const complaint = await makeComplaint(company);
    await decline(complaint);
    await expect(
      presentJudge(asker(company.people.sam), { complaintId: complaint.id }),
    ).rejects.toMatchObject({
      code: 'complaintChanged',
      params: { number: complaint.number, state: 'declined' },
    });
    await expect(
      presentJudge(asker(company.people.tom), { complaintId: complaint.id }),
    ).rejects.toMatchObject({
      code: 'complaintMayNotJudge',
    });
  });

  it('finds nothing under an unknown id or another workspace’s', async () => {
    const other = await makeCompany();
    const theirs = await makeComplaint(other);
    for (const complaintId of ['', 'nonsense', theirs.id]) {
      await expect(presentJudge(asker(company.people.sam), { complaintId })).rejects.toMatchObject({
        code: 'complaintNotFound',
      });
    }
    await other.close();
  });
});

describe('the form for a customer', () => {
  it('shows their open complaints, not the finished ones', async () => {
    const customer = await makeCustomer(company, { name: 'Bo Chen', phone: '13600000001' });
    const open = await makeComplaint(company, { customer: { id: customer.id } });
    const closed = await makeComplaint(company, { customer: { id: customer.id } });
    await decline(closed);
    const view = JSON.stringify(
      await presentRegister(asker(company.people.sam), {
        draft: { customer: customer.id, content: 'again' },
        sourceLink: null,
      }),
    );
    expect(view).toContain(open.number);
    expect(view).not.toContain(closed.number);
    expect(view).toContain('Bo Chen');
    const found = await openComplaintsOf(company.db.read, {
      workspaceId: company.workspace.id,
      customerId: customer.id,
    });
    expect(found.complaints.map(({ number }) => number)).toEqual([open.number]);
  });
});

describe('what is rendered when it is sent', () => {
  it('the card shows the complaint as it stands', async () => {
    const complaint = await makeComplaint(company);
    const input = { ...renderInput('zh-CN'), subjectId: complaint.id };
    expect((await complaintCardKind.render(input))?.text).toContain('已受理');
    await decline(complaint);
    expect((await complaintCardKind.render(input))?.text).toContain('不成立');
    expect(await complaintCardKind.render({ ...input, subjectId: 'gone' })).toBeNull();
  });

  it('reminders name every complaint with a constant number of queries, and leave out finished ones', async () => {
    const customer = await makeCustomer(company, { name: 'Eve', phone: '13600000002' });
    const complaints = [];
    for (let i = 0; i < 5; i++) {
      complaints.push(await makeComplaint(company, { customer: { id: customer.id } }));
    }
    const subjectId = { in: complaints.map(({ id }) => id) };
    const duties = await company.db.read.duty.findMany({ where: { subjectId, kind: 'complaint.judge' } });
    const last = complaints.at(-1) as Complaint;
    await decline(last);
    const judge = complaintDuties.find(({ kind }) => kind === 'complaint.judge');
    company.queries.length = 0;
    const lines = await judge?.describe({ ...renderInput(), duties, audience: 'channel' });
    expect(company.queries.length).toBe(2);
    expect(lines?.size).toBe(4);
    for (const { line } of lines?.values() ?? []) expect(line).toContain('Eve');
    const zh = await judge?.describe({ ...renderInput('zh-CN'), duties, audience: 'channel' });
    expect([...(zh?.values() ?? [])][0]?.line).toContain('判断投诉');
  });

  it('management’s word of a critical one has the deadline, and nothing once it is over', async () => {
    const complaint = await makeComplaint(company, { severity: 'critical' });
    const template = complaintTemplates.find((one) => one.template === 'complaint.critical');
    const input = { ...renderInput(), params: { complaintId: complaint.id }, recipient: company.people.max };
    expect((await template?.render(input))?.text).toContain(complaint.number);
    await decline(complaint);
    expect(await template?.render(input)).toBeNull();
  });
});
