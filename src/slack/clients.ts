import type { WebClient } from '@slack/web-api';
import { elapsedMs } from '../clock.js';
import type { Services } from '../context.js';
import type { FreshToken } from './installing/fresh-token.js';
import { NotInstalledError } from './not-installed-error.js';
import { clientSettings, createWebClient, listeningMs } from './web-client.js';

/** WebClients of the workspaces that Baton is installed in. */
export interface SlackClients {
  /** For listeners: answers to a person who waits, so it gives up quickly. @throws NotInstalledError */
  of(workspaceId: string): Promise<WebClient>;
  /** For the outbox, which has more patience. @throws NotInstalledError */
  forSending(workspaceId: string): Promise<WebClient>;
  /** The installation changed or was revoked: its token is read again when next needed. */
  forget(workspaceId: string): void;
}

/** Another process may have written the installation; so long its news may take, in milliseconds of real time. */
const keepMs = 60_000;

/** While the database is away the token goes on as it was, for an hour of real time. */
const staleMs = 60 * 60_000;

/** Nobody there has done anything for so long: the client, some 27 kB, is made anew when they do. */
const idleMs = 10 * 60_000;

interface Clients {
  sealedToken: string;
  listening: WebClient;
  sending: WebClient;
}

/** Clients made of the installation rows; a row is looked at again after a minute, or when told to forget it. */
export function createSlackClients({
  db,
  vault,
  config,
  log,
  fresh,
  elapsed = elapsedMs,
}: Pick<Services, 'db' | 'vault' | 'config' | 'log'> & {
  fresh: FreshToken;
  elapsed?: () => number;
}): SlackClients {
  const kept = new Map<string, { until: number; madeAt: number; clients: Promise<Clients> }>();

  async function make(workspaceId: string, before: Clients | undefined): Promise<Clients> {
    const installation = await db.read.installation.findUnique({ where: { workspaceId } });
    if (!installation || installation.revokedAt) throw new NotInstalledError(workspaceId);
    const { botTokenSealed: sealedToken } = await fresh(installation);
    if (before?.sealedToken === sealedToken) return before;
    const token = vault.openToken(sealedToken);
    const withPatience = (withinMs: number) =>
      createWebClient(token, clientSettings({ config, log }, { withinMs }));
    return { sealedToken, listening: withPatience(listeningMs), sending: withPatience(10_000) };
  }

  function both(workspaceId: string): Promise<Clients> {
    const present = kept.get(workspaceId);
    const at = elapsed();
    if (present && present.until > at) return present.clients;
    for (const [id, { until }] of kept) {
      // In order of use: what follows is younger.
      if (until > at - idleMs) break;
      kept.delete(id);
    }
    const before = present?.clients.catch(() => undefined);
    const clients = (before ?? Promise.resolve(undefined)).then((known) =>
      make(workspaceId, known).catch((error: unknown) => {
        const isFault = !(error instanceof NotInstalledError);
        if (!known || !isFault || !present || present.madeAt + staleMs < at) throw error;
        log.warn({ err: error, workspaceId }, 'the database is away: going on with the token as it was');
        // As old as it was, so that an outage does not renew it.
        made.madeAt = present.madeAt;
        return known;
      }),
    );
    const made = { until: at + keepMs, madeAt: at, clients };
    kept.delete(workspaceId);
    kept.set(workspaceId, made);
    // What could not be made is not kept, so that a later installation is seen.
    clients.catch(() => {
      if (kept.get(workspaceId) === made) kept.delete(workspaceId);
    });
    return clients;
  }

  return {
    of: async (workspaceId) => (await both(workspaceId)).listening,
    forSending: async (workspaceId) => (await both(workspaceId)).sending,
    forget: (workspaceId) => void kept.delete(workspaceId),
  };
}
