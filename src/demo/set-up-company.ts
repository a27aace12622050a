import type { Context, Services } from '../context.js';
import { becomeFirstAdministrator } from '../people/become-administrator.js';
import { changeDepartment } from '../people/change-department.js';
import { changeStaff } from '../people/change-staff.js';
import type { Person } from '../people/person.js';
import { listDepartments, staffById } from '../people/queries.js';
import { meetStaff } from '../slack/meet-staff.js';
import { type DemoChannel, type DemoPerson, demoChannels, demoPeople } from './company.js';

/**
 * Sets a company up as its administrator would: people with their departments, roles and weights, departments
 * with lead, members and channel. The channels exist already and Baton is in them.
 * @returns the people by handle
 */
export async function setUpCompany(
  services: Services,
  {
    workspaceId,
    people = demoPeople,
    channels = demoChannels,
  }: { workspaceId: string; people?: readonly DemoPerson[]; channels?: readonly DemoChannel[] },
): Promise<Map<string, Person>> {
  const ids = new Map<string, string>();
  for (const { handle, id, name, locale, tz } of people) {
    // Slack need not be asked about them; whatever it says later is newer.
    const profile = { name, locale, timeZone: tz, updated: new Date(0) };
    const staff = await meetStaff({ services, workspaceId, slackUserId: id, profile });
    ids.set(handle, staff.id);
  }
  const now = () => services.clock.now();
  const read = async (handle: string): Promise<Person> => {
    const staff = await staffById(services.db.read, { workspaceId, staffId: ids.get(handle) ?? '' });
    if (!staff) throw new Error(`${handle} was not met`);
    return staff;
  };
  const as = async (handle: string): Promise<Context> => ({
    services,
    workspaceId,
    actor: { type: 'person', staff: await read(handle) },
    now: now(),
  });

  const chief = people.find((one) => one.admin) ?? people.find((one) => one.slackAdmin);
  if (!chief) throw new Error('Somebody must be the administrator');
  await becomeFirstAdministrator(await as(chief.handle), { slackAdmin: true });
  const administrator = await as(chief.handle);

  for (const department of await listDepartments(services.db.read, { workspaceId })) {
    const members = people.filter((one) => one.department === department.key);
    const lead = members.find((one) => one.role === 'lead');
    await changeDepartment(administrator, {
      departmentId: department.id,
      name: department.name ?? '',
      channelId: channels.find((one) => one.department === department.key)?.id ?? null,
      leadId: lead ? (ids.get(lead.handle) ?? null) : null,
      memberIds: members.map((one) => ids.get(one.handle) ?? ''),
      workingHours: '',
    });
  }
  for (const { handle, role, weight, admin = false } of people) {
    if (role === 'member' && weight === 100 && !admin) continue;
    await changeStaff(administrator, { staffId: ids.get(handle) ?? '', role, weight, admin });
  }
  await services.db.transaction((tx) =>
    tx.workspace.update({
      where: { id: workspaceId },
      data: { setupFinishedAt: now() },
      select: { id: true },
    }),
  );
  const known = new Map<string, Person>();
  for (const { handle } of people) known.set(handle, await read(handle));
  return known;
}
