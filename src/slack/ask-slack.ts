import { UserError } from './user-error.js';

/**
 * What Slack says to somebody who waits for it. What Slack refuses goes on to the caller.
 * @throws UserError slackSilent: it was limited, unwell or did not answer
 */
export async function askSlack<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if ((error as { code?: string }).code === 'slack_webapi_platform_error') throw error;
    throw new UserError('slackSilent');
  }
}
