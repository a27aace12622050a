import type { App } from '@slack/bolt';
import { registerAbsenceListeners } from './absence-listeners.js';
import { registerCheckListeners } from './check-listeners.js';
import { registerEventListeners } from './event-listeners.js';
import { registerForgetTrialListeners } from './forget-trial-listeners.js';
import { registerImportListeners } from './import-listeners.js';
import { registerNumbersListeners } from './numbers-listeners.js';
import { registerPersonalListeners } from './personal-listeners.js';
import { registerRestoredListeners } from './restored-listeners.js';
import { registerSetupListeners } from './setup-listeners.js';

export function registerPeopleListeners(app: App): void {
  registerSetupListeners(app);
  registerNumbersListeners(app);
  registerAbsenceListeners(app);
  registerEventListeners(app);
  registerPersonalListeners(app);
  registerCheckListeners(app);
  registerImportListeners(app);
  registerForgetTrialListeners(app);
  registerRestoredListeners(app);
}
