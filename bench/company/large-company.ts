import type { Vault } from '../../src/db/sealing.js';
import { fillCustomers } from './customers.js';
import { type Cell, type Filler, openFiller } from './filler.js';
import { type CompanySize, core, membersOfADepartment } from './size.js';
import { tables } from './tables.js';

export interface LargeCompany {
  /** Members of each department by its key, lead first; those who were there before come before the others. */
  members: Record<string, string[]>;
}

/**
 * Fills a workspace that is set up (its five departments are there, perhaps with people) with years of records,
 * past the application: fast, and every table. Who was there before has the same records at every size: what is
 * added above the small company's belongs to the colleagues who are added here. The second member of each
 * department owes most. The database is nobody else's meanwhile: Baton is stopped.
 * @param now business time at which the years end
 */
export async function fillCompany({
  url,
  workspaceId,
  vault,
  now,
  size,
}: {
  url: string;
  workspaceId: string;
  vault: Vault;
  now: Date;
  size: CompanySize;
}): Promise<LargeCompany> {
  const filler = await openFiller(url);
  try {
    const members = await fillDepartments(filler, { workspaceId, now });
    const indexes = await filler.dropIndexes();
    await filler.run(
      'CREATE TABLE "_member" ("department" TEXT, "position" BIGINT, "id" TEXT, PRIMARY KEY ("department", "position"))',
    );
    await filler.insert(
      '_member',
      Object.entries({ ...members, '*': Object.values(members).flat() }).flatMap(([department, ids]) =>
        ids.map((id, i) => ({ department, position: i, id })),
      ),
    );
    await fillCustomers(filler, { workspaceId, vault, now, count: core * size.times, members });
    const departments = Object.fromEntries(
      (await filler.rows(`SELECT "key", "id" FROM "Department" WHERE "workspaceId" = '${workspaceId}'`)).map(
        ({ key, id }) => [String(key), String(id)],
      ),
    );
    for (const { table, count, columns } of tables({
      sql: filler.sql,
      workspaceId,
      departments,
      now,
      times: size.times,
    })) {
      await filler.run(
        `INSERT INTO "${table}" (${Object.keys(columns).map((name) => `"${name}"`)})
         SELECT ${Object.values(columns)} FROM ${filler.sql.numbers(count)}`,
      );
    }
    await filler.run('DROP TABLE "_member"');
    for (const index of indexes) await filler.run(index);
    return { members };
  } finally {
    await filler.close();
  }
}

/** Brings every department to its full strength. Those who were there come first, the lead at the head. */
async function fillDepartments(
  filler: Filler,
  { workspaceId, now }: { workspaceId: string; now: Date },
): Promise<Record<string, string[]>> {
  const departments = await filler.rows(
    `SELECT "id", "key", "leadId" FROM "Department" WHERE "workspaceId" = '${workspaceId}' ORDER BY "position", "key"`,
  );
  const members: Record<string, string[]> = {};
  const added: Record<string, Cell>[] = [];
  for (const { id, key, leadId } of departments) {
    const there = await filler.rows(
      `SELECT "id" FROM "Staff" WHERE "workspaceId" = '${workspaceId}' AND "departmentId" = '${id}'
       ORDER BY CASE "role" WHEN 'lead' THEN 0 ELSE 1 END, "name"`,
    );
    const ids = there.map((one) => String(one.id));
    while (ids.length < membersOfADepartment) {
      const n = added.length;
      const lead = ids.length === 0;
      const staffId = `staff-${n}`;
      added.push({
        id: staffId,
        workspaceId,
        slackUserId: `U0COLLEAGUE${n}`,
        name: `Colleague ${n}`,
        departmentId: String(id),
        role: lead ? 'lead' : 'member',
        admin: false,
        weight: 100,
        locale: 'zh-CN',
        timeZone: 'Asia/Shanghai',
        active: true,
        welcomedAt: now.toISOString().replace('Z', '+00:00'),
        createdAt: now.toISOString().replace('Z', '+00:00'),
      });
      ids.push(staffId);
    }
    if (leadId === null) {
      await filler.run(`UPDATE "Department" SET "leadId" = '${ids[0]}' WHERE "id" = '${id}'`);
    }
    members[String(key)] = ids;
  }
  await filler.insert('Staff', added);
  return members;
}
