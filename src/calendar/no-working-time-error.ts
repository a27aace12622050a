/** Thrown when a calendar offers no working time within a year, so that no deadline can be worked out. */
export class NoWorkingTimeError extends Error {
  override readonly name = 'NoWorkingTimeError';

  constructor(after: string) {
    super(`The calendar has no working time in the year after ${after}`);
  }
}
