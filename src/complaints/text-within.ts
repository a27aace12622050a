import { UserError } from '../slack/user-error.js';

/**
 * What was typed, trimmed. Slack holds its inputs to their length; a request made by hand is held to it here.
 * @throws UserError complaintTooLong at `field`
 */
export function textWithin(text: string, { field, max }: { field: string; max: number }): string {
  const trimmed = text.trim();
  if (trimmed.length > max) throw new UserError('complaintTooLong', { max }, { field });
  return trimmed;
}
