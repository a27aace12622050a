import type { RenderedHome, RenderInput } from '../feature.js';
import type { Person } from '../people/person.js';
import { administrators } from '../people/queries.js';
import { setupForHome } from '../people/setup-home.js';
import { loadMyDay } from './my-day.js';
import { readPlace } from './place.js';
import { myDayView } from './views/my-day.js';

/** App Home of one person, as it stands now and in their language: nothing that they may not see is in it. */
export async function renderHome(
  input: RenderInput & { viewer: Person; place: string },
): Promise<RenderedHome> {
  const { services, reader, workspace, viewer, t, now } = input;
  const { workspaceId, department } = viewer;
  const [day, setup, known] = await Promise.all([
    loadMyDay(input, { viewer, place: readPlace(input.place) }),
    setupForHome(reader, { viewer, t }),
    department ? null : administrators(reader, { workspaceId }),
  ]);
  const homeActions = services.features.flatMap((feature) => feature.homeActions ?? []);
  return {
    view: myDayView({ day, workspace, homeActions, setup, isSetUp: known?.length !== 0, now, t }),
    standsFor: day.standsFor,
  };
}
