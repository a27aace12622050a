import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { IconCalendar, IconChevron, IconClose } from '../shell/icons.js';
import { language, reader, words } from '../state/store.js';
import { dayKey } from '../text/format-date.js';
import { Floating } from './floating.js';
import type { ElementProps } from './use-element.js';

const dayMs = 86_400_000;

function shown(date: string, options: Intl.DateTimeFormatOptions): string {
  const locale = language.value === 'zh' ? 'zh-CN' : 'en-US';
  return new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(
    Date.parse(`${date}T00:00:00Z`),
  );
}

function shift(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

function shiftMonth(date: string, months: number): string {
  const at = new Date(`${date.slice(0, 7)}-01T00:00:00Z`);
  at.setUTCMonth(at.getUTCMonth() + months);
  const last = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate();
  at.setUTCDate(Math.min(Number(date.slice(8)), last));
  return at.toISOString().slice(0, 10);
}

/** A button that shows a day and opens a month: arrow keys move by days and weeks, Page keys by months. */
export function CalendarField(props: {
  value: string | null;
  onPick: (date: string | null) => void;
  placeholder: string;
  input: ElementProps<unknown>['input'];
  label?: string;
  disabled: boolean;
  autoFocus?: boolean | undefined;
}) {
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const text = props.value
    ? shown(props.value, { year: 'numeric', month: 'short', day: 'numeric', weekday: 'short' })
    : props.placeholder;
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <div class="date-field" ref={anchor}>
      <button
        ref={button}
        type="button"
        class={`field field-button${props.input?.invalid ? ' is-invalid' : ''}${props.value ? '' : ' is-empty'}`}
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-label={`${props.label ?? ''} ${text}`.trim()}
        aria-describedby={
          `${props.input?.labelId ?? ''} ${props.input?.describedBy ?? ''}`.trim() || undefined
        }
        data-autofocus={props.autoFocus ? '' : undefined}
        data-date={props.value ?? ''}
        disabled={props.disabled}
        onClick={() => setOpen(!open)}
      >
        <IconCalendar />
        <span>{text}</span>
      </button>
      {props.value && props.input?.optional && (
        <button
          type="button"
          class="combobox-clear"
          aria-label={words.value.clear}
          onClick={() => props.onPick(null)}
        >
          <IconClose />
        </button>
      )}
      {open && (
        <Floating anchor={anchor} onClose={() => setOpen(false)} class="calendar-box">
          <Month
            selected={props.value}
            onClose={close}
            onPick={(date) => {
              close();
              props.onPick(date);
            }}
          />
        </Floating>
      )}
    </div>
  );
}

function Month(props: { selected: string | null; onPick: (date: string) => void; onClose: () => void }) {
  const today = dayKey(reader.value.now, reader.value.timeZone);
  const [cursor, setCursor] = useState(props.selected ?? today);
  const grid = useRef<HTMLDivElement>(null);
  const [held, setHeld] = useState(true);
  // Before the next key can arrive, so that fast hands do not outrun it.
  useLayoutEffect(() => {
    if (held)
      grid.current?.querySelector<HTMLElement>(`[data-day="${cursor}"]`)?.focus({ preventScroll: true });
  }, [cursor, held]);
  const first = `${cursor.slice(0, 7)}-01`;
  // Weeks begin on Monday in Chinese calendars and on Sunday in American ones.
  const firstColumn = language.value === 'zh' ? 1 : 0;
  const lead = (new Date(`${first}T00:00:00Z`).getUTCDay() - firstColumn + 7) % 7;
  const start = shift(first, -lead);
  const weeks = Array.from({ length: 6 }, (_, week) =>
    Array.from({ length: 7 }, (_, day) => shift(start, week * 7 + day)),
  ).filter((week) => week.some((day) => day.startsWith(cursor.slice(0, 7))));

  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Record<string, () => string> = {
      ArrowLeft: () => shift(cursor, -1),
      ArrowRight: () => shift(cursor, 1),
      ArrowUp: () => shift(cursor, -7),
      ArrowDown: () => shift(cursor, 7),
      PageUp: () => shiftMonth(cursor, -1),
      PageDown: () => shiftMonth(cursor, 1),
    };
    const move = moves[event.key];
    if (move) {
      event.preventDefault();
      setHeld(true);
      setCursor(move());
    } else if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      props.onClose();
    }
  };
  const turn = (months: number) => {
    setHeld(false);
    setCursor(shiftMonth(cursor, months));
  };
  return (
    <div class="calendar" role="dialog" aria-label={words.value.pickDate} tabIndex={-1} onKeyDown={onKeyDown}>
      <div class="calendar-head">
        <button
          type="button"
          class="icon-button"
          aria-label={words.value.previousMonth}
          onClick={() => turn(-1)}
        >
          <IconChevron class="turn-left" />
        </button>
        <strong aria-live="polite">{shown(cursor, { year: 'numeric', month: 'long' })}</strong>
        <button type="button" class="icon-button" aria-label={words.value.nextMonth} onClick={() => turn(1)}>
          <IconChevron class="turn-right" />
        </button>
      </div>
      <div class="calendar-grid" ref={grid}>
        {weeks[0]?.map((day) => (
          <span class="calendar-weekday" key={day} aria-hidden="true">
            {shown(day, { weekday: 'narrow' })}
          </span>
        ))}
        {weeks.flat().map((day) => (
          <button
            type="button"
            key={day}
            data-day={day}
            class={`calendar-day${day === today ? ' is-today' : ''}${day.slice(0, 7) === cursor.slice(0, 7) ? '' : ' is-outside'}`}
            aria-label={shown(day, { year: 'numeric', month: 'long', day: 'numeric', weekday: 'long' })}
            aria-pressed={day === props.selected}
            tabIndex={day === cursor ? 0 : -1}
            onClick={() => props.onPick(day)}
          >
            {Number(day.slice(8))}
          </button>
        ))}
      </div>
      <button type="button" class="link-button" onClick={() => props.onPick(today)}>
        {words.value.today}
      </button>
    </div>
  );
}
