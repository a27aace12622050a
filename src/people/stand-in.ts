import type { Department, Reader, Staff } from '../db/types.js';
import type { Person } from './person.js';

/** Everybody who may have to stand in for somebody, and their departments. */
export interface Roster {
  people: ReadonlyMap<string, Person>;
  departments: readonly Department[];
}

/** Whether somebody is at work: active in Slack and not away at that instant. */
export function isPresent(person: Pick<Staff, 'active' | 'awayFrom' | 'awayUntil'>, now: Date): boolean {
  if (!person.active) return false;
  const { awayFrom, awayUntil } = person;
  return !(awayFrom && awayFrom <= now && (!awayUntil || now < awayUntil));
}

/**
 * Who acts in somebody's place: they themselves when present, else their substitute's substitute …, else the
 * department's lead, else management, else an administrator (docs/processes.md#absence). Cycles end the chain.
 * Null only when nobody at all is there.
 */
export function standIn({
  staffId,
  departmentId,
  roster,
  now,
}: {
  staffId: string | null;
  /** Where to look when there is no such person or their chain ends; default: their own department. */
  departmentId?: string | null;
  roster: Roster;
  now: Date;
}): string | null {
  const person = staffId ? roster.people.get(staffId) : undefined;
  const home = person?.departmentId ?? departmentId ?? null;
  return (
    presentInChain({ staffId, roster, now }) ??
    leadOf({ departmentId: home, roster, now }) ??
    leadOf({
      departmentId: roster.departments.find((d) => d.key === 'management')?.id ?? null,
      roster,
      now,
    }) ??
    firstPresent(roster, now, (candidate) => candidate.admin)
  );
}

/**
 * The first of somebody and their chain of substitutes who is at work; null when the chain ends (or comes back)
 * before anybody is. Who stood in during an absence that is over no longer does.
 */
export function presentInChain({
  staffId,
  roster,
  now,
}: {
  staffId: string | null;
  roster: Roster;
  now: Date;
}): string | null {
  const seen = new Set<string>();
  let id = staffId;
  while (id && !seen.has(id)) {
    const person = roster.people.get(id);
    if (!person) return null;
    if (isPresent(person, now)) return person.id;
    seen.add(person.id);
    id = substituteOf(person, now);
  }
  return null;
}

/** Who stands in for somebody during an absence that is recorded and not over; null when nobody does. */
export function substituteOf(person: Pick<Staff, 'substituteId' | 'awayUntil'>, now: Date): string | null {
  return person.awayUntil && person.awayUntil <= now ? null : person.substituteId;
}

/**
 * Who leads a department now: the named lead or, while they are away, their substitute; then anybody with the lead's
 * role; or null.
 */
export function leadOf({
  departmentId,
  roster,
  now,
}: {
  departmentId: string | null;
  roster: Roster;
  now: Date;
}): string | null {
  const department = roster.departments.find((d) => d.id === departmentId);
  if (!department) return null;
  const inChain = presentInChain({ staffId: department.leadId, roster, now });
  if (inChain) return inChain;
  return firstPresent(roster, now, (p) => p.departmentId === department.id && p.role === 'lead');
}

function firstPresent(roster: Roster, now: Date, fits: (person: Person) => boolean): string | null {
  let found: Person | undefined;
  for (const person of roster.people.values()) {
    if (fits(person) && isPresent(person, now) && (!found || person.id < found.id)) found = person;
  }
  return found?.id ?? null;
}

/** The whole roster of a workspace: two queries; companies have tens to hundreds of staff. */
export async function loadRoster(reader: Reader, { workspaceId }: { workspaceId: string }): Promise<Roster> {
  const [people, departments] = await Promise.all([
    reader.staff.findMany({
      where: { workspaceId, OR: [{ departmentId: { not: null } }, { admin: true }] },
      include: { department: true },
    }),
    reader.department.findMany({ where: { workspaceId } }),
  ]);
  return { people: new Map(people.map((person) => [person.id, person])), departments };
}
