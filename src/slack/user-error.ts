import type { Messages } from '../messages/index.js';
import { escapeText } from './text.js';

type Errors = Messages['errors'];
export type ErrorCode = keyof Errors;
type ParamsOf<C extends ErrorCode> = Errors[C] extends (params: infer P) => string ? P : undefined;

/**
 * A refusal that a person can act on. Its code is the message key (the `…Errors` tables in
 * `messages/<language>/`); the text is made in the reader's language when shown, to that person only.
 */
export class UserError<C extends ErrorCode = ErrorCode> extends Error {
  /** Bolt wraps errors that lack a code. */
  readonly code: C;
  readonly params: ParamsOf<C> | undefined;
  /** The modal's block_id beside which it is shown, if it concerns one field. */
  readonly field: string | undefined;

  constructor(
    code: C,
    ...rest: undefined extends ParamsOf<C>
      ? [params?: undefined, at?: { field?: string }]
      : [params: ParamsOf<C>, at?: { field?: string }]
  ) {
    super(code);
    this.name = 'UserError';
    this.code = code;
    this.params = rest[0] as ParamsOf<C> | undefined;
    this.field = rest[1]?.field;
  }
}

/**
 * The refusal in words, in the language of `t`. Params are plain values, never escaped or formatted: whoever
 * shows the words as mrkdwn uses `refusalText`.
 */
export function userErrorText(t: Messages, error: UserError): string {
  const entry = t.errors[error.code] as string | ((params: unknown) => string);
  return typeof entry === 'function' ? entry(error.params) : entry;
}

/** The refusal in words as mrkdwn: names of records and people are typed text, and must not be taken for its own. */
export function refusalText(t: Messages, refusal: UserError): string {
  const escaped = Object.assign(new UserError('formStale'), {
    code: refusal.code,
    params: escapeDeep(refusal.params),
    field: refusal.field,
  });
  return userErrorText(t, escaped);
}

function escapeDeep(value: unknown): unknown {
  if (typeof value === 'string') return escapeText(value);
  if (Array.isArray(value)) return value.map(escapeDeep);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, escapeDeep(part)]));
}
