import type { Checkboxes, Option, RadioButtons } from '@slack/types';
import { useId } from 'preact/hooks';
import { withEmoji } from '../text/emoji.js';
import { MrkdwnLine } from '../text/rich-text.js';
import { type ElementProps, useElement } from './use-element.js';

function OptionWords({ option }: { option: Option }) {
  return (
    <span class="option-words">
      <span>
        {option.text.type === 'mrkdwn' ? <MrkdwnLine text={option.text.text} /> : withEmoji(option.text)}
      </span>
      {option.description && (
        <span class="option-description">
          <MrkdwnLine text={option.description.text} />
        </span>
      )}
    </span>
  );
}

/** Radio buttons. */
export function RadioElement(props: ElementProps<RadioButtons>) {
  const { element, input } = props;
  const { state, change, disabled } = useElement(props);
  const name = useId();
  return (
    <div
      class="options"
      role="radiogroup"
      aria-labelledby={input?.labelId}
      aria-describedby={input?.describedBy}
    >
      {element.options.map((option, index) => (
        <label class="option" key={option.value}>
          <input
            type="radio"
            name={name}
            disabled={disabled}
            data-autofocus={element.focus_on_load && index === 0 ? '' : undefined}
            checked={state.selected_option?.value === option.value}
            onChange={() => void change({ type: 'radio_buttons', selected_option: option })}
          />
          <OptionWords option={option} />
        </label>
      ))}
    </div>
  );
}

/** Checkboxes. */
export function CheckboxesElement(props: ElementProps<Checkboxes>) {
  const { element, input } = props;
  const { state, change, disabled } = useElement(props);
  const chosen = new Set(state.selected_options.map((option) => option.value));
  const toggle = (option: Option, on: boolean) =>
    void change({
      type: 'checkboxes',
      selected_options: element.options.filter((one) =>
        one.value === option.value ? on : chosen.has(one.value),
      ),
    });
  return (
    // biome-ignore lint/a11y/useSemanticElements: the label stands outside, in the input block
    <div class="options" role="group" aria-labelledby={input?.labelId} aria-describedby={input?.describedBy}>
      {element.options.map((option, index) => (
        <label class="option" key={option.value}>
          <input
            type="checkbox"
            disabled={disabled}
            data-autofocus={element.focus_on_load && index === 0 ? '' : undefined}
            checked={chosen.has(option.value)}
            onChange={(event) => toggle(option, event.currentTarget.checked)}
          />
          <OptionWords option={option} />
        </label>
      ))}
    </div>
  );
}
