import type { Job } from '../feature.js';
import { goRound, nextRounds } from './go-round.js';

export const briefingJobs: readonly Job[] = [
  {
    name: 'briefings.round',
    next: async ({ services, workspace, after }) =>
      (await nextRounds(services.db.read, { workspaces: [workspace], after })).get(workspace.id) ?? null,
    // Half the world publishes at nine.
    nextOfMany: ({ services, workspaces, after }) => nextRounds(services.db.read, { workspaces, after }),
    run: ({ services, workspaceId, now }) => goRound({ services, workspaceId, now }),
    // What was to go out while Baton was down goes out at once.
    late: 'run',
  },
];
