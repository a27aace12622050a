/** Bot tokens and how they age: https://docs.slack.dev/authentication/using-token-rotation */
import { randomBytes } from 'node:crypto';

/** What became of a token, in the words of the error that its holder gets. */
export type TokenState = 'good' | 'token_revoked' | 'account_inactive' | 'token_expired';

export interface BotToken {
  token: string;
  /** Id of the workspace that it is good for. */
  team: string;
  scopes: readonly string[];
  /** Set when it was taken back. */
  taken?: 'token_revoked' | 'account_inactive';
  /** A token that did not expire was traded in for one that does. */
  exchanged?: boolean;
  /** Milliseconds since the epoch; null: it does not expire. */
  expiresAt: number | null;
  /** Good for one exchange; null: the app does not rotate its tokens, or it was used. */
  refresh: string | null;
}

export interface Tokens {
  find(token: string): BotToken | undefined;
  findRefresh(refresh: string): BotToken | undefined;
  /** The newest token of a workspace that was not taken back. */
  newest(team: string): BotToken | undefined;
  /** The newest token of a workspace, whatever became of it. */
  last(team: string): BotToken | undefined;
  /** Keeps a token that the host gave; it does not expire. */
  keep(given: { token: string; team: string; scopes: readonly string[] }): BotToken;
  /** Makes a token; `lifeMs` when it is to expire, with a refresh token then. */
  make(given: { team: string; scopes: readonly string[]; lifeMs: number | null }): BotToken;
  /** Takes back one token, or all of a workspace. With the app everything goes, also what was void before. */
  take(which: { token: string } | { team: string }, how: 'token_revoked' | 'account_inactive'): void;
  stateOf(token: BotToken): TokenState;
  /** Lets every token of a workspace that can expire be expired from now on; false when there is none. */
  expire(team: string): boolean;
}

/** Two tokens of one workspace may be good at once while it changes over; a third takes the oldest back. */
const MOST_AT_ONCE = 2;

const random = (bytes: number) => randomBytes(bytes).toString('hex');

/** `now` in milliseconds, real time. */
export function makeTokens(now: () => number): Tokens {
  const all = new Map<string, BotToken>();
  const of = (team: string) => [...all.values()].filter((one) => one.team === team && !one.taken);
  function add(token: BotToken): BotToken {
    all.set(token.token, token);
    return token;
  }
  return {
    find: (token) => all.get(token),
    findRefresh: (refresh) => [...all.values()].find((one) => one.refresh === refresh && !one.taken),
    newest: (team) => of(team).at(-1),
    last: (team) => [...all.values()].filter((one) => one.team === team).at(-1),
    keep: (given) => add({ ...given, expiresAt: null, refresh: null }),
    make({ team, scopes, lifeMs }) {
      const rotates = lifeMs !== null;
      const made = add({
        token: `${rotates ? 'xoxe.xoxb-1' : 'xoxb'}-${random(20)}`,
        team,
        scopes,
        expiresAt: rotates ? now() + lifeMs : null,
        refresh: rotates ? `xoxe-1-${random(20)}` : null,
      });
      for (const old of of(team).slice(0, -MOST_AT_ONCE)) old.taken = 'token_revoked';
      return made;
    },
    take(which, how) {
      for (const one of all.values()) {
        const meant = 'token' in which ? one.token === which.token : one.team === which.team;
        if (meant && (how === 'account_inactive' || !one.taken)) one.taken = how;
      }
    },
    stateOf(one) {
      if (one.taken) return one.taken;
      return one.expiresAt !== null && one.expiresAt <= now() ? 'token_expired' : 'good';
    },
    expire(team) {
      const some = of(team).filter((one) => one.expiresAt !== null);
      for (const one of some) one.expiresAt = now();
      return some.length > 0;
    },
  };
}
