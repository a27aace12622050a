import type { Services } from '../context.js';
import { jobsOf, never } from './schedules.js';

/** What will happen next: 'job:digest.daily', 'duty:complaint.judge', 'message:briefing.post'. */
export interface NextDue {
  at: Date;
  what: string;
}

/** The first thing due strictly after a business instant, over jobs, duties and messages held back; or null. */
export async function nextDue(services: Services, after: Date): Promise<NextDue | null> {
  const { read } = services.db;
  const [schedule, duty, message] = await Promise.all([
    read.jobSchedule.findFirst({
      where: { nextAt: { gt: after, lt: never }, job: { in: [...jobsOf(services.features).keys()] } },
      orderBy: { nextAt: 'asc' },
    }),
    read.duty.findFirst({
      where: { nextAt: { gt: after } },
      orderBy: { nextAt: 'asc' },
      select: { nextAt: true, kind: true },
    }),
    read.outboxOperation.findFirst({
      where: { state: 'pending', notBefore: { gt: after } },
      orderBy: { notBefore: 'asc' },
      select: { notBefore: true, template: true },
    }),
  ]);
  const due: NextDue[] = [];
  if (schedule) due.push({ at: schedule.nextAt, what: `job:${schedule.job}` });
  if (duty?.nextAt) due.push({ at: duty.nextAt, what: `duty:${duty.kind}` });
  if (message?.notBefore) due.push({ at: message.notBefore, what: `message:${message.template}` });
  due.sort((a, b) => a.at.getTime() - b.at.getTime());
  return due[0] ?? null;
}
