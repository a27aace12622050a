import type { Feature } from '../feature.js';
import { renderHome } from './home.js';
import { digestJobs } from './jobs.js';
import { registerDigestListeners } from './listeners.js';
import { departmentDigest } from './templates.js';

/** What everybody sees of the whole: the departments' digests, and "My day" in App Home. */
export const digestsFeature: Feature = {
  name: 'digests',
  events: ['app_home_opened'],
  scopes: [{ scope: 'chat:write', because: 'each department’s digest in its channel on working mornings' }],
  listeners: registerDigestListeners,
  jobs: digestJobs,
  templates: [departmentDigest],
  home: renderHome,
};
