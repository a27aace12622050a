import type { Plain } from './plain.js';

/** Thrown inside a Web API method: becomes `{ ok: false, error, …extra }`. */
export class SlackRefusal extends Error {
  readonly extra: Plain;

  constructor(
    readonly code: string,
    extra: Plain = {},
  ) {
    super(code);
    this.extra = extra;
  }
}

/** Thrown inside a person's action: becomes a refusal with a sentence for whoever reads a failing test. */
export class ActRefusal extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** Refuses with Slack's code; for use in expressions. */
export function refuse(code: string, extra: Plain = {}): never {
  throw new SlackRefusal(code, extra);
}

/** Refuses a person's action; for use in expressions. */
export function refuseAct(code: string, message: string): never {
  throw new ActRefusal(code, message);
}
