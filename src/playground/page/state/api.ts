import type {
  Action,
  ActionType,
  ActResponse,
  BesideAnswer,
  BesideRequest,
  ClockInfo,
  ClockRequest,
  Greeting,
  MessagePage,
  OwnDataOffer,
  OwnDataReport,
  OwnDataRequest,
  PersonInfo,
  Refusal,
  ResultOf,
  Snapshot,
  TourInfo,
  TourRequest,
  TroubleInfo,
  TroubleRequest,
  WireDetail,
  WireList,
} from '../../protocol.js';

/** The server said no, or could not be reached (`unreachable`). */
export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.message);
  }
}

/** Whether an error carries one of these refusal codes. */
export function isRefused(error: unknown, ...codes: string[]): error is Refused {
  return error instanceof Refused && (codes.length === 0 || codes.includes(error.refusal.error));
}

async function ask<T>(path: string, init?: RequestInit): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch {
    throw new Refused({ ok: false, error: 'unreachable', message: 'The playground does not answer.' });
  }
  const body: unknown = await response.json().catch(() => undefined);
  const refusal = body as Partial<Refusal> | undefined;
  if (!response.ok || refusal?.ok === false) {
    const error = refusal?.error ?? `http_${response.status}`;
    throw new Refused({ ok: false, error, message: refusal?.message ?? error });
  }
  return body as T;
}

function post<T>(path: string, body: unknown): Promise<T> {
  return ask(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

function get<T>(path: string, query: Record<string, string | undefined>): Promise<T> {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, value);
  return ask(`${path}?${search}`);
}

/** Does something as a person. Throws {@link Refused}. */
export async function postAct<T extends ActionType>(
  as: string,
  action: Extract<Action, { type: T }>,
): Promise<ResultOf<T>> {
  const response = await post<ActResponse<T>>('/playground/act', { as, action });
  if (!response.ok) throw new Refused(response);
  return response.result;
}

export const getPeople = () => get<PersonInfo[]>('/playground/people', {});

export const getSnapshot = (as: string) => get<Snapshot>('/playground/state', { as });

export const getMessages = (query: { as: string; channel: string; before?: string; limit: number }) =>
  get<MessagePage>('/playground/messages', { ...query, limit: String(query.limit) });

export const getThread = (query: { as: string; channel: string; ts: string }) =>
  get<MessagePage>('/playground/thread', query);

export const getClock = () => get<ClockInfo>('/playground/clock', {});

export const postClock = (request: ClockRequest) => post<ClockInfo>('/playground/clock', request);

export const getTours = () => get<TourInfo[]>('/playground/tours', {});

export const postTour = (request: TourRequest) => post<TourInfo[]>('/playground/tours', request);

/** null: the host says nothing of its own. */
export const getGreeting = () => get<Greeting | null>('/playground/greeting', {});

export const postBeside = (request: BesideRequest) => post<BesideAnswer>('/playground/beside', request);

/** null: the host takes nothing in. */
export const getOwnData = () => get<OwnDataOffer | null>('/playground/own-data', {});

export const postOwnData = (request: OwnDataRequest) => post<OwnDataReport>('/playground/own-data', request);

export const getWire = (query: { q: string; limit: string }) => get<WireList>('/playground/wire', query);

/** null: it is no longer kept. */
export const getExchange = (n: number) => get<WireDetail | null>('/playground/wire', { n: String(n) });

export const getTrouble = () => get<TroubleInfo>('/playground/trouble', {});

export const postTrouble = (request: TroubleRequest) => post<TroubleInfo>('/playground/trouble', request);
