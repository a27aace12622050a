import type { Feature } from '../feature.js';
import { backNotice } from './back.js';
import { batonCommand } from './commands.js';
import { peopleEvents } from './event-listeners.js';
import { peopleJobs } from './jobs.js';
import { registerPeopleListeners } from './listeners.js';
import { metNotice } from './met-notice.js';
import type { Person } from './person.js';
import {
  channelLostNotice,
  coverageNotice,
  handedOver,
  standingInNotice,
  welcomeNotice,
} from './templates.js';
import { restoredNotice } from './views/restored.js';

const worksHere = (viewer: Person) => viewer.departmentId !== null || viewer.admin;

/** Departments, people, absence, set-up and App Home. */
export const peopleFeature: Feature = {
  name: 'people',
  commands: [batonCommand],
  events: peopleEvents,
  scopes: [
    { scope: 'users:read', because: 'who may set up, names and languages, and who was deactivated' },
    { scope: 'channels:read', because: 'whether a department’s channel exists and Baton is in it' },
    { scope: 'groups:read', because: 'the same for private channels that Baton was invited to' },
    { scope: 'usergroups:read', because: '/baton import takes a department’s people from a user group' },
    { scope: 'channels:join', because: 'joins the public channel that a department is given' },
  ],
  listeners: registerPeopleListeners,
  jobs: peopleJobs,
  homeActions: [
    { actionId: 'people.away', label: (t) => t.people.who.myAbsence, offeredTo: worksHere },
    { actionId: 'people.reminder-hours', label: (t) => t.people.reminderHours.title, offeredTo: worksHere },
  ],
  templates: [
    restoredNotice,
    backNotice,
    metNotice,
    welcomeNotice,
    handedOver,
    channelLostNotice,
    coverageNotice,
    standingInNotice,
  ],
};
