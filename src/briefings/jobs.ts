import type { Job } from '../feature.js';
import { goRound, nextRound } from './go-round.js';

export const briefingJobs: readonly Job[] = [
  {
    name: 'briefings.round',
    next: ({ services, workspace, after }) => nextRound(services.db.read, { workspace, after }),
    run: ({ services, workspaceId, now }) => goRound({ services, workspaceId, now }),
    // What was to go out while Baton was down goes out at once.
    late: 'run',
  },
];
