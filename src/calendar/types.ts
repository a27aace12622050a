/** A stretch of one local day. `HH:mm`, start before end; `24:00` is allowed as an end. */
export interface Span {
  start: string;
  end: string;
}

/** ISO weekday: 1 is Monday, 7 is Sunday. */
export type Weekday = '1' | '2' | '3' | '4' | '5' | '6' | '7';

export interface Season {
  /** `MM-DD`, inclusive; the season runs until the next season's start, wrapping the year. */
  from: string;
  /** Sorted, not overlapping; an empty list is a day without working hours. */
  spans: Record<Weekday, Span[]>;
}

/** Together the seasons cover the year; a single season covers all of it, whatever its `from`. */
export interface WorkingHours {
  seasons: Season[];
}

/**
 * What a local date is, apart from its weekday:
 * `ordinary` goes by the weekday; `off` is a public holiday; `make-up` (调休补班) and `working` are days that work
 * although their weekday may not: where it has no hours, Monday's apply (or the first weekday's that has any).
 */
export type DayKind = 'working' | 'off' | 'make-up' | 'ordinary';

export interface DayCalendar {
  /** @param date local date, `YYYY-MM-DD` */
  dayKind(date: string): DayKind;
}

/** Treat it as immutable: what is worked out from `hours` is kept for as long as the object lives. */
export interface WorkCalendar {
  /** IANA name, e.g. `Asia/Shanghai`. */
  timeZone: string;
  hours: WorkingHours;
  days: DayCalendar;
}
