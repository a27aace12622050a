import type { Feature } from '../feature.js';
import { batonCommand } from './commands.js';
import { peopleEvents } from './event-listeners.js';
import { peopleJobs } from './jobs.js';
import { registerPeopleListeners } from './listeners.js';
import { channelLostNotice, coverageNotice, handedOver, standingInNotice } from './templates.js';

/** Departments, people, absence, set-up and App Home. */
export const peopleFeature: Feature = {
  name: 'people',
  commands: [batonCommand],
  events: peopleEvents,
  scopes: [
    { scope: 'users:read', because: 'who may set up, names and languages, and who was deactivated' },
    { scope: 'channels:read', because: 'whether a department’s channel exists and Baton is in it' },
    { scope: 'groups:read', because: 'the same for private channels that Baton was invited to' },
    { scope: 'channels:join', because: 'joins the public channel that a department is given' },
  ],
  listeners: registerPeopleListeners,
  jobs: peopleJobs,
  templates: [handedOver, channelLostNotice, coverageNotice, standingInNotice],
};
