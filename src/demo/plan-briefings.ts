import { changeSchedule, type ScheduleSettings } from '../briefings/change-schedule.js';
import { goRound } from '../briefings/go-round.js';
import { saveBriefing } from '../briefings/save-briefing.js';
import { workingSpans } from '../calendar/day-spans.js';
import { isoDate } from '../calendar/local-date.js';
import { instantAt, localDay } from '../calendar/local-time.js';
import type { Context, Services } from '../context.js';
import type { Person } from '../people/person.js';
import { workCalendar } from '../people/work-calendar.js';
import { demoChannels } from './company.js';
import type { DemoTexts } from './texts/demo-texts.js';

/**
 * What the demo company publishes: the morning briefing at 08:50, trading advice and the analyst's column at 11:00.
 * The last working day's briefing is in the archive, today's waits for its author.
 */
export async function planBriefings(
  services: Services,
  {
    workspaceId,
    people,
    texts,
  }: { workspaceId: string; people: ReadonlyMap<string, Person>; texts: DemoTexts },
): Promise<void> {
  const { morning, advice, column } = texts.briefings;
  const content = morning.fields.map(([heading = '', text = '']) => ({ heading, text }));
  const calendar = await workCalendar(services.db.read, { workspaceId, departmentId: null });
  const { timeZone } = calendar;
  const now = services.clock.now();
  let day = localDay(timeZone, now.getTime()) - 1;
  while (workingSpans(calendar, day).length === 0) day -= 1;
  const before = isoDate(day);
  const [henry, mia] = ['henry', 'mia'].map((handle) => people.get(handle));
  if (!henry || !mia) throw new Error('The demo company has no analysts');
  const as = (staff: Person, at: Date): Context => ({
    services,
    workspaceId,
    actor: { type: 'person', staff },
    now: at,
  });
  const channel = (department: string) => demoChannels.find((one) => one.department === department)?.id ?? '';
  const schedule = (
    settings: Pick<ScheduleSettings, 'name' | 'publishAt' | 'authorIds' | 'fields'> &
      Partial<ScheduleSettings>,
  ) =>
    changeSchedule(as(henry, instantAt(timeZone, before, '07:00')), {
      existing: null,
      settings: {
        weekdays: '',
        backupId: null,
        channelIds: ['tech', 'market', 'service'].map(channel),
        ...settings,
      },
    });
  const author = morning.author === 'mia' ? mia : henry;
  const { scheduleId } = await schedule({
    name: morning.name,
    publishAt: '08:50',
    authorIds: [author.id],
    backupId: (author === mia ? henry : mia).id,
    fields: content.map(({ heading }) => heading),
  });
  await schedule({
    name: advice.name,
    publishAt: '11:00',
    authorIds: [henry.id],
    fields: [advice.field],
  });
  await schedule({
    name: column.name,
    publishAt: '11:00',
    authorIds: [mia.id],
    fields: [column.field],
  });
  await saveBriefing(as(author, instantAt(timeZone, before, '08:41')), {
    scheduleId,
    date: before,
    seen: { version: 0, out: false },
    content,
    ready: true,
  });
  await goRound({ services, workspaceId, now: instantAt(timeZone, before, '08:50') });
  await goRound({ services, workspaceId, now });
}
