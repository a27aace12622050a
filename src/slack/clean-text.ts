import type { AllMiddlewareArgs, AnyMiddlewareArgs } from '@slack/bolt';

/** Control characters, but for tab and line feed. */
const controls = /[^\P{Cc}\t\n]/gu;

/**
 * A text that came from outside, without what no database and no message takes: NUL (refused by PostgreSQL) and
 * other control characters go, line ends become line feeds, half a character becomes U+FFFD.
 */
export function cleanText(text: string): string {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(controls, '')
    .replaceAll(/\p{Surrogate}/gu, '\ufffd');
}

/** Cleans every text of what Slack sent, in place: the one way in for all that people type. */
export async function cleanBody({ body, next }: AnyMiddlewareArgs & AllMiddlewareArgs): Promise<void> {
  cleanWithin(body as unknown as Record<string, unknown>);
  await next();
}

function cleanWithin(within: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(within)) {
    if (typeof value === 'string') within[name] = cleanText(value);
    else if (typeof value === 'object' && value !== null) cleanWithin(value as Record<string, unknown>);
  }
}
