import type { FetchFunction } from '@slack/web-api';

/**
 * `fetch` that gives up when the whole answer is not there after `ms`. WebClient's own `timeout` keeps what
 * belongs to a finished call in memory until its time is over; here that ends with the call.
 * Rejects with a DOMException named TimeoutError.
 */
export function fetchWithin(ms: number): FetchFunction {
  return async (url, init) => {
    const { signal: _unused, ...rest } = init ?? {};
    const controller = new AbortController();
    const tooLate = () =>
      controller.abort(new DOMException(`No complete answer within ${ms} ms`, 'TimeoutError'));
    const timer = setTimeout(tooLate, ms);
    try {
      const response = await fetch(url, { ...rest, signal: controller.signal } as RequestInit);
      const { status, statusText, headers } = response;
      return new Response(response.body && (await response.arrayBuffer()), { status, statusText, headers });
    } finally {
      clearTimeout(timer);
    }
  };
}
