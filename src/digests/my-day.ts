import { registeredLines } from '../complaints/registered-lines.js';
import type { Stage } from '../customers/customer.js';
import {
  countOwnedCustomers,
  type OwnedCustomer,
  type OwnedKey,
  pageOfOwnedCustomers,
} from '../customers/owned-customers.js';
import type { Page } from '../db/pages.js';
import type { Duty } from '../db/types.js';
import {
  countOpenDuties,
  type DutyKey,
  type DutySource,
  firstOpenDuties,
  type OpenDuties,
  pageOfOpenDuties,
} from '../duties/open-duties.js';
import { describeDuties } from '../duties/reminder.js';
import type { DutyLine, RecordLine, RenderInput } from '../feature.js';
import { waitingLines } from '../handoffs/waiting-lines.js';
import type { Person } from '../people/person.js';
import { isPresent, loadRoster, type Roster, standIn } from '../people/stand-in.js';
import { handedOverLines } from './handed-over.js';
import type { Place } from './place.js';

export const pageSizes = { owed: 8, open: 5, waiting: 5, customers: 8 } as const;

/** One duty as App Home shows it. */
export interface OwedLine {
  duty: Duty;
  shown: DutyLine;
  /** Whose it is, when the viewer stands in for them; null for nobody's. */
  inPlaceOf: Person | null;
}

/** Everything that somebody's day consists of, as it stands now. */
export interface MyDay {
  viewer: Person;
  place: Place;
  owed: {
    lines: readonly OwedLine[];
    total: number;
    overdue: number;
    page: Page<Duty, DutyKey>;
  };
  /** What nobody in the viewer's department has taken yet, where that is not the viewer's own to do. */
  open: { lines: readonly OwedLine[]; total: number };
  waiting: Record<'handoffs' | 'complaints' | 'handedOver', { lines: readonly RecordLine[]; total: number }>;
  customers: {
    byStage: ReadonlyMap<Stage, number>;
    page: Page<OwnedCustomer, OwnedKey>;
  };
  /** Colleagues of the department. */
  present: readonly Person[];
  away: readonly { person: Person; standIn: Person | null }[];
  /** Absent people whose duties are among those owed. */
  standsFor: readonly string[];
}

/** What somebody owes and waits for: some thirty small queries, however many things are open. */
export async function loadMyDay(
  input: RenderInput,
  { viewer, place }: { viewer: Person; place: Place },
): Promise<MyDay> {
  const { reader, workspace, now } = input;
  const workspaceId = workspace.id;
  const roster = await loadRoster(reader, { workspaceId });
  const standsFor = [...roster.people.values()].filter(
    (person) =>
      person.id !== viewer.id &&
      person.active &&
      !isPresent(person, now) &&
      standIn({ staffId: person.id, roster, now }) === viewer.id,
  );
  // What nobody owns is the lead's, or whoever stands in for them.
  const answersFor = roster.departments.filter(
    ({ id }) => standIn({ staffId: null, departmentId: id, roster, now }) === viewer.id,
  );
  const duties = (sources: DutySource[]): OpenDuties => ({
    workspaceId,
    sources,
    notAbout: { staffId: viewer.id },
  });
  const theirs = duties([
    ...[viewer, ...standsFor].map(({ id }) => ({ ownerId: id })),
    ...answersFor.map(({ id }) => ({ unownedIn: id })),
  ]);
  const { departmentId } = viewer;
  const openHere = departmentId !== null && !answersFor.some(({ id }) => id === departmentId);
  const nobodys = duties(openHere ? [{ unownedIn: departmentId }] : []);
  const [counted, owed, open] = await Promise.all([
    countOpenDuties(reader, { owed: theirs, overdue: { ...theirs, dueBefore: now }, open: nobodys }),
    pageOfOpenDuties(reader, theirs, { at: place.owed, size: pageSizes.owed }),
    firstOpenDuties(reader, nobodys, pageSizes.open),
  ]);
  const lines = await describeDuties(input, [...owed.rows, ...open], { staffId: viewer.id });
  const asLines = (duties: readonly Duty[]) =>
    duties.flatMap((duty): OwedLine[] => {
      const shown = lines.get(duty.id);
      const inPlaceOf = duty.ownerId === viewer.id ? null : (roster.people.get(duty.ownerId ?? '') ?? null);
      return shown ? [{ duty, shown, inPlaceOf }] : [];
    });

  const limit = pageSizes.waiting;
  const owner = { workspaceId, staffId: viewer.id };
  const [handoffs, complaints, handedOver, byStage, customers] = await Promise.all([
    waitingLines(input, { fromStaffId: viewer.id, limit }),
    registeredLines(input, { staffId: viewer.id, limit }),
    handedOverLines(input, { staffId: viewer.id, limit }),
    countOwnedCustomers(reader, owner),
    pageOfOwnedCustomers(reader, owner, { at: place.customers, size: pageSizes.customers }),
  ]);
  return {
    viewer,
    place: { owed: owed.at, customers: customers.at },
    owed: { lines: asLines(owed.rows), total: counted.owed, overdue: counted.overdue, page: owed },
    open: { lines: asLines(open), total: counted.open },
    waiting: { handoffs, complaints, handedOver },
    customers: { byStage, page: customers },
    ...onToday({ roster, viewer, now }),
    standsFor: standsFor.map(({ id }) => id),
  };
}

function onToday({ roster, viewer, now }: { roster: Roster; viewer: Person; now: Date }) {
  const colleagues = [...roster.people.values()].filter(
    (person) => person.active && viewer.departmentId && person.departmentId === viewer.departmentId,
  );
  return {
    present: colleagues.filter((person) => isPresent(person, now)),
    away: colleagues
      .filter((person) => !isPresent(person, now))
      .map((person) => ({
        person,
        standIn: roster.people.get(standIn({ staffId: person.id, roster, now }) ?? '') ?? null,
      })),
  };
}
