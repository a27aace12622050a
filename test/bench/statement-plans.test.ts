import { describe, expect, it, onTestFinished } from 'vitest';
import { emptySqlite } from '../support/database.js';
import { offencesOf } from '../support/statement-plans.js';
import { shapeOf } from '../support/statements.js';

/** What is wrong with a statement's plan, without statistics and with those of a large company. */
async function wrongWith(sql: string): Promise<{ without: string[]; with: string[] }> {
  const place = emptySqlite();
  onTestFinished(() => place.remove());
  const offences = await offencesOf(place.url.slice('file:'.length), [{ sql: shapeOf(sql), from: null }]);
  const of = (statistics: boolean) => offences.find((one) => one.statistics === statistics)?.wrong ?? [];
  return { without: of(false), with: of(true) };
}
const fine = { without: [], with: [] };

describe('a plan', () => {
  it('that finds what belongs to one record, and sorts it, is fine', async () => {
    const sql =
      'SELECT * FROM "ComplaintOption" WHERE "workspaceId" = ? AND "complaintId" = ? ORDER BY "position", "what"';
    expect(await wrongWith(sql)).toEqual(fine);
  });

  it('that reads a whole table is refused when the table grows', async () => {
    expect(await wrongWith('SELECT * FROM "Customer" WHERE "name" LIKE ?')).toEqual({
      without: ['scans Customer'],
      with: ['scans Customer'],
    });
    expect(await wrongWith('SELECT * FROM "Department" WHERE "name" = ?')).toEqual(fine);
  });

  it('that finds most of a table by an index is refused as well, but for the first few in its order', async () => {
    const all = 'SELECT * FROM "Complaint" WHERE "workspaceId" = ?';
    expect((await wrongWith(all)).without).toEqual(['walks Complaint by workspaceId']);
    expect(await wrongWith(`${all} ORDER BY "registeredAt" LIMIT ?`)).toEqual(fine);
    const rare = `${all} AND "category" = ? ORDER BY "registeredAt" LIMIT ?`;
    expect((await wrongWith(rare)).without).toEqual(['walks Complaint by workspaceId']);
  });

  it('that sorts what belongs to many records is refused', async () => {
    const sql =
      'SELECT * FROM "Duty" WHERE "workspaceId" = ? AND "ownerId" = ? AND "state" = ? ORDER BY "openedAt" LIMIT ?';
    expect((await wrongWith(sql)).without).toEqual(['sorts Duty for ORDER BY']);
  });

  it('without statistics a list of ids beside the workspace is not used', async () => {
    const sql = 'SELECT * FROM "Customer" WHERE "workspaceId" = ? AND "id" IN (?,?,?)';
    expect(await wrongWith(sql)).toEqual({ without: ['walks Customer by workspaceId'], with: [] });
    expect(await wrongWith(sql.replace('"workspaceId" = ?', '(NOT "workspaceId" <> ?)'))).toEqual(fine);
  });

  it('of a joined table is told by its name, whatever it is called in the statement', async () => {
    const sql = 'SELECT * FROM "Staff" AS s JOIN "Duty" AS d ON d."kind" = s."name" WHERE s."id" = ?';
    expect((await wrongWith(sql)).without).toEqual([expect.stringMatching(/(scans|indexes) Duty/)]);
  });
});

it('lists of any length, and rows, are one statement', () => {
  expect(shapeOf('SELECT 1 WHERE a IN (?,?,?) AND b IN (?)')).toBe('SELECT 1 WHERE a IN (?*) AND b IN (?*)');
  expect(shapeOf('INSERT INTO a (b, c) VALUES (?,?),\n (?,?)')).toBe('INSERT INTO a (b, c) VALUES (?,?)');
});
