/** English texts of the scheduler; the type every language fills. */
export const scheduler = {
  /** To administrators: a job failed for the last time. */
  jobFailed: ({ job, time, reference }: { job: string; time: string; reference: string }) =>
    `The scheduled job \`${job}\` of ${time} failed several times and was given up. It runs again at its next time. The log tells more under the reference \`${reference}\`.`,
};
