import { reader } from '../state/store.js';
import { formatTime } from '../text/format-date.js';
import { type Choice, Combobox } from './combobox.js';
import type { ElementProps } from './use-element.js';

function choiceOf(time: string): Choice {
  const at = Date.parse(`2026-01-05T${time}:00Z`);
  return { key: time, label: formatTime(at, { ...reader.value, timeZone: 'UTC' }) };
}

/** A time typed (`14:05`, `1405`, `2pm`) or chosen from half hours, as Slack's time picker works. */
export function TimeField(props: {
  value: string | null;
  onPick: (time: string | null) => void;
  placeholder: string;
  input: ElementProps<unknown>['input'];
  label?: string;
  disabled: boolean;
  autoFocus?: boolean | undefined;
}) {
  const halfHours = Array.from({ length: 48 }, (_, index) =>
    clockFace(Math.floor(index / 2), (index % 2) * 30),
  );
  const source = (query: string) => {
    const typed = readTime(query);
    const wanted = query.toLowerCase().replace(/\s/g, '');
    const near = halfHours.filter(
      (time) =>
        time.startsWith(wanted) || choiceOf(time).label.toLowerCase().replace(/\s/g, '').startsWith(wanted),
    );
    const all = typed && !near.includes(typed) ? [typed, ...near] : near;
    return [{ choices: all.map(choiceOf) }];
  };
  return (
    <Combobox
      source={{ kind: 'local', find: source }}
      selected={props.value ? [choiceOf(props.value)] : []}
      onChange={([choice]) => props.onPick(choice?.key ?? null)}
      placeholder={props.placeholder}
      label={props.label ?? (props.input ? undefined : props.placeholder)}
      labelledBy={props.label ? undefined : props.input?.labelId}
      describedBy={props.input?.describedBy}
      invalid={props.input?.invalid}
      required={props.input && !props.input.optional}
      clearable={props.input?.optional ?? false}
      disabled={props.disabled}
      autoFocus={props.autoFocus}
    />
  );
}

function clockFace(hours: number, minutes: number): string {
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}

/** Reads `9`, `9:5`, `930`, `2pm`, `14：30`, `下午2:30`. */
export function readTime(text: string): string | undefined {
  const match = /^(上午|下午|am|pm)?\s*(\d{1,2})(?:[:：.点]?([0-5]?\d))?分?\s*(am|pm|a|p)?$/i.exec(
    text.trim(),
  );
  if (!match) return undefined;
  const half = (match[1] ?? match[4] ?? '').toLowerCase();
  let hours = Number(match[2]);
  const minutes = Number(match[3] ?? 0);
  if ((half === '下午' || half.startsWith('p')) && hours < 12) hours += 12;
  if ((half === '上午' || half.startsWith('a')) && hours === 12) hours = 0;
  return hours < 24 && minutes < 60 ? clockFace(hours, minutes) : undefined;
}
