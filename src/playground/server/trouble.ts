/** What goes wrong with the next matching Web API call. */
export interface ApiTrouble {
  /** Without it: the next call of any method. `response_url`: the next answer beside a message. */
  method?: string;
  /**
   * `ratelimited`: 429 with Retry-After. `500`: an HTTP fault. `error`: `{ ok: false, error }`.
   * `hang`: taken and never answered. `drop`: the connection is cut before anything is done.
   * `timeout-after-doing-it`: done, never answered. `drop-after-doing-it`: done, then cut.
   */
  kind: 'ratelimited' | '500' | 'error' | 'hang' | 'drop' | 'timeout-after-doing-it' | 'drop-after-doing-it';
  /** How often; default 1. */
  times?: number;
  /** Seconds, for `ratelimited`; default 1. */
  retryAfter?: number;
  /** For `error`; default `internal_error`. */
  error?: string;
  /** For the arguments: only a call for which this is true. */
  when?: (args: Record<string, unknown>) => boolean;
}

/** What goes wrong with the next matching delivery to the app. */
export interface DeliveryTrouble {
  /** The wire name: `/complaint`, `block_actions`, `view_submission`, `event:member_joined_channel`. */
  name?: string;
  /** `lost-ack`: the app answers, Slack does not hear it. `twice`: delivered twice. `never`: not delivered. */
  kind: 'lost-ack' | 'twice' | 'never';
  times?: number;
}

export interface Trouble {
  next(one: ApiTrouble): void;
  nextDelivery(one: DeliveryTrouble): void;
  /** Forgets all trouble that has not happened yet. */
  clear(): void;
  /** What has not happened yet. */
  waiting(): { kind: string; on: string; left: number }[];
  takeApi(method: string, args: Record<string, unknown>): ApiTrouble | undefined;
  takeDelivery(name: string): DeliveryTrouble | undefined;
}

export function makeTrouble(): Trouble {
  const api: { one: ApiTrouble; left: number }[] = [];
  const deliveries: { one: DeliveryTrouble; left: number }[] = [];
  function take<T>(list: { one: T; left: number }[], fits: (one: T) => boolean): T | undefined {
    const found = list.find((entry) => fits(entry.one));
    if (!found) return undefined;
    found.left -= 1;
    if (found.left <= 0) list.splice(list.indexOf(found), 1);
    return found.one;
  }
  return {
    next: (one) => void api.push({ one, left: one.times ?? 1 }),
    nextDelivery: (one) => void deliveries.push({ one, left: one.times ?? 1 }),
    clear() {
      api.length = 0;
      deliveries.length = 0;
    },
    waiting: () => [
      ...api.map(({ one, left }) => ({ kind: one.kind, on: one.method ?? '', left })),
      ...deliveries.map(({ one, left }) => ({ kind: one.kind, on: one.name ?? '', left })),
    ],
    takeApi: (method, args) =>
      take(api, (one) => {
        // A response URL is no method: only who names it means it.
        const fits = one.method === method || (!one.method && method !== 'response_url');
        return fits && (!one.when || one.when(args));
      }),
    takeDelivery: (name) => take(deliveries, (one) => !one.name || one.name === name),
  };
}
