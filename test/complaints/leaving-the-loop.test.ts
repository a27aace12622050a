import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handOverComplaints } from '../../src/complaints/hand-over.js';
import type { Person } from '../../src/people/person.js';
import { type Company, makeCompany, openDuties } from './company.js';
import { approving, executing, investigating, option, stands } from './loop.js';

describe('what somebody who left owed of the loop', () => {
  let company: Company;
  beforeAll(async () => {
    company = await makeCompany();
  });
  afterAll(() => company.close());

  const leaves = (staff: Person, departmentId: string, toStaffId: string | null) =>
    company.db.transaction((tx) =>
      handOverComplaints(tx, company.as(company.people.lena), {
        staff,
        departmentId,
        toStaffId,
        after: null,
      }),
    );
  const duty = async (id: string, kind: string) => (await openDuties(company, id)).get(kind);

  it('the investigation passes to whoever investigates now, by the same time', async () => {
    const { tina, sam } = company.people;
    const complaint = await investigating(company);
    const before = await duty(complaint.id, 'complaint.investigate');
    expect(before?.ownerId).toBe(tina.id);
    await leaves(tina, company.tech.id, sam.id);
    expect((await stands(company, complaint)).investigatorId).toBe(sam.id);
    expect(await duty(complaint.id, 'complaint.investigate')).toMatchObject({
      ownerId: sam.id,
      dueAt: before?.dueAt,
    });
    expect((await duty(complaint.id, 'complaint.solve'))?.ownerId).toBe(company.people.tom.id);
  });

  it('what they were to carry out passes to the central person', async () => {
    const { tina, tom } = company.people;
    const options = [option({ slackUserId: tina.slackUserId })];
    const complaint = await executing(company, {}, options);
    expect((await duty(complaint.id, 'complaint.execute'))?.ownerId).toBe(tina.id);
    await leaves(tina, company.tech.id, null);
    expect((await duty(complaint.id, 'complaint.execute'))?.ownerId).toBe(tom.id);
  });

  it('a decision passes to who may take it, not to a substitute who may not, nor to who proposed', async () => {
    const { tina, tom, max } = company.people;
    const complaint = await approving(company);
    expect((await duty(complaint.id, 'complaint.approve'))?.ownerId).toBe(tom.id);
    await leaves(tom, company.tech.id, tina.id);
    expect(await duty(complaint.id, 'complaint.approve')).toMatchObject({
      ownerId: max.id,
      departmentId: company.management.id,
    });
    expect((await duty(complaint.id, 'complaint.solve'))?.ownerId).toBe(tina.id);
    // With Tom gone and Max leaving too nobody is left by name: it is management's.
    await company.db.transaction((tx) => tx.staff.update({ where: { id: tom.id }, data: { active: false } }));
    await leaves(max, company.management.id, tina.id);
    expect(await duty(complaint.id, 'complaint.approve')).toMatchObject({
      ownerId: null,
      departmentId: company.management.id,
    });
  });
});
