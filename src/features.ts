import type { Feature } from './feature.js';
import { slackFeature } from './slack/feature.js';

/** Everything that Baton does. A new process is a folder and one line here. */
export const features: readonly Feature[] = [slackFeature];
