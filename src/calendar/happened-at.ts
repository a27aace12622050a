/** So much may the clocks of people, of Slack and ours differ: Slack's own requests are refused beyond it. */
export const clocksDifferMs = 5 * 60_000;

/**
 * When something that is told of has happened. What the teller's clock puts a little ahead of ours has happened now.
 * @returns null when it lies in the future
 */
export function happenedAt(told: Date, now: Date): Date | null {
  if (told <= now) return told;
  return told.getTime() - now.getTime() <= clocksDifferMs ? now : null;
}
