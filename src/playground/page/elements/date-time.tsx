import type { Datepicker, DateTimepicker, Timepicker } from '@slack/types';
import { reader, words } from '../state/store.js';
import { fromZoned, toZoned } from '../text/zoned.js';
import { CalendarField } from './calendar.js';
import { TimeField } from './time-field.js';
import { type ElementProps, useElement } from './use-element.js';

/** A day. */
export function DatepickerElement(props: ElementProps<Datepicker>) {
  const { element, input } = props;
  const { state, change, disabled } = useElement(props);
  return (
    <CalendarField
      value={state.selected_date}
      onPick={(date) => void change({ type: 'datepicker', selected_date: date })}
      placeholder={element.placeholder?.text ?? words.value.pickDate}
      input={input}
      disabled={disabled}
      autoFocus={element.focus_on_load}
    />
  );
}

/** A time of day. */
export function TimepickerElement(props: ElementProps<Timepicker>) {
  const { element, input } = props;
  const { state, change, disabled } = useElement(props);
  return (
    <TimeField
      value={state.selected_time}
      onPick={(time) => void change({ type: 'timepicker', selected_time: time })}
      placeholder={element.placeholder?.text ?? words.value.pickTime}
      input={input}
      disabled={disabled}
      autoFocus={element.focus_on_load}
    />
  );
}

/** A moment, in the viewer's zone; Slack keeps it as seconds since 1970. */
export function DateTimepickerElement(props: ElementProps<DateTimepicker>) {
  const { element, input } = props;
  const { state, change, disabled } = useElement(props);
  const zone = reader.value.timeZone;
  const held = state.selected_date_time === null ? undefined : toZoned(state.selected_date_time * 1000, zone);
  const today = toZoned(reader.value.now, zone);
  const set = (date: string | null, time: string | null) => {
    const at = date === null ? null : fromZoned(date, time ?? '09:00', zone) / 1000;
    void change({ type: 'datetimepicker', selected_date_time: at });
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: the label stands outside, in the input block
    <div class="date-time" role="group" aria-labelledby={input?.labelId}>
      <CalendarField
        value={held?.date ?? null}
        onPick={(date) => set(date, held?.time ?? null)}
        placeholder={words.value.pickDate}
        input={input}
        label={words.value.date}
        disabled={disabled}
        autoFocus={element.focus_on_load}
      />
      <TimeField
        value={held?.time ?? null}
        onPick={(time) => set(held?.date ?? today.date, time)}
        placeholder={words.value.pickTime}
        input={input}
        label={words.value.time}
        disabled={disabled}
      />
    </div>
  );
}
