import { coveredUntil } from '../calendar/holidays.js';
import type { Department, OwnHoliday, Reader, Workspace } from '../db/types.js';
import type { ChannelState } from './check-channel.js';
import { leads, type Person } from './person.js';
import { administrators, listDepartments } from './queries.js';
import { loadRoster } from './stand-in.js';
import { holidaySettings } from './work-calendar.js';

export type MissingPart = 'channel' | 'lead' | 'members';

export interface DepartmentState {
  department: Department;
  lead: Person | null;
  /** Active members. */
  members: readonly Person[];
  missing: readonly MissingPart[];
}

/** How far a workspace is set up. */
export interface SetupState {
  workspace: Workspace;
  departments: readonly DepartmentState[];
  administrators: readonly Person[];
  ownHolidays: readonly Pick<OwnHoliday, 'date' | 'kind' | 'name'>[];
  /** The last day whose holidays are known, `YYYY-MM-DD`; null when there is nothing to run out. */
  holidaysKnownUntil: string | null;
}

/** What could be found out about departments' channels, by channel id. */
export type ChannelStates = ReadonlyMap<string, ChannelState>;

/** Five queries, whatever the number of departments. */
export async function loadSetupState(
  reader: Reader,
  { workspaceId }: { workspaceId: string },
): Promise<SetupState> {
  const workspace = await reader.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
  const [departments, roster, admins, holidays] = await Promise.all([
    listDepartments(reader, { workspaceId }),
    loadRoster(reader, { workspaceId }),
    administrators(reader, { workspaceId }),
    holidaySettings(reader, workspace),
  ]);
  const people = [...roster.people.values()].filter((person) => person.active);
  return {
    workspace,
    departments: departments.map((department) => stateOf(department, people)),
    administrators: admins,
    ownHolidays: holidays.own ?? [],
    holidaysKnownUntil: coveredUntil(holidays.kind, holidays.own),
  };
}

function stateOf(department: Department, active: readonly Person[]): DepartmentState {
  const members = active.filter((person) => person.departmentId === department.id);
  const lead =
    active.find((person) => person.id === department.leadId) ??
    members.find((person) => leads(person, department)) ??
    null;
  const missing: MissingPart[] = [
    ...(department.channelId ? [] : (['channel'] as const)),
    ...(lead ? [] : (['lead'] as const)),
    ...(members.length > 0 ? [] : (['members'] as const)),
  ];
  return { department, lead, members, missing };
}
