import type { RunningBaton } from '../start.js';
import { fillArchive } from './fill-archive.js';
import { planBriefings } from './plan-briefings.js';
import { setUpCompany } from './set-up-company.js';

/** Fills an empty database with the demo company. Does nothing to one that is set up. */
export async function seedDemo({ services, workspace }: RunningBaton): Promise<void> {
  const { setupFinishedAt } = await services.db.read.workspace.findUniqueOrThrow({
    where: { id: workspace.id },
    select: { setupFinishedAt: true },
  });
  if (setupFinishedAt) return;
  const people = await setUpCompany(services, { workspaceId: workspace.id });
  await fillArchive(services, { workspaceId: workspace.id, people });
  await planBriefings(services, { workspaceId: workspace.id, people });
}
