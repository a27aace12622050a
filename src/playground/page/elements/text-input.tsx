import type { EmailInput, NumberInput, PlainTextInput, RichTextInput, URLInput } from '@slack/types';
import { useEffect, useRef } from 'preact/hooks';
import type { ElementState } from '../../protocol.js';
import { withEmoji } from '../text/emoji.js';
import { Growing } from './growing.js';
import { type ElementProps, useElement } from './use-element.js';

type TextElement = PlainTextInput | NumberInput | EmailInput | URLInput;

const typingPauseMs = 300;

const inputModes = {
  plain_text_input: 'text',
  number_input: 'decimal',
  email_text_input: 'email',
  url_text_input: 'url',
} as const;

/** One-line and many-line text, numbers, e-mail addresses and URLs. */
export function TextInputElement(props: ElementProps<TextElement>) {
  const { element, input } = props;
  const { state, change, disabled } = useElement(props);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const value = state.value ?? '';
  const triggers = element.dispatch_action_config?.trigger_actions_on ?? ['on_enter_pressed'];
  const stateWith = (text: string): Extract<ElementState, { type: TextElement['type'] }> => ({
    type: element.type,
    value: text === '' ? null : text,
  });

  const latest = useRef(change);
  latest.current = change;
  const type = (text: string) => {
    void change(stateWith(text), undefined);
    if (!input?.dispatch || !triggers.includes('on_character_entered')) return;
    clearTimeout(timer.current);
    timer.current = setTimeout(
      () => void latest.current(stateWith(text), 'on_character_entered'),
      typingPauseMs,
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.isComposing || event.shiftKey) return;
    if (!input?.dispatch || !triggers.includes('on_enter_pressed')) return;
    event.preventDefault();
    void change(stateWith(value), 'on_enter_pressed');
  };

  const limits =
    element.type === 'plain_text_input'
      ? { maxLength: element.max_length ?? 3000 }
      : { maxLength: undefined };
  const shared = {
    class: `field${input?.invalid ? ' is-invalid' : ''}`,
    value,
    disabled,
    placeholder: element.placeholder ? withEmoji(element.placeholder) : undefined,
    'aria-labelledby': input?.labelId,
    'aria-describedby': input?.describedBy,
    'aria-invalid': input?.invalid ?? false,
    'aria-required': input ? !input.optional : false,
    'data-autofocus': element.focus_on_load ? '' : undefined,
    onKeyDown,
    ...limits,
  };
  const multiline = element.type === 'plain_text_input' && element.multiline === true;
  const near = limits.maxLength !== undefined && value.length > limits.maxLength * 0.8;
  return (
    <div class="text-input">
      {multiline ? (
        <Growing {...shared} minRows={3} maxRows={14} onText={type} />
      ) : (
        <input
          {...shared}
          type="text"
          autoComplete="off"
          inputMode={inputModes[element.type]}
          onInput={(event) => type(event.currentTarget.value)}
        />
      )}
      {near && <span class="text-left">{(limits.maxLength ?? 0) - value.length}</span>}
    </div>
  );
}

/** A rich text input, as plain lines: the playground offers no formatting bar. */
export function RichTextInputElement(props: ElementProps<RichTextInput>) {
  const { element, input } = props;
  const { state, change, disabled } = useElement(props);
  return (
    <Growing
      class={`field${input?.invalid ? ' is-invalid' : ''}`}
      value={plainOf(state.rich_text_value)}
      disabled={disabled}
      placeholder={element.placeholder && withEmoji(element.placeholder)}
      aria-labelledby={input?.labelId}
      aria-describedby={input?.describedBy}
      aria-invalid={input?.invalid ?? false}
      data-autofocus={element.focus_on_load ? '' : undefined}
      minRows={3}
      maxRows={14}
      onText={(text) =>
        void change({
          type: 'rich_text_input',
          rich_text_value: text === '' ? null : richOf(text),
        })
      }
    />
  );
}

function richOf(text: string) {
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
  };
}

function plainOf(block: unknown): string {
  if (typeof block !== 'object' || block === null) return '';
  if ('text' in block && typeof block.text === 'string') return block.text;
  if ('elements' in block && Array.isArray(block.elements)) return block.elements.map(plainOf).join('');
  return '';
}
