import type { BusinessClock } from './clock.js';
import type { Config } from './config.js';
import type { Vault } from './db/sealing.js';
import type { Database } from './db/types.js';
import type { Feature } from './feature.js';
import type { Log } from './log.js';
import type { Person } from './people/person.js';
import type { SlackClients } from './slack/clients.js';

/** What a running Baton consists of; made once in main.ts (or a test) and handed down. */
export interface Services {
  readonly config: Config;
  readonly db: Database;
  readonly clock: BusinessClock;
  readonly vault: Vault;
  readonly log: Log;
  readonly features: readonly Feature[];
  /** A WebClient per workspace, made of its installation. For listeners only; use-cases never call Slack. */
  readonly slack: SlackClients;
  /** Tells the outbox that something was queued for this workspace. Cheap; called after each commit. */
  readonly nudge: (workspaceId: string) => void;
}

/** Who acts: recorded with every history row. */
export type Actor =
  | { readonly type: 'person'; readonly staff: Person }
  | { readonly type: 'system' }
  | { readonly type: 'api'; readonly name: string };

/** What every use-case is called with, besides its own parameters. */
export interface Context {
  readonly services: Services;
  readonly workspaceId: string;
  readonly actor: Actor;
  /** Business time of this action: one instant for all that it writes. */
  readonly now: Date;
  /** Set for requests that Slack may deliver twice; see commit(). */
  readonly repeatKey?: string;
  /** Set for submitted forms; see oncePerForm(). */
  readonly formKey?: string;
}
