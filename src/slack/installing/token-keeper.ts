import { realNow } from '../../clock.js';
import type { Services } from '../../context.js';
import { type FreshToken, isFree, marginMs } from './fresh-token.js';

export interface TokenKeeper {
  /** Looks at once, then every minute. */
  start(): void;
  /** Lets what is under way finish. */
  stop(): Promise<void>;
}

const everyMs = 60_000;
const page = 50;
const atOnce = 4;

/**
 * Renews tokens that expire soon, also in workspaces where nothing happens, so that nobody's command has to wait for
 * it. Any number of processes may do so: each token is one's (`FreshToken`).
 */
export function createTokenKeeper(
  { db, log }: Pick<Services, 'db' | 'log'>,
  { fresh, now = realNow }: { fresh: FreshToken; now?: () => Date },
): TokenKeeper {
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> = Promise.resolve();

  async function look(): Promise<void> {
    const at = now();
    const due = await db.read.installation.findMany({
      where: {
        tokenExpiresAt: { lte: new Date(at.getTime() + marginMs) },
        ...isFree(at),
      },
      orderBy: { tokenExpiresAt: 'asc' },
      take: page,
    });
    const worker = async () => {
      for (let one = due.shift(); one; one = due.shift()) {
        const { workspaceId } = one;
        await fresh(one).catch((error: unknown) =>
          log.error({ workspaceId, err: error }, 'a token has run out'),
        );
      }
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
  }

  const lookInTurn = () => {
    looking = looking
      .then(look)
      .catch((error: unknown) => log.error({ err: error }, 'tokens could not be looked at'));
  };
  return {
    start() {
      lookInTurn();
      timer = setInterval(lookInTurn, everyMs);
      timer.unref();
    },
    stop() {
      clearInterval(timer);
      return looking;
    },
  };
}
