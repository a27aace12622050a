import type { App } from '@slack/bolt';
import { registerAbsenceListeners } from './absence-listeners.js';
import { registerEventListeners } from './event-listeners.js';
import { registerSetupListeners } from './setup-listeners.js';

export function registerPeopleListeners(app: App): void {
  registerSetupListeners(app);
  registerAbsenceListeners(app);
  registerEventListeners(app);
}
