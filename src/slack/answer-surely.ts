import { setTimeout as wait } from 'node:timers/promises';
import type { RespondArguments } from '@slack/bolt';
import type { KnownBlock } from '@slack/types';
import type { RequestState } from './asker.js';
import { sayDirectly } from './outcome.js';

/** Answers beside the message, or in the channel, that a request came from. */
export type Respond = (message: string | RespondArguments) => Promise<unknown>;

const againMs = { limited: 1_000, otherwise: 300 };

/**
 * Bolt's `respond`, tried once more when Slack is busy or the connection breaks; what cannot be said beside the
 * message is then said directly.
 */
export function answerSurely(state: RequestState, respond: Respond): Respond {
  return async (message) => {
    try {
      await respond(message);
    } catch (first) {
      let error = first;
      if (mayPass(first)) {
        await wait(statusOf(first) === 429 ? againMs.limited : againMs.otherwise);
        try {
          await respond(message);
          return;
        } catch (second) {
          error = second;
        }
      }
      // What Slack refuses as such, a direct message would not carry either.
      if (!mayPass(error) && statusOf(error) !== 404) throw error;
      const said = typeof message === 'string' ? { text: message } : message;
      if (!said.text) throw error;
      state.services.log.warn({ err: error, workspaceId: state.workspaceId }, 'answering by direct message');
      const { text, blocks } = said as { text: string; blocks?: KnownBlock[] };
      await sayDirectly(state, { text, ...(blocks ? { blocks } : {}) });
    }
  };
}

function statusOf(error: unknown): number | undefined {
  return (error as { statusCode?: number }).statusCode;
}

/** Slack is busy, has a fault, or the connection broke. */
function mayPass(error: unknown): boolean {
  const status = statusOf(error);
  return status === undefined || status === 429 || status >= 500;
}
