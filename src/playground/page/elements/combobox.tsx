import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { PersonInfo } from '../../protocol.js';
import { Avatar } from '../shell/avatar.js';
import { IconChevron, IconClose } from '../shell/icons.js';
import { words } from '../state/store.js';
import { Floating } from './floating.js';
import { type ChoiceSource, useChoices } from './use-choices.js';

export type Choice = {
  key: string;
  label: string;
  description?: string | undefined;
  person?: PersonInfo | undefined;
};
export type ChoiceGroup = { label?: string | undefined; choices: Choice[] };

export type ComboboxProps = {
  source: ChoiceSource;
  multiple?: boolean;
  max?: number | undefined;
  selected: Choice[];
  onChange: (selected: Choice[]) => void;
  placeholder?: string | undefined;
  label?: string | undefined;
  labelledBy?: string | undefined;
  describedBy?: string | undefined;
  invalid?: boolean | undefined;
  required?: boolean | undefined;
  clearable?: boolean;
  disabled?: boolean;
  busy?: boolean;
  autoFocus?: boolean | undefined;
};

/** A select with typeahead, for one or several choices (the ARIA combobox pattern). */
export function Combobox(props: ComboboxProps) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState('');
  const [moved, setMoved] = useState<{ among: string; to: number } | undefined>(undefined);
  const box = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const { groups, status } = useChoices({ open, query, source: props.source });
  const flat = groups.flatMap((group) => group.choices);
  const chosen = new Set(props.selected.map((choice) => choice.key));
  const single = props.multiple ? undefined : props.selected[0];
  const w = words.value;

  // Where a person has moved to counts for the list they moved in; any other list begins at what is chosen. An
  // effect would come after the paint, and undo a key that was pressed before it.
  const among = `${open}|${flat.length}|${query}`;
  const first = single && !query ? flat.findIndex((choice) => choice.key === single.key) : 0;
  const active = moved?.among === among ? moved.to : Math.max(0, first);
  const setActive = (to: number) => setMoved({ among, to });
  useEffect(() => {
    if (open) document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [active, open, id]);

  const close = () => {
    setOpen(false);
    setQuery('');
  };
  const pick = (choice: Choice) => {
    if (!props.multiple) {
      close();
      if (choice.key !== single?.key) props.onChange([choice]);
      return;
    }
    setQuery('');
    if (chosen.has(choice.key)) props.onChange(props.selected.filter((one) => one.key !== choice.key));
    else if (!props.max || props.selected.length < props.max) props.onChange([...props.selected, choice]);
  };
  const drop = (choice: Choice) => {
    props.onChange(props.selected.filter((one) => one.key !== choice.key));
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    const steps: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: Math.min(active + 8, flat.length - 1),
      PageUp: Math.max(active - 8, 0),
    };
    const step = steps[event.key];
    if (step !== undefined) {
      event.preventDefault();
      if (!open) setOpen(true);
      else if (flat.length > 0) setActive((step + flat.length) % flat.length);
    } else if (event.key === 'Enter') {
      const choice = open ? flat[active] : undefined;
      event.preventDefault();
      if (choice) pick(choice);
      else if (!open) setOpen(true);
    } else if (event.key === 'Escape' && open) {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (event.key === 'Backspace' && query === '' && props.multiple) {
      const last = props.selected.at(-1);
      if (last) drop(last);
    } else if (event.key === 'Tab') close();
  };

  let index = -1;
  return (
    <div
      class={`combobox${props.multiple ? ' is-multiple' : ''}${props.disabled ? ' is-disabled' : ''}`}
      ref={box}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a larger target for the field inside, which has the keys */}
      <div
        class={`field combobox-field${props.invalid ? ' is-invalid' : ''}`}
        onMouseDown={(event) => {
          if (event.target !== field.current && !(event.target as Element).closest('button')) {
            event.preventDefault();
            field.current?.focus();
            setOpen(true);
          }
        }}
      >
        {props.multiple &&
          props.selected.map((choice) => (
            <span class="chip" key={choice.key}>
              {choice.person && <Avatar person={choice.person} size="tiny" />}
              <span class="chip-text">{choice.label}</span>
              <button type="button" aria-label={w.remove(choice.label)} onClick={() => drop(choice)}>
                <IconClose />
              </button>
            </span>
          ))}
        {single?.person && !open && <Avatar person={single.person} size="tiny" />}
        <input
          ref={field}
          role="combobox"
          type="text"
          autoComplete="off"
          spellcheck={false}
          aria-label={props.label}
          aria-labelledby={props.labelledBy}
          aria-describedby={props.describedBy}
          aria-invalid={props.invalid ?? false}
          aria-required={props.required ?? false}
          aria-expanded={open}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={open && flat[active] ? `${id}-${active}` : undefined}
          data-autofocus={props.autoFocus ? '' : undefined}
          disabled={props.disabled}
          value={open ? query : (single?.label ?? '')}
          placeholder={
            open && single
              ? single.label
              : props.multiple && props.selected.length > 0
                ? ''
                : props.placeholder
          }
          title={single?.label}
          onClick={() => setOpen(true)}
          onBlur={close}
          onKeyDown={onKeyDown}
          onInput={(event) => {
            setOpen(true);
            setQuery(event.currentTarget.value);
          }}
        />
        {props.clearable && single && !open && (
          <button
            type="button"
            class="combobox-clear"
            aria-label={w.clear}
            onClick={() => {
              props.onChange([]);
              field.current?.focus();
            }}
          >
            <IconClose />
          </button>
        )}
        {props.busy ? <span class="spinner" /> : <IconChevron />}
      </div>
      {open && (
        <Floating anchor={box} onClose={close} matchWidth class="listbox-box">
          {/* biome-ignore lint/a11y/noStaticElementInteractions: keeps the focus in the field while choosing */}
          <div onMouseDown={(event) => event.preventDefault()}>
            <div
              role="listbox"
              id={`${id}-list`}
              aria-multiselectable={props.multiple ?? false}
              aria-label={props.label ?? props.placeholder ?? w.choose}
              tabIndex={-1}
            >
              {groups.map((group, groupIndex) => (
                // biome-ignore lint/a11y/useSemanticElements: a group of options, not of form fields
                <div role="group" key={group.label ?? groupIndex} aria-label={group.label ?? w.choose}>
                  {group.label && <div class="listbox-heading">{group.label}</div>}
                  {group.choices.map((choice) => {
                    index += 1;
                    const at = index;
                    return (
                      <div
                        role="option"
                        key={choice.key}
                        id={`${id}-${at}`}
                        tabIndex={-1}
                        class={`listbox-option${at === active ? ' is-active' : ''}`}
                        aria-selected={chosen.has(choice.key)}
                        // A list that opens under a resting mouse is told of a move as well.
                        onMouseMove={(event) => {
                          if (event.movementX !== 0 || event.movementY !== 0) setActive(at);
                        }}
                        onClick={() => pick(choice)}
                        onKeyDown={() => undefined}
                      >
                        {choice.person && <Avatar person={choice.person} size="small" />}
                        <span class="option-words">
                          <span>{choice.label}</span>
                          {choice.description && <span class="option-description">{choice.description}</span>}
                        </span>
                      </div>
                    );
                  })}
                </div>
              ))}
            </div>
            {status && (
              <div class="listbox-status" role="status">
                {status}
              </div>
            )}
          </div>
        </Floating>
      )}
    </div>
  );
}
