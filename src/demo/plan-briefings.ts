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

const headings = ['昨日金银行情', '今日走势', '关键价位', '消息面', '操作建议'];

const yesterday: Record<string, string> = {
  昨日金银行情: '现货黄金收于 4,052 美元，涨 0.4%；白银收于 51.3 美元，涨 0.9%。',
  今日走势: '震荡偏强，回踩不破支撑可轻仓跟多。',
  关键价位: '黄金支撑 4,030 / 4,012，压力 4,075 / 4,090；白银支撑 50.6，压力 52.0。',
  消息面: '今晚 21:30 公布美国初请失业金人数，注意波动。',
  操作建议: '轻仓，设好止损；数据公布前后半小时不追单。',
};

/**
 * What the demo company publishes: the morning briefing at 08:50, trading advice and the analyst's column at 11:00.
 * The last working day's briefing is in the archive, today's waits for its author.
 */
export async function planBriefings(
  services: Services,
  { workspaceId, people }: { workspaceId: string; people: ReadonlyMap<string, Person> },
): Promise<void> {
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
  const schedule = (settings: Pick<ScheduleSettings, 'name' | 'publishAt' | 'authorIds' | 'fields'>) =>
    changeSchedule(as(henry, instantAt(timeZone, before, '07:00')), {
      existing: null,
      settings: {
        weekdays: '',
        backupId: null,
        channelIds: ['tech', 'market', 'service'].map(channel),
        ...settings,
      },
    });
  const { scheduleId } = await schedule({
    name: '早评 Morning briefing',
    publishAt: '08:50',
    authorIds: [mia.id, henry.id],
    fields: headings,
  });
  await schedule({
    name: '操盘建议 Trading advice',
    publishAt: '11:00',
    authorIds: [henry.id],
    fields: ['操盘建议'],
  });
  await schedule({ name: '分析师专栏 Column', publishAt: '11:00', authorIds: [mia.id], fields: ['正文'] });
  await saveBriefing(as(mia, instantAt(timeZone, before, '08:41')), {
    scheduleId,
    date: before,
    seen: { version: 0, out: false },
    content: headings.map((heading) => ({ heading, text: yesterday[heading] ?? '' })),
    ready: true,
  });
  await goRound({ services, workspaceId, now: instantAt(timeZone, before, '08:50') });
  await goRound({ services, workspaceId, now });
}
