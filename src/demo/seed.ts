import type { Locale } from '../messages/index.js';
import { changeWorkspace } from '../people/change-workspace.js';
import type { RunningBaton } from '../start.js';
import { demoCompany } from './company.js';
import { fillArchive } from './fill-archive.js';
import { planBriefings } from './plan-briefings.js';
import { setUpCompany } from './set-up-company.js';
import { demoTexts } from './texts/demo-texts.js';

/**
 * Fills an empty database with the demo company, whose channels speak `language`. Does nothing to one that is
 * set up.
 */
export async function seedDemo(
  { services, workspace }: RunningBaton,
  { language }: { language: Locale },
): Promise<void> {
  const { setupFinishedAt } = await services.db.read.workspace.findUniqueOrThrow({
    where: { id: workspace.id },
    select: { setupFinishedAt: true },
  });
  if (setupFinishedAt) return;
  const workspaceId = workspace.id;
  const people = await setUpCompany(services, { workspaceId });
  const administrator = [...people.values()].find(({ admin }) => admin);
  if (!administrator) throw new Error('The demo company has no administrator');
  await changeWorkspace(
    { services, workspaceId, actor: { type: 'person', staff: administrator }, now: services.clock.now() },
    { locale: language, timeZone: demoCompany.timeZone, holidays: 'china', workingHours: '' },
  );
  const texts = demoTexts(language);
  await fillArchive(services, { workspaceId, people, texts });
  await planBriefings(services, { workspaceId, people, texts });
}
