import { defaultWorkingHours } from '../calendar/working-hours.js';
import type { Database, Workspace } from '../db/types.js';
import type { Locale } from '../messages/index.js';
import { departmentKeys } from './person.js';

/**
 * The workspace behind Slack's (enterprise, team), made with its defaults and the five departments when Baton
 * meets it first. A workspace that joined or left an enterprise since is the same one. Safe to call from several processes at
 * once.
 */
export async function ensureWorkspace(
  { db, now }: { db: Database; now: Date },
  params: { enterpriseId?: string; teamId: string; name: string; locale?: Locale; timeZone?: string },
): Promise<Workspace> {
  const key = { enterpriseId: params.enterpriseId ?? '', teamId: params.teamId };
  const known = await db.read.workspace.findFirst({
    where: { teamId: key.teamId },
    orderBy: { createdAt: 'asc' },
  });
  if (known) return known;
  return db.transaction(async (tx) => {
    const workspace = await tx.workspace.upsert({
      where: { enterpriseId_teamId: key },
      create: {
        ...key,
        name: params.name,
        locale: params.locale ?? 'zh-CN',
        timeZone: params.timeZone ?? 'Asia/Shanghai',
        workingHours: JSON.stringify(defaultWorkingHours),
        createdAt: now,
      },
      // An update that changes nothing makes this one statement: whoever comes second waits for the first.
      update: { teamId: key.teamId },
    });
    if ((await tx.department.count({ where: { workspaceId: workspace.id } })) === 0) {
      await tx.department.createMany({
        data: departmentKeys.map((department, position) => ({
          workspaceId: workspace.id,
          key: department,
          position,
        })),
      });
    }
    return workspace;
  });
}
