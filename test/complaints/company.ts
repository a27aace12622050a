import type { Category, Severity } from '../../src/complaints/complaint.js';
import type { NewComplaint } from '../../src/complaints/register-complaint.js';
import { registerComplaint } from '../../src/complaints/register-complaint.js';
import type { Context } from '../../src/context.js';
import { createCustomer } from '../../src/customers/register-customer.js';
import type { Complaint, Customer, Database, Department, Workspace } from '../../src/db/types.js';
import type { Person } from '../../src/people/person.js';
import { testDatabase } from '../support/database.js';
import {
  contextOf,
  makeDepartment,
  makeStaff,
  makeWorkspace,
  reload,
  type TestServices,
  testServices,
} from '../support/factories.js';

export interface Company {
  db: Database;
  services: TestServices;
  workspace: Workspace;
  service: Department;
  tech: Department;
  management: Department;
  /** Sam serves, Lena leads them; Tom leads Tech, Tina works there; Max manages; Olga has no department. */
  people: Record<'sam' | 'lena' | 'tom' | 'tina' | 'max' | 'olga', Person>;
  as(person: Person, repeatKey?: string): Context;
  close(): Promise<void>;
  queries: string[];
}

/** A company with the departments a complaint passes through. */
export async function makeCompany({ start }: { start?: Date } = {}): Promise<Company> {
  const queries: string[] = [];
  const { db, close } = await testDatabase({ onQuery: (sql) => void queries.push(sql) });
  const services = testServices({ db, ...(start ? { start } : {}) });
  const workspace = await makeWorkspace(db);
  const workspaceId = workspace.id;
  const department = async (key: string, leadName: string, channelId: string | null) => {
    const made = await makeDepartment(db, { workspaceId, key, channelId });
    const lead = await makeStaff(db, { workspaceId, departmentId: made.id, role: 'lead', name: leadName });
    const led = await db.transaction((tx) =>
      tx.department.update({ where: { id: made.id }, data: { leadId: lead.id } }),
    );
    return { department: led, lead };
  };
  const service = await department('service', 'Lena', 'C0SERVICE');
  const tech = await department('tech', 'Tom', 'C0TECH');
  const management = await department('management', 'Max', null);
  const member = (name: string, departmentId: string | null) =>
    makeStaff(db, { workspaceId, name, departmentId });
  const people = {
    lena: await reload(db, service.lead),
    tom: await reload(db, tech.lead),
    max: await reload(db, management.lead),
    sam: await member('Sam', service.department.id),
    tina: await member('Tina', tech.department.id),
    olga: await member('Olga', null),
  };
  return {
    db,
    services,
    workspace,
    service: service.department,
    tech: tech.department,
    management: management.department,
    people,
    as: (staff, repeatKey) =>
      contextOf(services, { workspaceId, staff, ...(repeatKey ? { repeatKey } : {}) }),
    close,
    queries,
  };
}

export function makeCustomer(
  company: Company,
  data: { name?: string; phone?: string; category?: 'ordinary' | 'key-account' } = {},
): Promise<Customer> {
  const { name = '王芳', phone = '13812345678', category = 'ordinary' } = data;
  return company.db.transaction((tx) =>
    createCustomer(tx, company.as(company.people.sam), {
      name,
      phones: [phone],
      source: 'online',
      category,
      serviceSpecialistId: company.people.sam.id,
      stage: 'opened',
    }),
  );
}

/** A complaint as the form gives it; the complainant is nobody of the archive unless told otherwise. */
export function complaintData(data: Partial<NewComplaint> = {}): NewComplaint {
  return {
    customer: null,
    complainantName: 'Ann Lee',
    relation: 'self',
    contact: '+44 20 7946 0123',
    receivedBy: 'phone',
    receivedAt: new Date('2026-11-25T01:30:00Z'),
    content: 'The order was closed at the wrong price.',
    demand: 'Repay the difference.',
    category: 'fees' satisfies Category,
    severity: 'normal' satisfies Severity,
    accusedSlackUserId: null,
    accusedDepartmentId: null,
    sourceLink: null,
    ...data,
  };
}

export async function makeComplaint(
  company: Company,
  data: Partial<NewComplaint> = {},
  by: Person = company.people.sam,
): Promise<Complaint> {
  const { complaintId } = await registerComplaint(company.as(by), complaintData(data));
  return company.db.read.complaint.findUniqueOrThrow({ where: { id: complaintId } });
}

/** The open duties of a complaint, by kind. */
export async function openDuties(company: Company, complaintId: string) {
  const duties = await company.db.read.duty.findMany({
    where: { subjectType: 'complaint', subjectId: complaintId, state: 'open' },
    orderBy: { kind: 'asc' },
  });
  return new Map(duties.map((duty) => [duty.kind, duty]));
}

export async function eventsOf(company: Company, complaintId: string): Promise<string[]> {
  const rows = await company.db.read.history.findMany({
    where: { subjectType: 'complaint', subjectId: complaintId },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
  });
  return rows.map((row) => row.event);
}
